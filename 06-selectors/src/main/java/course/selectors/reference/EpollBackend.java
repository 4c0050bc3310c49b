package course.selectors.reference;

import course.select.Epoll;
import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

final class EpollBackend implements Backend {
    private static final int MOST_AT_ONCE = 1_024;

    private final Epoll epoll;

    EpollBackend(Epoll epoll) {
        this.epoll = epoll;
    }

    @Override
    public void add(SelectableChannel channel, Set<Event> events) throws IOException {
        epoll.register(channel, asked(events));
    }

    @Override
    public void change(SelectableChannel channel, Set<Event> events) throws IOException {
        epoll.modify(channel, asked(events));
    }

    @Override
    public void remove(SelectableChannel channel) throws IOException {
        epoll.unregister(channel);
    }

    @Override
    public void await(Duration timeout, Found found) throws IOException, InterruptedException {
        for (var ready : epoll.poll(timeout, MOST_AT_ONCE)) {
            found.ready(ready.channel(), happened(ready.events()));
        }
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
