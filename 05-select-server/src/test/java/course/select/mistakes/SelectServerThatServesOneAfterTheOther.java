package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Serves the client that it has accepted until that one leaves. With one client it can't be told
 * from a right server, which is why so many pass for one; the second client waits for the first.
 */
@Mistake(killedBy = "aSilentClientKeepsNobodyWaiting", saying = "received nothing")
final class SelectServerThatServesOneAfterTheOther implements SelectServer {

    @Override
    public void serve(ServerSocketChannel listener, Select select, Log log) throws IOException {
        try (listener) {
            while (true) {
                select.select(List.of(listener), List.of(), List.of());
                try (var connection = listener.accept()) {
                    converse(connection, select);
                }
            }
        } catch (InterruptedException stop) {
            // all is closed
        }
    }

    private static void converse(SocketChannel connection, Select select)
            throws IOException, InterruptedException {
        connection.configureBlocking(false);
        var buffer = ByteBuffer.allocate(1024);
        while (true) {
            select.select(List.of(connection), List.of(), List.of());
            if (connection.read(buffer.clear()) < 0) {
                return;
            }
            var text = StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
            connection.write(StandardCharsets.ISO_8859_1.encode(text.toUpperCase(Locale.ROOT)));
        }
    }
}
