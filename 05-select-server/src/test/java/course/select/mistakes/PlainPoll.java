package course.select.mistakes;

import course.select.Poll;
import course.select.system.Descriptors;
import course.select.system.Errno;
import course.select.system.PollFds;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** A poll without a mistake, in steps that each mistake gets wrong in its own way. */
abstract class PlainPoll implements Poll {
    private static final Map<Event, Integer> BITS =
            new EnumMap<>(
                    Map.of(
                            Event.IN, PollFds.POLLIN,
                            Event.PRI, PollFds.POLLPRI,
                            Event.OUT, PollFds.POLLOUT,
                            Event.ERR, PollFds.POLLERR,
                            Event.HUP, PollFds.POLLHUP,
                            Event.NVAL, PollFds.POLLNVAL));

    final Map<SelectableChannel, Set<Event>> watched = new HashMap<>();
    private Thread inside;

    @Override
    public void register(SelectableChannel channel, Set<Event> events) throws IOException {
        Descriptors.of(channel);
        watched.put(channel, checked(events));
    }

    @Override
    public void modify(SelectableChannel channel, Set<Event> events) {
        mustBeWatched(channel);
        watched.put(channel, checked(events));
    }

    @Override
    public void unregister(SelectableChannel channel) {
        mustBeWatched(channel);
        watched.remove(channel);
    }

    @Override
    public List<Ready> poll(Duration timeout) throws IOException, InterruptedException {
        enter();
        try {
            var fds = new PollFds();
            var channels = new ArrayList<>(watched.keySet());
            boolean someClosed = false;
            for (int i = 0; i < channels.size(); i++) {
                int fd = descriptor(channels.get(i));
                fds.set(i, fd, bits(watched.get(channels.get(i))));
                someClosed |= fd < 0;
            }
            await(fds, channels.size(), someClosed ? 0 : millis(timeout));
            var ready = new ArrayList<Ready>();
            for (int i = 0; i < channels.size(); i++) {
                var channel = channels.get(i);
                var events =
                        fds.fd(i) < 0
                                ? EnumSet.of(Event.NVAL)
                                : happened(channel, fds.returnedEvents(i));
                if (!events.isEmpty()) {
                    ready.add(new Ready(channel, events));
                }
            }
            return ready;
        } finally {
            leave();
        }
    }

    synchronized void enter() {
        if (inside != null) {
            throw new IllegalStateException(inside.getName() + " is polling");
        }
        inside = Thread.currentThread();
    }

    synchronized void leave() {
        inside = null;
    }

    int descriptor(SelectableChannel channel) throws ClosedChannelException {
        return channel.isOpen() ? Descriptors.of(channel) : -1;
    }

    int millis(Duration timeout) {
        if (timeout == null || timeout.isNegative()) {
            return -1;
        }
        if (timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("too long: " + timeout);
        }
        return (int) timeout.plusNanos(999_999).toMillis();
    }

    void await(PollFds fds, int count, int millis)
            throws SystemCallException, InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000L;
        int left = millis;
        while (true) {
            try {
                SystemCalls.poll(fds, count, left);
                return;
            } catch (SystemCallException e) {
                afterFailure(e);
            }
            if (millis > 0) {
                left = (int) Math.max(0, Math.ceilDiv(end - System.nanoTime(), 1_000_000L));
            }
        }
    }

    /** Throws unless the call is to be made again. */
    static void afterFailure(SystemCallException e)
            throws SystemCallException, InterruptedException {
        if (!e.is(Errno.EINTR)) {
            throw e;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    EnumSet<Event> happened(SelectableChannel channel, int bits) {
        var events = EnumSet.noneOf(Event.class);
        BITS.forEach((event, bit) -> {
            if ((bits & bit) != 0) {
                events.add(event);
            }
        });
        return events;
    }

    private static int bits(Set<Event> events) {
        return events.stream().mapToInt(BITS::get).sum();
    }

    private static Set<Event> checked(Set<Event> events) {
        for (var event : events) {
            if (event.compareTo(Event.OUT) > 0) {
                throw new IllegalArgumentException(event + " cannot be asked for");
            }
        }
        return events;
    }

    private void mustBeWatched(SelectableChannel channel) {
        if (!watched.containsKey(channel)) {
            throw new NoSuchElementException(channel.toString());
        }
    }
}
