package course.selectors.reference;

import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** java.nio tells accept from read and connect from write; a channel has one of each at most. */
final class NioBackend implements Backend {
    private static final int READ = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    private static final int WRITE = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private final Selector selector;

    NioBackend() throws IOException {
        selector = Selector.open();
    }

    @Override
    public void add(SelectableChannel channel, Set<Event> events) throws IOException {
        try {
            channel.register(selector, operations(channel, events));
        } catch (CancelledKeyException removedJustNow) {
            selector.selectNow(key -> {}); // lets go of cancelled keys
            channel.register(selector, operations(channel, events));
        }
    }

    @Override
    public void change(SelectableChannel channel, Set<Event> events) throws IOException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        channel.keyFor(selector).interestOps(operations(channel, events));
    }

    @Override
    public void remove(SelectableChannel channel) {
        var key = channel.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
    }

    @Override
    public void await(Duration timeout, Found found) throws IOException, InterruptedException {
        Consumer<SelectionKey> tell = key -> found.ready(key.channel(), happened(key.readyOps()));
        if (timeout == null) {
            selector.select(tell);
        } else if (timeout.isZero()) {
            selector.selectNow(tell); // select(0) would wait without end
        } else {
            selector.select(tell, Math.ceilDiv(timeout.toNanos(), 1_000_000));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    private static int operations(SelectableChannel channel, Set<Event> events) {
        int operations =
                (events.contains(Event.READ) ? READ : 0)
                        | (events.contains(Event.WRITE) ? WRITE : 0);
        return operations & channel.validOps();
    }

    private static Set<Event> happened(int operations) {
        return Events.of((operations & READ) != 0, (operations & WRITE) != 0);
    }
}
