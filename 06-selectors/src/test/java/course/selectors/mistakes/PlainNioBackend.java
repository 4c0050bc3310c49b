package course.selectors.mistakes;

import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

class PlainNioBackend implements Backend {
    final Selector nio = Selector.open();

    PlainNioBackend() throws IOException {}

    @Override
    public void add(SelectableChannel channel, Set<Event> asked) throws IOException {
        var key = channel.keyFor(nio);
        if (key != null && !key.isValid()) {
            flushCancelled();
        }
        channel.register(nio, operations(channel, asked));
    }

    void flushCancelled() throws IOException {
        nio.selectNow();
        nio.selectedKeys().clear();
    }

    int operations(SelectableChannel channel, Set<Event> asked) {
        var operations = 0;
        if (asked.contains(Event.READ)) {
            operations |= SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
        }
        if (asked.contains(Event.WRITE)) {
            operations |= SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;
        }
        return operations & channel.validOps();
    }

    @Override
    public void change(SelectableChannel channel, Set<Event> asked) throws IOException {
        try {
            channel.register(nio, operations(channel, asked));
        } catch (CancelledKeyException e) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public void remove(SelectableChannel channel) {
        var key = channel.keyFor(nio);
        if (key != null) {
            key.cancel();
        }
    }

    @Override
    public void await(Duration timeout, Found found) throws IOException, InterruptedException {
        select(timeout);
        if (interrupted()) {
            clear();
            throw new InterruptedException();
        }
        for (var key : nio.selectedKeys()) {
            found.ready(key.channel(), happened(key.readyOps()));
        }
        clear();
    }

    boolean interrupted() {
        return Thread.interrupted();
    }

    void select(Duration timeout) throws IOException {
        if (timeout == null) {
            nio.select();
        } else if (timeout.isZero()) {
            nio.selectNow();
        } else {
            nio.select((timeout.toNanos() + 999_999) / 1_000_000);
        }
    }

    void clear() {
        nio.selectedKeys().clear();
    }

    private static Set<Event> happened(int operations) {
        var happened = EnumSet.noneOf(Event.class);
        if ((operations & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0) {
            happened.add(Event.READ);
        }
        if ((operations & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
            happened.add(Event.WRITE);
        }
        return happened;
    }

    @Override
    public void close() throws IOException {
        nio.close();
    }
}
