package course.selectors.reference;

import course.select.Epoll;
import course.select.system.Descriptors;
import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The kernel forgets a channel when the last copy of its descriptor is closed, and a child process
 * may have one. Until then it reports a channel that we have closed, under a number that is not
 * ours any more or is another channel's, and nothing can remove it. So a new instance takes over,
 * with those that are open.
 */
final class EpollBackend implements Backend {
    private static final int MOST_AT_ONCE = 1_024;

    /** Opens epoll instances. */
    interface Opener {
        Epoll open() throws IOException;
    }

    private record Watch(SelectableChannel channel, Set<Event> events) {}

    private final Opener opener;

    /** By number. A channel that was closed first stays until its number is used again. */
    private final Map<Integer, Watch> watched = new HashMap<>();

    private Epoll epoll;
    private boolean reportsTheClosed;

    EpollBackend(Opener opener) throws IOException {
        this.opener = opener;
        this.epoll = opener.open();
    }

    @Override
    public void add(SelectableChannel channel, Set<Event> events) throws IOException {
        epoll.register(channel, asked(events));
        var former = watched.put(Descriptors.of(channel), new Watch(channel, events));
        reportsTheClosed |= former != null; // perhaps, and then as this channel
    }

    @Override
    public void change(SelectableChannel channel, Set<Event> events) throws IOException {
        epoll.modify(channel, asked(events));
        watched.put(Descriptors.of(channel), new Watch(channel, events));
    }

    @Override
    public void remove(SelectableChannel channel) throws IOException {
        epoll.unregister(channel);
        watched.remove(Descriptors.of(channel));
    }

    @Override
    public void await(Duration timeout, Found found) throws IOException, InterruptedException {
        var end = timeout == null ? 0 : System.nanoTime() + timeout.toNanos();
        var left = timeout;
        while (!poll(left, found)) {
            if (timeout != null) {
                left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            }
        }
    }

    /** Returns false if only channels that are closed have ended the wait. */
    private boolean poll(Duration timeout, Found found) throws IOException, InterruptedException {
        if (reportsTheClosed) {
            renew();
        }
        var all = epoll.poll(timeout, MOST_AT_ONCE);
        var any = false;
        for (var ready : all) {
            if (ready.channel().isOpen()) {
                any = true;
                found.ready(ready.channel(), happened(ready.events()));
            } else {
                reportsTheClosed = true;
            }
        }
        return any || all.isEmpty();
    }

    private void renew() throws IOException {
        watched.values().removeIf(watch -> !watch.channel().isOpen());
        var old = epoll;
        epoll = opener.open();
        old.close();
        for (var watch : watched.values()) {
            epoll.register(watch.channel(), asked(watch.events()));
        }
        reportsTheClosed = false;
    }

    @Override
    public void close() throws IOException {
        epoll.close();
    }

    private static Set<Epoll.Event> asked(Set<Event> events) {
        var asked = EnumSet.noneOf(Epoll.Event.class);
        for (var event : events) {
            asked.add(event == Event.READ ? Epoll.Event.IN : Epoll.Event.OUT);
        }
        return asked;
    }

    private static Set<Event> happened(Set<Epoll.Event> events) {
        boolean failed = events.contains(Epoll.Event.ERR) || events.contains(Epoll.Event.HUP);
        return Events.of(
                failed || events.contains(Epoll.Event.IN),
                failed || events.contains(Epoll.Event.OUT));
    }
}
