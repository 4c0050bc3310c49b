package course.select.mistakes;

import course.select.Epoll;
import course.select.system.Descriptors;
import course.select.system.EpollEvents;
import course.select.system.Errno;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** An epoll without a mistake, in steps that each mistake gets wrong in its own way. */
abstract class PlainEpoll implements Epoll {
    private static final Map<Event, Integer> BITS =
            new EnumMap<>(
                    Map.of(
                            Event.IN, EpollEvents.EPOLLIN,
                            Event.PRI, EpollEvents.EPOLLPRI,
                            Event.OUT, EpollEvents.EPOLLOUT,
                            Event.RDHUP, EpollEvents.EPOLLRDHUP,
                            Event.ERR, EpollEvents.EPOLLERR,
                            Event.HUP, EpollEvents.EPOLLHUP,
                            Event.EDGE_TRIGGERED, EpollEvents.EPOLLET,
                            Event.ONE_SHOT, EpollEvents.EPOLLONESHOT));

    final int epfd = SystemCalls.epollCreate();
    final Map<Long, SelectableChannel> watched = new HashMap<>();
    private boolean closed;

    PlainEpoll() throws SystemCallException {}

    @Override
    public void register(SelectableChannel channel, Set<Event> events) throws IOException {
        mustBeOpen();
        control(SystemCalls.EPOLL_CTL_ADD, channel, events);
        watched.put((long) Descriptors.of(channel), channel);
    }

    @Override
    public void modify(SelectableChannel channel, Set<Event> events) throws IOException {
        mustBeOpen();
        control(SystemCalls.EPOLL_CTL_MOD, channel, events);
    }

    @Override
    public void unregister(SelectableChannel channel) throws IOException {
        mustBeOpen();
        control(SystemCalls.EPOLL_CTL_DEL, channel, Set.of());
    }

    void control(int operation, SelectableChannel channel, Set<Event> events) throws IOException {
        int fd = Descriptors.of(channel);
        int bits = events.stream().mapToInt(BITS::get).sum();
        SystemCalls.epollControl(epfd, operation, fd, bits, fd);
    }

    @Override
    public List<Ready> poll(Duration timeout, int most) throws IOException, InterruptedException {
        mustBeOpen();
        if (most < 1) {
            throw new IllegalArgumentException("most is " + most);
        }
        var events = new EpollEvents(Math.min(most, 64));
        int count = await(events, millis(timeout));
        var ready = new ArrayList<Ready>();
        for (int i = 0; i < count; i++) {
            ready.add(new Ready(watched.get(events.data(i)), happened(events.events(i))));
        }
        return ready;
    }

    private static int millis(Duration timeout) {
        if (timeout == null || timeout.isNegative()) {
            return -1;
        }
        if (timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("too long: " + timeout);
        }
        return (int) timeout.plusNanos(999_999).toMillis();
    }

    int await(EpollEvents events, int millis) throws SystemCallException, InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000L;
        int left = millis;
        while (true) {
            try {
                return SystemCalls.epollWait(epfd, events, left);
            } catch (SystemCallException e) {
                if (!e.is(Errno.EINTR)) {
                    throw e;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            if (millis > 0) {
                left = (int) Math.max(0, Math.ceilDiv(end - System.nanoTime(), 1_000_000L));
            }
        }
    }

    private static EnumSet<Event> happened(int bits) {
        var events = EnumSet.noneOf(Event.class);
        BITS.forEach((event, bit) -> {
            if ((bits & bit) != 0) {
                events.add(event);
            }
        });
        return events;
    }

    @Override
    public boolean drain(ReadableByteChannel channel, Consumer<ByteBuffer> sink)
            throws IOException {
        while (true) {
            var buffer = ByteBuffer.allocate(1_024);
            int count = channel.read(buffer);
            if (count < 1) {
                return count == -1;
            }
            sink.accept(buffer.flip());
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            giveBack();
        }
    }

    void giveBack() throws IOException {
        SystemCalls.close(epfd);
    }

    void mustBeOpen() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
    }
}
