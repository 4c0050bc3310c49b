package course.select.reference;

import course.select.Poll;
import course.select.system.Descriptors;
import course.select.system.PollFds;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

public final class ReferencePoll implements Poll {
    private static final Set<Event> ONLY_REPORTED = EnumSet.of(Event.ERR, Event.HUP, Event.NVAL);
    private static final int SKIPPED = -1;

    private final Map<SelectableChannel, Integer> watched = new LinkedHashMap<>();
    private final PollFds fds = new PollFds();
    private final AtomicBoolean polling = new AtomicBoolean();

    @Override
    public void register(SelectableChannel channel, Set<Event> events)
            throws ClosedChannelException {
        int asked = asked(events);
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        watched.put(channel, asked);
    }

    @Override
    public void modify(SelectableChannel channel, Set<Event> events) {
        if (watched.replace(channel, asked(events)) == null) {
            throw notWatched(channel);
        }
    }

    @Override
    public void unregister(SelectableChannel channel) {
        if (watched.remove(channel) == null) {
            throw notWatched(channel);
        }
    }

    @Override
    public List<Ready> poll(Duration timeout) throws IOException, InterruptedException {
        var remaining = KernelWait.countedInMillis(timeout);
        if (!polling.compareAndSet(false, true)) {
            throw new IllegalStateException("Another thread is polling");
        }
        try {
            var channels = List.copyOf(watched.keySet());
            boolean waits = fill(channels);
            KernelWait.await(
                    remaining,
                    left -> SystemCalls.poll(fds, channels.size(), waits ? left.millis() : 0));
            return happened(channels);
        } finally {
            polling.set(false);
        }
    }

    /**
     * The numbers are looked up at each call, because a number outlives its channel: the kernel
     * gives it to the next one.
     *
     * @return whether there is something to wait for: a closed channel has its event already
     */
    private boolean fill(List<SelectableChannel> channels) {
        boolean allOpen = true;
        for (int i = 0; i < channels.size(); i++) {
            var channel = channels.get(i);
            try {
                fds.set(i, Descriptors.of(channel), watched.get(channel));
            } catch (ClosedChannelException e) {
                fds.set(i, SKIPPED, 0);
                allOpen = false;
            }
        }
        return allOpen;
    }

    private List<Ready> happened(List<SelectableChannel> channels) {
        var ready = new ArrayList<Ready>();
        for (int i = 0; i < channels.size(); i++) {
            var channel = channels.get(i);
            var events = channel.isOpen() ? events(fds.returnedEvents(i)) : EnumSet.of(Event.NVAL);
            if (!events.isEmpty()) {
                ready.add(new Ready(channel, events));
            }
        }
        return ready;
    }

    private static NoSuchElementException notWatched(SelectableChannel channel) {
        return new NoSuchElementException("Not watched: " + channel);
    }

    private static int asked(Set<Event> events) {
        int bits = 0;
        for (var event : events) {
            if (ONLY_REPORTED.contains(event)) {
                throw new IllegalArgumentException(event + " is only ever reported");
            }
            bits |= bit(event);
        }
        return bits;
    }

    private static Set<Event> events(int bits) {
        var events = EnumSet.allOf(Event.class);
        events.removeIf(event -> (bits & bit(event)) == 0);
        return events;
    }

    private static int bit(Event event) {
        return switch (event) {
            case IN -> PollFds.POLLIN;
            case PRI -> PollFds.POLLPRI;
            case OUT -> PollFds.POLLOUT;
            case ERR -> PollFds.POLLERR;
            case HUP -> PollFds.POLLHUP;
            case NVAL -> PollFds.POLLNVAL;
        };
    }
}
