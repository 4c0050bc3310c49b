package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads until the answer is whole, and does not look at what {@code read} returns. When the server
 * goes away in the middle of an answer, {@code read} returns -1 at once, for ever: the program
 * stands still with one core at 100 %.
 */
@Mistake(
        killedBy = "aServerThatClosesTooEarlyIsAnEndOfFileWithTheBytesThatHadCome",
        saying = "expected that talk comes to its end")
final class MultiPartClientThatOverlooksTheEnd extends PlainMultiPartClient {

    @Override
    String receive(SocketChannel channel, int length, Log log) throws IOException {
        var answer = ByteBuffer.allocate(length);
        while (answer.hasRemaining()) {
            channel.read(answer);
        }
        log.received(local(channel), answer.array());
        return new String(answer.array(), StandardCharsets.UTF_8);
    }
}
