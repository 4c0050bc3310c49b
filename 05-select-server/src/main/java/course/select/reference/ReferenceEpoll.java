package course.select.reference;

import course.select.Epoll;
import course.select.system.Descriptors;
import course.select.system.EpollEvents;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

public final class ReferenceEpoll implements Epoll {
    private static final int CLOSED = -1;
    private static final int MOST_AT_ONCE = 1_024;
    private static final int PIECE = 16 * 1_024;

    // By number, since that is what the kernel tells. A channel that was closed stays here until
    // its number is used again; nothing is reported of it.
    private final Map<Integer, SelectableChannel> watched = new HashMap<>();

    // By the kernel's bits: the same few come again and again.
    private final Map<Integer, Set<Event>> reports = new HashMap<>();
    private EpollEvents found = new EpollEvents(MOST_AT_ONCE);
    private volatile int epfd;

    public ReferenceEpoll() throws SystemCallException {
        epfd = SystemCalls.epollCreate();
    }

    @Override
    public void register(SelectableChannel channel, Set<Event> events) throws IOException {
        int fd = Descriptors.of(channel);
        SystemCalls.epollControl(epfd(), SystemCalls.EPOLL_CTL_ADD, fd, bits(events), fd);
        watched.put(fd, channel);
    }

    @Override
    public void modify(SelectableChannel channel, Set<Event> events) throws IOException {
        int fd = Descriptors.of(channel);
        SystemCalls.epollControl(epfd(), SystemCalls.EPOLL_CTL_MOD, fd, bits(events), fd);
    }

    @Override
    public void unregister(SelectableChannel channel) throws IOException {
        int fd = Descriptors.of(channel);
        SystemCalls.epollControl(epfd(), SystemCalls.EPOLL_CTL_DEL, fd, 0, fd);
        watched.remove(fd);
    }

    @Override
    public List<Ready> poll(Duration timeout, int most) throws IOException, InterruptedException {
        if (most < 1) {
            throw new IllegalArgumentException("At most " + most + " channels: that is none");
        }
        var remaining = KernelWait.countedInMillis(timeout);
        epfd();
        var events = roomFor(Math.min(most, MOST_AT_ONCE));
        int count =
                KernelWait.await(
                        remaining, left -> SystemCalls.epollWait(epfd(), events, left.millis()));
        var ready = new ArrayList<Ready>(count);
        for (int i = 0; i < count; i++) {
            var channel = watched.get((int) events.data(i));
            var report = reports.computeIfAbsent(events.events(i), ReferenceEpoll::events);
            ready.add(new Ready(channel, report));
        }
        return ready;
    }

    @Override
    public boolean drain(ReadableByteChannel channel, Consumer<ByteBuffer> sink)
            throws IOException {
        var buffer = ByteBuffer.allocate(PIECE);
        while (true) {
            int count = channel.read(buffer.clear());
            if (count <= 0) {
                return count < 0;
            }
            sink.accept(buffer.flip());
        }
    }

    @Override
    public void close() throws SystemCallException {
        if (epfd != CLOSED) {
            int instance = epfd;
            epfd = CLOSED;
            SystemCalls.close(instance);
        }
    }

    /** Asked for anew at each call: after a close, the number may be another one's. */
    private int epfd() {
        if (epfd == CLOSED) {
            throw new IllegalStateException("This epoll is closed");
        }
        return epfd;
    }

    private EpollEvents roomFor(int count) {
        if (found.capacity() != count) {
            found = new EpollEvents(count);
        }
        return found;
    }

    private static int bits(Set<Event> events) {
        return events.stream().mapToInt(ReferenceEpoll::bit).reduce(0, (a, b) -> a | b);
    }

    private static Set<Event> events(int bits) {
        var events = EnumSet.allOf(Event.class);
        events.removeIf(event -> (bits & bit(event)) == 0);
        return Collections.unmodifiableSet(events);
    }

    private static int bit(Event event) {
        return switch (event) {
            case IN -> EpollEvents.EPOLLIN;
            case PRI -> EpollEvents.EPOLLPRI;
            case OUT -> EpollEvents.EPOLLOUT;
            case RDHUP -> EpollEvents.EPOLLRDHUP;
            case ERR -> EpollEvents.EPOLLERR;
            case HUP -> EpollEvents.EPOLLHUP;
            case EDGE_TRIGGERED -> EpollEvents.EPOLLET;
            case ONE_SHOT -> EpollEvents.EPOLLONESHOT;
        };
    }
}
