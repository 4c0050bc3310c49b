package course.gevent.demo;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The tutorial's hundred clients at once, each on a thread that blocks. Ends on Ctrl-C. */
public final class HundredClients {
    private static final String USAGE =
            "usage: HundredClients [port; default 8001 [rounds; default without end]]";
    private static final int CLIENTS = 100;

    public static void main(String[] arguments) throws InterruptedException {
        var port = Arguments.port(arguments, 0, 2, USAGE);
        var rounds = Arguments.number(arguments, 1, Integer.MAX_VALUE, USAGE);
        var failures = new AtomicInteger();
        var threads = new Thread[CLIENTS];
        for (var i = 0; i < CLIENTS; i++) {
            threads[i] =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    connect(port, rounds);
                                } catch (IOException e) {
                                    failures.incrementAndGet();
                                    System.err.printf("port %s: %s%n", port, e.getMessage());
                                }
                            });
        }
        for (var thread : threads) {
            thread.join();
        }
        System.exit(failures.get() == 0 ? 0 : 1);
    }

    private static void connect(int port, int rounds) throws IOException {
        try (var client = new Socket("localhost", port)) {
            for (var count = 0; count < rounds; count++) {
                var message = ("hello " + count).getBytes(StandardCharsets.UTF_8);
                client.getOutputStream().write(message);
                var data = client.getInputStream().readNBytes(message.length);
                if (data.length < message.length) {
                    throw new IOException("the server has closed the connection");
                }
                System.out.printf(
                        "[%s]recv from server: %s%n",
                        Thread.currentThread().threadId(),
                        new String(data, StandardCharsets.UTF_8));
            }
        }
    }
}
