package course.gevent.demo;

import course.python.Python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The tutorial's client: what is typed is sent, and the answer printed. Ends on Ctrl-D. */
public final class InteractiveClient {
    private static final String USAGE =
            "usage: InteractiveClient [port; default 8001 [host; default localhost]]";

    public static void main(String[] arguments) {
        var port = Arguments.port(arguments, 0, 2, USAGE);
        var host = arguments.length == 2 ? arguments[1] : "localhost";
        try (var socket = new Socket(host, port)) {
            talk(socket);
        } catch (IOException e) {
            Arguments.end(1, "no talk with %s port %s: %s".formatted(host, port, e.getMessage()));
        }
    }

    private static void talk(Socket socket) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in));
        var answer = new byte[1024];
        while (true) {
            System.out.print(">>:");
            System.out.flush();
            var line = lines.readLine();
            if (line == null) {
                return;
            }
            if (line.isEmpty()) {
                continue; // nothing is sent, so there would be no answer
            }
            socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            var count = socket.getInputStream().read(answer);
            if (count < 0) {
                throw new IOException("the server has closed the connection");
            }
            System.out.println("Received " + Python.bytes(Arrays.copyOf(answer, count)));
        }
    }
}
