package course.selectors.mistakes;

import course.select.system.Descriptors;
import course.select.system.PollFds;
import course.select.system.SystemCalls;
import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

class PlainPollBackend implements Backend {
    final Map<SelectableChannel, Set<Event>> watched = new LinkedHashMap<>();

    @Override
    public void add(SelectableChannel channel, Set<Event> asked) throws IOException {
        watched.put(channel, asked);
    }

    @Override
    public void change(SelectableChannel channel, Set<Event> asked) throws IOException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        watched.put(channel, asked);
    }

    @Override
    public void remove(SelectableChannel channel) {
        watched.remove(channel);
    }

    @Override
    public void await(Duration timeout, Found found) throws IOException, InterruptedException {
        dropClosed();
        var fds = new PollFds();
        var channels = new ArrayList<>(watched.keySet());
        for (var i = 0; i < channels.size(); i++) {
            fds.set(i, number(channels.get(i)), bits(watched.get(channels.get(i))));
        }
        PlainBackends.waitFor(
                timeout, millis -> SystemCalls.poll(fds, channels.size(), shortened(millis)));
        for (var i = 0; i < channels.size(); i++) {
            var bits = fds.returnedEvents(i);
            var failed = (bits & (PollFds.POLLHUP | PollFds.POLLERR)) != 0;
            var happened = EnumSet.noneOf(Event.class);
            if (failed || (bits & PollFds.POLLIN) != 0) {
                happened.add(Event.READ);
            }
            if (failed || (bits & PollFds.POLLOUT) != 0) {
                happened.add(Event.WRITE);
            }
            if (!happened.isEmpty()) {
                found.ready(channels.get(i), happened);
            }
        }
    }

    void dropClosed() {
        watched.keySet().removeIf(channel -> !channel.isOpen());
    }

    int number(SelectableChannel channel) throws IOException {
        return Descriptors.of(channel);
    }

    int shortened(int millis) {
        return millis;
    }

    private static int bits(Set<Event> asked) {
        return (asked.contains(Event.READ) ? PollFds.POLLIN : 0)
                | (asked.contains(Event.WRITE) ? PollFds.POLLOUT : 0);
    }

    @Override
    public void close() {}
}
