package course.selectors;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A backend that makes no system calls: it writes down what it is told, and finds what it is given.
 */
final class BackendOnPaper implements Backend {
    private final Map<SelectableChannel, Set<Event>> watched = new LinkedHashMap<>();
    private final Map<SelectableChannel, Set<Event>> found = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private Throwable failure;
    private int emptyWaits;
    private boolean failsAfterwards;
    private int closes;

    /** From now on every call fails; not any more if this is {@code null}. */
    void failWith(Throwable failure) {
        this.failure = failure;
        failsAfterwards = false;
    }

    /** From now on every wait fails, after it has handed over what it finds. */
    void failAfterFinding(Throwable failure) {
        this.failure = failure;
        failsAfterwards = true;
    }

    /** What the next waits find. */
    void finds(SelectableChannel channel, Event... events) {
        found.put(channel, Set.of(events));
    }

    /** The next waits find nothing of what it was given so far. */
    void findsNothingMore() {
        found.clear();
    }

    /** Lets the next waits with a limit end without having found anything. */
    void findNothingIn(int waits) {
        emptyWaits = waits;
    }

    /** What it watches now, in the sets that it was given. */
    Map<SelectableChannel, Set<Event>> watched() {
        return watched;
    }

    /** What it was told since the last time that somebody asked. */
    List<String> told() {
        var since = List.copyOf(told);
        told.clear();
        return since;
    }

    /** The timeouts that it was given. */
    List<Duration> waits() {
        return waits;
    }

    /** How often it was closed. */
    int closes() {
        return closes;
    }

    static String call(String name, SelectableChannel channel, Event... events) {
        return events.length == 0
                ? "%s(%s)".formatted(name, KeyNames.of(channel))
                : "%s(%s, %s)"
                        .formatted(
                                name,
                                KeyNames.of(channel),
                                Arrays.stream(events).sorted().toList());
    }

    private static String call(String name, SelectableChannel channel, Set<Event> events) {
        return call(name, channel, events.toArray(Event[]::new));
    }

    @Override
    public void add(SelectableChannel channel, Set<Event> events) {
        told.add(call("add", channel, events));
        mayFail();
        watched.put(channel, events);
    }

    @Override
    public void change(SelectableChannel channel, Set<Event> events) {
        told.add(call("change", channel, events));
        mayFail();
        watched.put(channel, events);
    }

    @Override
    public void remove(SelectableChannel channel) {
        told.add(call("remove", channel));
        watched.remove(channel);
        mayFail();
    }

    @Override
    public void await(Duration timeout, Found found) {
        waits.add(timeout);
        if (!failsAfterwards) {
            mayFail();
        }
        if (timeout != null && emptyWaits > 0) {
            emptyWaits--;
            return;
        }
        this.found.forEach(found::ready);
        mayFail();
    }

    @Override
    public void close() {
        closes++;
        mayFail();
    }

    private void mayFail() {
        if (failure != null) {
            throw BackendOnPaper.<RuntimeException>unchecked(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
