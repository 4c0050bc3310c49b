package course.gevent.system;

import course.gevent.Hub.Waiter;
import course.gevent.Hub.Watcher;
import course.loop.time.LoopClock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The real time. Whoever waits by it waits in a selector, and so for channels too: what is {@link
 * #ready} when a wait ends has woken its waiter.
 */
public final class SelectorClock implements LoopClock, AutoCloseable {
    private static final long START = System.nanoTime();
    private static final int READERS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    private static final Duration LONG = Duration.ofDays(1);

    private final Selector selector;
    private final AtomicBoolean woken = new AtomicBoolean();
    private int watched;

    public SelectorClock() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - START);
    }

    @Override
    public void await(Duration until) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var awake = woken.get() && woken.getAndSet(false);
        var nanos = awake ? 0 : nanosTo(until);
        if (nanos == 0 && watched == 0) {
            return;
        }
        try {
            select(nanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private long nanosTo(Duration until) {
        if (until == null) {
            return LONG.toNanos();
        }
        if (until == Duration.ZERO) {
            return 0;
        }
        var left = until.minus(now());
        return left.isNegative() ? 0 : left.compareTo(LONG) < 0 ? left.toNanos() : LONG.toNanos();
    }

    private void select(long nanos) throws IOException {
        if (nanos == 0) {
            selector.selectNow(SelectorClock::wake);
        } else {
            // rounded up: a wait that ends too early would be begun again and again
            selector.select(SelectorClock::wake, (nanos + 999_999) / 1_000_000);
        }
    }

    private static void wake(SelectionKey key) {
        var waiters = (Waiters) key.attachment();
        waiters.wake(key.isValid() ? key.readyOps() : ~0);
        if (waiters.reader == null && key.isValid()) {
            key.interestOpsAnd(~READERS);
        }
    }

    @Override
    public void wake() {
        if (!woken.getAndSet(true)) {
            selector.wakeup();
        }
    }

    /**
     * Wakes a waiter when the channel is ready. A channel can be watched by one who reads and by
     * one who writes at a time; a second reader is refused with an {@link IllegalStateException}.
     *
     * @param channel in non-blocking mode
     * @param operation one of {@link SelectionKey}
     */
    public Watcher ready(SelectableChannel channel, int operation) {
        return new Readiness(channel, operation);
    }

    /**
     * Wakes those who wait for the channel. For who is about to close it, since of a closed channel
     * no selector reports anything.
     */
    public void wakeWaitersFor(SelectableChannel channel) {
        var key = channel.keyFor(selector);
        if (key != null) {
            ((Waiters) key.attachment()).wake(~0);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    /** Who waits for a channel. */
    private static final class Waiters {
        private Waiter reader;
        private Waiter writer;

        void wake(int operations) {
            if (reader != null && (operations & READERS) != 0) {
                reader.wake();
            }
            if (writer != null && (operations & ~READERS) != 0) {
                writer.wake();
            }
        }
    }

    private final class Readiness implements Watcher {
        private final SelectableChannel channel;
        private final int operation;
        private SelectionKey key;

        Readiness(SelectableChannel channel, int operation) {
            this.channel = channel;
            this.operation = operation;
        }

        @Override
        public boolean isOutside() {
            return true;
        }

        @Override
        public void start(Waiter waiter) {
            var registered = register();
            var waiters = (Waiters) registered.attachment();
            if (reads()) {
                require(waiters.reader == null);
                waiters.reader = waiter;
            } else {
                require(waiters.writer == null);
                waiters.writer = waiter;
            }
            registered.interestOpsOr(operation);
            key = registered;
            watched++;
        }

        private SelectionKey register() {
            var registered = channel.keyFor(selector);
            if (registered != null && registered.isValid()) {
                return registered;
            }
            try {
                return channel.register(selector, 0, new Waiters());
            } catch (ClosedChannelException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean reads() {
            return (operation & READERS) != 0;
        }

        private void require(boolean isFree) {
            if (!isFree) {
                throw new IllegalStateException("another green thread waits already for " + this);
            }
        }

        @Override
        public void stop() {
            if (key == null) {
                return;
            }
            watched--;
            var waiters = (Waiters) key.attachment();
            if (reads()) {
                waiters.reader = null;
            } else {
                waiters.writer = null;
            }
            // who has read will read again; to be told once in vain is cheaper than to ask each
            // time
            if (!reads() && key.isValid()) {
                key.interestOpsAnd(~operation);
            }
            key = null;
        }

        @Override
        public String toString() {
            return channel + " to be " + (reads() ? "readable" : "writable");
        }
    }
}
