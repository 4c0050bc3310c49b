package course.selectors.reference;

import course.select.Select;
import course.select.system.Descriptors;
import course.select.system.FdSet;
import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class SelectBackend implements Backend {
    private final Select select;
    private final Map<SelectableChannel, Set<Event>> watched = new HashMap<>();

    SelectBackend(Select select) {
        this.select = select;
    }

    @Override
    public void add(SelectableChannel channel, Set<Event> events) throws IOException {
        int fd = Descriptors.of(channel);
        if (fd >= FdSet.CAPACITY) {
            throw new IllegalArgumentException(
                    "Descriptor %s is more than select can watch: %s is the last"
                            .formatted(fd, FdSet.CAPACITY - 1));
        }
        watched.put(channel, events);
    }

    @Override
    public void change(SelectableChannel channel, Set<Event> events) throws IOException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        watched.put(channel, events);
    }

    @Override
    public void remove(SelectableChannel channel) {
        watched.remove(channel);
    }

    @Override
    public void await(Duration timeout, Found found) throws IOException, InterruptedException {
        watched.keySet().removeIf(channel -> !channel.isOpen()); // select would fail for all
        var ready =
                select.select(watchedFor(Event.READ), watchedFor(Event.WRITE), List.of(), timeout);
        var writable = new HashSet<>(ready.writable());
        for (var channel : ready.readable()) {
            found.ready(channel, Events.of(true, writable.remove(channel)));
        }
        for (var channel : writable) {
            found.ready(channel, Events.WRITE);
        }
    }

    private List<SelectableChannel> watchedFor(Event event) {
        return watched.entrySet().stream()
                .filter(entry -> entry.getValue().contains(event))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        // select has nothing of the system's
    }
}
