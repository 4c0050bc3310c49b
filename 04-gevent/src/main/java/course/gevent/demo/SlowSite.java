package course.gevent.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;

/** A site for {@link UrlOpenDemo} that needs no network: each of its pages takes a second. */
public final class SlowSite {
    private static final String USAGE = "usage: SlowSite [port, 0 for a free one; default 8001]";
    private static final Duration THINKING = Duration.ofSeconds(1);
    private static final byte[] PAGE = new byte[100_000];

    public static void main(String[] arguments) throws IOException {
        var port = Arguments.port(arguments, 0, 1, USAGE);
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var site = HttpServer.create(address, 0);
            site.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            site.createContext("/", SlowSite::answer);
            site.start();
            System.out.println("listening on port " + site.getAddress().getPort());
        } catch (BindException e) {
            Arguments.end(1, "port %s: %s".formatted(port, e.getMessage()));
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Thread.sleep(THINKING);
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
