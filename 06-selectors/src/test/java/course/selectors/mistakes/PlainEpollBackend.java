package course.selectors.mistakes;

import course.select.system.Descriptors;
import course.select.system.EpollEvents;
import course.select.system.SystemCalls;
import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

class PlainEpollBackend implements Backend {
    private final int epfd = SystemCalls.epollCreate();
    private final EpollEvents events = new EpollEvents(256);
    private final Map<Integer, SelectableChannel> channels = new HashMap<>();
    private boolean closed;

    PlainEpollBackend() throws IOException {}

    @Override
    public void add(SelectableChannel channel, Set<Event> asked) throws IOException {
        var fd = Descriptors.of(channel);
        SystemCalls.epollControl(epfd, SystemCalls.EPOLL_CTL_ADD, fd, bits(asked), fd);
        channels.put(fd, channel);
    }

    @Override
    public void change(SelectableChannel channel, Set<Event> asked) throws IOException {
        var fd = Descriptors.of(channel);
        SystemCalls.epollControl(epfd, SystemCalls.EPOLL_CTL_MOD, fd, bits(asked), fd);
    }

    @Override
    public void remove(SelectableChannel channel) throws IOException {
        var fd = Descriptors.of(channel);
        channels.remove(fd);
        SystemCalls.epollControl(epfd, SystemCalls.EPOLL_CTL_DEL, fd, 0, 0);
    }

    int bits(Set<Event> asked) {
        return (asked.contains(Event.READ) ? EpollEvents.EPOLLIN : 0)
                | (asked.contains(Event.WRITE) ? EpollEvents.EPOLLOUT : 0);
    }

    @Override
    public void await(Duration timeout, Found found) throws IOException, InterruptedException {
        var count =
                PlainBackends.waitFor(
                        timeout, millis -> SystemCalls.epollWait(epfd, events, millis));
        for (var i = 0; i < count; i++) {
            var happened = happened(events.events(i));
            if (!happened.isEmpty()) {
                found.ready(channels.get((int) events.data(i)), happened);
            }
        }
    }

    Set<Event> happened(int bits) {
        if ((bits & (EpollEvents.EPOLLHUP | EpollEvents.EPOLLERR)) != 0) {
            return EnumSet.allOf(Event.class);
        }
        var happened = EnumSet.noneOf(Event.class);
        if ((bits & EpollEvents.EPOLLIN) != 0) {
            happened.add(Event.READ);
        }
        if ((bits & EpollEvents.EPOLLOUT) != 0) {
            happened.add(Event.WRITE);
        }
        return happened;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            SystemCalls.close(epfd);
        }
    }
}
