package course.gevent.demo;

import course.python.Python;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** The same server as {@link GeventServer}, on virtual threads: the JDK's own answer. */
public final class VirtualThreadServer {
    private static final String USAGE =
            "usage: VirtualThreadServer [port, 0 for a free one; default 8001]";

    public static void main(String[] arguments) throws IOException {
        var port = Arguments.port(arguments, 0, 1, USAGE);
        try (var listener = new ServerSocket(port, 500, InetAddress.getLoopbackAddress())) {
            System.out.println("listening on port " + listener.getLocalPort());
            while (true) {
                var client = listener.accept();
                Thread.startVirtualThread(() -> handleRequest(client));
            }
        } catch (BindException e) {
            Arguments.end(1, "port %s: %s".formatted(port, e.getMessage()));
        }
    }

    private static void handleRequest(Socket client) {
        try (client) {
            var buffer = new byte[1024];
            var count = client.getInputStream().read(buffer);
            for (; count >= 0; count = client.getInputStream().read(buffer)) {
                var data = Arrays.copyOf(buffer, count);
                System.out.println("recv: " + Python.bytes(data));
                client.getOutputStream().write(data);
            }
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
