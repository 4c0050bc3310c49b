package course.select.system;

import course.select.Select;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * {@code select} by {@code java.nio}, for operating systems that lack the system call. It knows no
 * urgent data, no limit of descriptors, and watches channels in non-blocking mode only.
 */
public final class NioSelect implements Select {

    @Override
    public Ready select(
            Collection<? extends SelectableChannel> readers,
            Collection<? extends SelectableChannel> writers,
            Collection<? extends SelectableChannel> exceptional,
            Duration timeout)
            throws IOException, InterruptedException {
        if (timeout != null && timeout.isNegative()) {
            throw new IllegalArgumentException("The timeout is negative: " + timeout);
        }
        for (var channel : exceptional) {
            if (!channel.isOpen()) {
                throw new ClosedChannelException();
            }
        }
        try (var selector = Selector.open()) {
            for (var channel : readers) {
                watch(channel, readOperation(channel), selector);
            }
            for (var channel : writers) {
                watch(channel, writeOperation(channel), selector);
            }
            await(selector, timeout);
            return new Ready(
                    ready(readers, SelectionKey.OP_READ | SelectionKey.OP_ACCEPT, selector),
                    ready(writers, SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT, selector),
                    List.of());
        }
    }

    private static void watch(SelectableChannel channel, int operation, Selector selector)
            throws ClosedChannelException {
        var key = channel.keyFor(selector);
        channel.register(selector, key == null ? operation : key.interestOps() | operation);
    }

    private static int readOperation(SelectableChannel channel) {
        return channel instanceof ServerSocketChannel
                ? SelectionKey.OP_ACCEPT
                : SelectionKey.OP_READ;
    }

    private static int writeOperation(SelectableChannel channel) {
        return channel instanceof SocketChannel socket && socket.isConnectionPending()
                ? SelectionKey.OP_CONNECT
                : SelectionKey.OP_WRITE;
    }

    private static void await(Selector selector, Duration timeout)
            throws IOException, InterruptedException {
        if (timeout != null && timeout.isZero()) {
            selector.selectNow();
        } else {
            selector.select(timeout == null ? 0 : Math.ceilDiv(timeout.toNanos(), 1_000_000));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static List<SelectableChannel> ready(
            Collection<? extends SelectableChannel> channels, int operations, Selector selector) {
        var ready = new ArrayList<SelectableChannel>();
        for (var channel : channels) {
            if ((channel.keyFor(selector).readyOps() & operations) != 0) {
                ready.add(channel);
            }
        }
        return ready;
    }
}
