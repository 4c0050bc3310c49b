package course.select;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** What a server under test has told, with the turn in which it told it. */
final class Story implements SelectServer.Log {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final ServerTrace trace = new ServerTrace();
    private final IntSupplier turn;
    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private volatile int waits;
    private volatile String moment = "";
    private volatile Runnable atThatMoment = () -> {};

    record Event(int turn, InetSocketAddress client, String text) {}

    Story(IntSupplier turn) {
        this.turn = turn;
    }

    /** All that was told of one client, in order. */
    List<String> of(InetSocketAddress client) {
        return events.stream()
                .filter(event -> event.client().getPort() == client.getPort())
                .map(Event::text)
                .toList();
    }

    /** The turn in which {@code text} was told for the first time; -1 if it was not. */
    int turnOf(String text) {
        return events.stream()
                .filter(event -> event.text().equals(text))
                .mapToInt(Event::turn)
                .findFirst()
                .orElse(-1);
    }

    /** How often it was told that the server waits. */
    int waits() {
        return waits;
    }

    /** The threads that have told anything. */
    Set<String> threads() {
        return threads;
    }

    @Override
    public void waiting() {
        threads.add(Thread.currentThread().getName());
        waits++;
    }

    /** Does something when this is told for the first time. */
    void when(String text, Runnable action) {
        moment = text;
        atThatMoment = action;
    }

    @Override
    public void connected(InetSocketAddress client) {
        tell(client, "connected");
    }

    @Override
    public void received(InetSocketAddress client, byte[] message) {
        tell(client, "received " + text(message));
    }

    @Override
    public void sending(InetSocketAddress client, byte[] message) {
        tell(client, "sending " + text(message));
    }

    @Override
    public void queueEmpty(InetSocketAddress client) {
        tell(client, "queue empty");
    }

    @Override
    public void disconnected(InetSocketAddress client) {
        tell(client, "disconnected");
    }

    @Override
    public void exceptional(InetSocketAddress client) {
        tell(client, "exceptional");
    }

    private void tell(InetSocketAddress client, String text) {
        threads.add(Thread.currentThread().getName());
        events.add(new Event(turn.getAsInt(), client, text));
        trace.logs(client.getPort(), text);
        if (text.equals(moment)) {
            moment = "";
            atThatMoment.run();
        }
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }
}
