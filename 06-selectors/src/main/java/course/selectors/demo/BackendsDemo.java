package course.selectors.demo;

import course.picture.Pictures;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Kind;
import course.selectors.CallbackServer;
import course.selectors.Selector;
import course.selectors.reference.ReferenceBackends;
import course.selectors.reference.ReferenceCallbackServer;
import course.selectors.reference.ReferenceSelector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The tutorial's server on each backend: requests per second, when ten clients talk and the others
 * are connected and silent. Prints a table, and draws the lesson's picture from it.
 */
public final class BackendsDemo {
    private static final int TALKING = 10;
    private static final int MESSAGE = 64;
    private static final int MOST_ON_SELECT = 400; // both ends have their numbers below 1,024
    private static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofMillis(200);
    private static final Duration MEASURED = Duration.ofMillis(300);

    public static void main(String[] arguments) throws Exception {
        int most;
        try {
            most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_000;
        } catch (NumberFormatException e) {
            most = 0;
        }
        if (most < TALKING || arguments.length > 2) {
            System.err.println("usage: BackendsDemo [most connections, 10 or more] [folder]");
            System.exit(2);
        }
        var pictures = Pictures.in(Path.of("pictures"));
        var measured = new StringBuilder("connections,EPOLL,NIO,POLL,SELECT\n");
        System.out.println("connections     EPOLL       NIO      POLL    SELECT   requests/s");
        for (int connections : sizes(most)) {
            var best = best(connections);
            System.out.printf("%11s", connections);
            measured.append(connections);
            for (var kind : Kind.values()) {
                var rate = Math.round(best.get(kind));
                System.out.printf("%10s", rate > 0 ? rate : "-");
                measured.append(',').append(rate > 0 ? rate : "");
            }
            System.out.println();
            measured.append('\n');
        }
        var folder = Path.of(arguments.length > 1 ? arguments[1] : "target/pictures");
        var files = pictures.redraw("backends", measured.toString(), folder);
        System.out.println("The picture is in " + files.get(1).toAbsolutePath());
    }

    private static List<Integer> sizes(int most) {
        var sizes = new ArrayList<Integer>();
        for (int power = TALKING; power < most; power *= 10) {
            sizes.addAll(List.of(power, power * 2, power * 4));
        }
        sizes.removeIf(size -> size >= most);
        sizes.add(most);
        return sizes;
    }

    /** The best of some rounds, in turn: what else the machine does strikes one or the other. */
    private static Map<Kind, Double> best(int connections) throws Exception {
        var best = new EnumMap<Kind, Double>(Kind.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (var kind : Kind.values()) {
                best.merge(kind, rate(kind, connections), Math::max);
            }
        }
        return best;
    }

    /** 0 where there is none. */
    private static double rate(Kind kind, int connections) throws Exception {
        var here = Availability.here();
        if (here.missing(kind).isPresent() || kind == Kind.SELECT && connections > MOST_ON_SELECT) {
            return 0;
        }
        try (var listener = ServerSocketChannel.open();
                var selector = new ReferenceSelector(new ReferenceBackends(here).open(kind))) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
            var serving = Thread.ofPlatform().start(() -> serve(listener, selector));
            var clients = new ArrayList<SocketChannel>();
            try {
                while (clients.size() < connections) {
                    clients.add(SocketChannel.open(listener.getLocalAddress()));
                    clients.getLast().setOption(StandardSocketOptions.TCP_NODELAY, true);
                    talk(clients.subList(clients.size() - 1, clients.size()), Duration.ZERO);
                }
                var talking = clients.subList(connections - TALKING, connections);
                talk(talking, WARM_UP);
                return talk(talking, MEASURED);
            } finally {
                serving.interrupt();
                serving.join();
                for (var client : clients) {
                    client.close();
                }
            }
        }
    }

    private static void serve(ServerSocketChannel listener, Selector selector) {
        try {
            new ReferenceCallbackServer().serve(listener, selector, new CallbackServer.Log() {});
        } catch (IOException e) {
            System.err.println("the server has ended: " + e);
        }
    }

    /** Lets all ask and all hear, again and again; how many requests that were in a second. */
    private static double talk(List<SocketChannel> clients, Duration atLeast) throws IOException {
        var buffer = ByteBuffer.allocateDirect(MESSAGE);
        long start = System.nanoTime();
        long requests = 0;
        do {
            for (var client : clients) {
                client.write(buffer.clear());
            }
            for (var client : clients) {
                buffer.clear();
                while (buffer.hasRemaining()) {
                    if (client.read(buffer) < 0) {
                        throw new IOException("the server has closed a connection");
                    }
                }
            }
            requests += clients.size();
        } while (System.nanoTime() - start < atLeast.toNanos());
        return requests * 1e9 / (System.nanoTime() - start);
    }
}
