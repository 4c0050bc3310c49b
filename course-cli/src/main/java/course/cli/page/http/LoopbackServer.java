package course.cli.page.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Listens on this machine's own addresses, on one port for all of them. */
final class LoopbackServer implements AutoCloseable {
    static final List<InetAddress> ADDRESSES =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    private static final int ATTEMPTS = 20;
    private static final int ANY = 0;

    static {
        limit("jdk.httpserver.maxConnections", 100);
        limit("sun.net.httpserver.maxReqTime", 10);
        limit("sun.net.httpserver.maxReqHeaderSize", 16 * 1024);
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<HttpServer> servers;

    /**
     * @param wanted the port to take; where another program has it, any that is free
     */
    LoopbackServer(int wanted) throws IOException {
        servers = bind(wanted);
    }

    /** The JDK's server has no other place to be told. */
    private static void limit(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    private static List<HttpServer> bind(int wanted) throws IOException {
        var port = wanted;
        for (var i = 0; i < ATTEMPTS; i++) {
            var bound = new ArrayList<HttpServer>();
            try {
                for (var address : ADDRESSES) {
                    if (NetworkInterface.getByInetAddress(address) != null) {
                        bound.add(HttpServer.create(new InetSocketAddress(address, port), 0));
                        port = bound.getFirst().getAddress().getPort();
                    }
                }
                return bound;
            } catch (BindException taken) {
                bound.forEach(one -> one.stop(0));
                port = ANY;
            }
        }
        throw new IOException("no port of 127.0.0.1 is free for the page");
    }

    int port() {
        return servers.getFirst().getAddress().getPort();
    }

    void start(HttpHandler handler) {
        for (var server : servers) {
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
        }
    }

    @Override
    public void close() {
        servers.forEach(one -> one.stop(0));
        threads.shutdownNow();
    }
}
