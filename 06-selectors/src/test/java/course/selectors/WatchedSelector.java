package course.selectors;

import course.kit.Background;
import course.kit.net.Peer;
import course.select.ServerTrace;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The selector that a server under test waits with. It looks before it waits, so it knows whether
 * the server sleeps, and what it watches meanwhile.
 */
final class WatchedSelector implements Selector {
    private static final int SPINNING = 5_000;

    private final Selector selector;
    private final ServerTrace trace = new ServerTrace();
    private volatile int turns;
    private volatile Call asleep;
    private volatile Call latest;
    private volatile boolean timeStandsStill;
    private volatile Throwable failure;
    private volatile boolean aLimitHasPassed;
    private volatile SelectableChannel first;
    private volatile IOException refusal;
    private volatile WeakReference<SelectableChannel> refused;

    /**
     * @param keys what was registered when the server called
     * @param found what was ready then
     * @param timeout how long the server wants to wait; {@code null} without limit
     */
    record Call(Collection<SelectorKey> keys, List<Ready> found, Duration timeout) {
        List<SelectorKey> watchedFor(Event event) {
            return keys.stream().filter(key -> key.events().contains(event)).toList();
        }
    }

    WatchedSelector(Selector selector) {
        this.selector = selector;
    }

    @Override
    public List<Ready> select(Duration timeout) throws IOException, InterruptedException {
        turns++;
        if (failure != null) {
            throw WatchedSelector.<RuntimeException>unchecked(failure);
        }
        var keys = List.copyOf(selector.map().values());
        var call = new Call(keys, listed(selector.select(Duration.ZERO)), timeout);
        latest = call;
        if (!call.found().isEmpty() || timeout != null && timeout.compareTo(Duration.ZERO) <= 0) {
            trace.turn(told(call.found()));
            return call.found();
        }
        asleep = call;
        trace.waits();
        try {
            var found =
                    listed(selector.select(timeStandsStill && isLong(timeout) ? null : timeout));
            trace.turn(told(found));
            aLimitHasPassed |= found.isEmpty();
            return found;
        } finally {
            asleep = null;
        }
    }

    private List<Ready> listed(List<Ready> found) {
        var sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(one -> one.key().channel() != first));
        return sorted;
    }

    /** From now on this channel is listed first, whenever it is ready. */
    void listFirst(SelectableChannel channel) {
        first = channel;
    }

    /** From now on connections cannot be registered; they can again if this is {@code null}. */
    void refuseConnections(IOException refusal) {
        this.refusal = refusal;
    }

    /** The latest connection that was refused, as long as somebody holds it. */
    WeakReference<SelectableChannel> refused() {
        return refused;
    }

    private static boolean isLong(Duration timeout) {
        return timeout != null && timeout.compareTo(Duration.ofMillis(100)) > 0;
    }

    /** From now on no time passes while the server waits; what is short comes to its end. */
    void stopTheClock() {
        timeStandsStill = true;
    }

    /** From now on the server's selects fail. */
    void failWith(Throwable failure) {
        this.failure = failure;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }

    /** Whether the server has waited until its time has passed, or now waits without limit. */
    boolean waitsForNoTime() {
        var call = asleep;
        return aLimitHasPassed || call != null && call.timeout() == null;
    }

    /** Whether the server sleeps, and will look again after this time at the latest. */
    boolean sleepsAtMost(Duration limit) {
        var call = asleep;
        return call != null && call.timeout() != null && call.timeout().compareTo(limit) <= 0;
    }

    /** The latest call, in which something was found ready, or the server sleeps. */
    Call latest() {
        return latest;
    }

    /** Waits until the server has nothing to do but to wait; fails if it never comes to rest. */
    Call awaitAsleep(Background background) {
        var before = turns;
        background.await(
                "the server waits in select when nothing is to be done",
                () -> {
                    if (asleep == null && turns - before > SPINNING) {
                        throw new AssertionError(
                                "the server is spinning: it has called select %,d times in a row, and each time %s"
                                        .formatted(turns - before, describe(latest.found())));
                    }
                    return asleep != null;
                });
        var call = asleep;
        return call == null ? latest : call;
    }

    private static List<String> told(List<Ready> found) {
        return found.stream().map(one -> name(one.key()) + " for " + one.events()).toList();
    }

    private static String describe(List<Ready> found) {
        if (found.isEmpty()) {
            return "nothing was ready, and it did not wait";
        }
        return "these were ready: " + told(found);
    }

    static List<String> names(Collection<SelectorKey> keys) {
        return keys.stream().map(WatchedSelector::name).toList();
    }

    private static String name(SelectorKey key) {
        return key.channel() instanceof SocketChannel connection
                ? "the client on port " + remotePort(connection)
                : "the listener";
    }

    /** The server's end of a client's connection, as long as somebody holds it. */
    WeakReference<SelectableChannel> connectionOf(Peer client, Background background) {
        return new WeakReference<>(keyOf(client, background).channel());
    }

    /** The key of a client's connection, as soon as it has one. */
    SelectorKey keyOf(Peer client, Background background) {
        background.await("the server watches " + client, () -> watches(client));
        return find(client);
    }

    boolean watches(Peer client) {
        return find(client) != null;
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

    private SelectorKey find(Peer client) {
        var call = latest;
        if (call == null) {
            return null;
        }
        return call.keys().stream()
                .filter(key ->
                        key.channel() instanceof SocketChannel connection
                                && remotePort(connection) == client.localAddress().getPort())
                .findFirst()
                .orElse(null);
    }

    static int remotePort(SocketChannel connection) {
        try {
            return ((InetSocketAddress) connection.getRemoteAddress()).getPort();
        } catch (IOException closed) {
            return -1;
        }
    }

    @Override
    public SelectorKey register(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        if (refusal != null && channel instanceof SocketChannel) {
            refused = new WeakReference<>(channel);
            throw refusal;
        }
        return selector.register(channel, events, data);
    }

    @Override
    public SelectorKey unregister(SelectableChannel channel) {
        return selector.unregister(channel);
    }

    @Override
    public SelectorKey modify(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        return selector.modify(channel, events, data);
    }

    @Override
    public SelectorKey key(SelectableChannel channel) {
        return selector.key(channel);
    }

    @Override
    public Map<SelectableChannel, SelectorKey> map() {
        return selector.map();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
