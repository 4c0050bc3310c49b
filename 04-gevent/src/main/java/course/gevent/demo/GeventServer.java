package course.gevent.demo;

import course.gevent.GreenSocket;
import course.gevent.reference.ReferenceGreenSockets;
import course.gevent.reference.ReferenceHub;
import course.gevent.system.SelectorClock;
import course.greenlet.reference.ReferenceGreenlets;
import course.python.Python;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/** The tutorial's server: any number of clients on one thread. Ends on Ctrl-C. */
public final class GeventServer {
    private static final String USAGE =
            "usage: GeventServer [port, 0 for a free one; default 8001]";

    public static void main(String[] arguments) throws Exception {
        var port = Arguments.port(arguments, 0, 1, USAGE);
        try (var clock = new SelectorClock()) {
            var hub = new ReferenceHub(new ReferenceGreenlets(), clock, System.out::println);
            var sockets = new ReferenceGreenSockets(hub, clock);
            try (var listener = sockets.listen(new InetSocketAddress("localhost", port))) {
                System.out.println("listening on port " + listener.address().getPort());
                while (true) {
                    var client = listener.accept();
                    hub.spawn(() -> handleRequest(client));
                }
            } catch (BindException e) {
                Arguments.end(1, "port %s: %s".formatted(port, e.getMessage()));
            }
        }
    }

    private static void handleRequest(GreenSocket client) throws InterruptedException, IOException {
        try (client) {
            while (true) {
                var data = client.receive(1024);
                System.out.println("recv: " + Python.bytes(data));
                client.sendAll(data);
                if (data.length == 0) {
                    client.shutdownOutput();
                    return;
                }
            }
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
