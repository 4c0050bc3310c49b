package course.select;

import course.kit.Background;
import course.kit.net.Peer;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The select that a server under test waits with. It looks before it waits, so it knows whether the
 * server sleeps, and what it is called with.
 */
final class WatchedSelect implements Select {
    private static final int SPINNING = 5_000;

    private final Select select;
    private final ServerTrace trace = new ServerTrace();
    private volatile int turns;
    private volatile Call asleep;
    private volatile Call latest;
    private volatile Ready answer;
    private volatile Consumer<Call> check = call -> {};
    private volatile IOException failure;

    record Call(
            Set<SelectableChannel> readers,
            Set<SelectableChannel> writers,
            Set<SelectableChannel> exceptional,
            Duration timeout,
            Ready found) {}

    WatchedSelect(Select select) {
        this.select = select;
    }

    @Override
    public Ready select(
            Collection<? extends SelectableChannel> readers,
            Collection<? extends SelectableChannel> writers,
            Collection<? extends SelectableChannel> exceptional,
            Duration timeout)
            throws IOException, InterruptedException {
        turns++;
        if (failure != null) {
            throw failure;
        }
        var ready = select.select(readers, writers, exceptional, Duration.ZERO);
        var call =
                new Call(
                        Set.copyOf(readers),
                        Set.copyOf(writers),
                        Set.copyOf(exceptional),
                        timeout,
                        ready);
        latest = call;
        answer = ready;
        check.accept(call);
        if (!ready.isEmpty() || Duration.ZERO.equals(timeout)) {
            trace.turn(ready);
            return ready;
        }
        asleep = call;
        trace.waits();
        try {
            answer = select.select(readers, writers, exceptional, timeout);
            trace.turn(answer);
            return answer;
        } finally {
            asleep = null;
        }
    }

    /** Looks at each call from now on. */
    void check(Consumer<Call> check) {
        this.check = check;
    }

    /** Lets each call fail from now on. */
    void failWith(IOException failure) {
        this.failure = failure;
    }

    /** Keeps no channel any more that the server has watched. */
    void forget() {
        latest = null;
        answer = null;
    }

    /** What the server was told last. */
    Ready answer() {
        return answer;
    }

    /** How often the server has called. */
    int turns() {
        return turns;
    }

    /** Waits until the server has nothing to do but to wait; fails if it never comes to rest. */
    Call awaitAsleep(Background background) {
        var before = turns;
        background.await(
                "the server waits in select when nothing is to be done",
                () -> {
                    var call = asleep;
                    if (call == null && turns - before > SPINNING) {
                        throw new AssertionError(
                                "the server is spinning: it has called select %,d times in a row, and each time %s"
                                        .formatted(turns - before, describe(latest.found())));
                    }
                    return call != null;
                });
        var call = asleep;
        return call == null ? latest : call;
    }

    private static String describe(Ready found) {
        if (found.isEmpty()) {
            return "nothing was ready, and it did not wait";
        }
        return "these were ready: to read %s, to write %s, exceptional %s"
                .formatted(
                        names(found.readable()),
                        names(found.writable()),
                        names(found.exceptional()));
    }

    static List<String> names(Collection<SelectableChannel> channels) {
        return channels.stream()
                .map(channel ->
                        channel instanceof SocketChannel connection
                                ? "the client on port " + remotePort(connection)
                                : "the listener")
                .toList();
    }

    /** The server's end of a client's connection, as long as somebody holds it. */
    WeakReference<SelectableChannel> connectionOf(Peer client, Background background) {
        background.await("the server watches " + client, () -> find(client) != null);
        return new WeakReference<>(find(client));
    }

    /**
     * Lets little be on the way to this client: a small send buffer, a receive buffer that stays.
     */
    void narrow(Peer client, Background background) throws IOException {
        if (connectionOf(client, background).get() instanceof SocketChannel connection) {
            connection.setOption(StandardSocketOptions.SO_SNDBUF, 1);
            client.channel().setOption(StandardSocketOptions.SO_RCVBUF, 64 * 1024);
        }
    }

    private SelectableChannel find(Peer client) {
        var call = latest;
        if (call == null) {
            return null;
        }
        return call.readers().stream()
                .filter(channel ->
                        channel instanceof SocketChannel connection
                                && remotePort(connection) == client.localAddress().getPort())
                .findFirst()
                .orElse(null);
    }

    private static int remotePort(SocketChannel connection) {
        try {
            return ((InetSocketAddress) connection.getRemoteAddress()).getPort();
        } catch (IOException closed) {
            return -1;
        }
    }
}
