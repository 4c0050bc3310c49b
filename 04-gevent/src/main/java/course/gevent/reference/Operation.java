package course.gevent.reference;

import course.gevent.GreenThread;
import course.gevent.Hub;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;

/** What one green thread at a time can do with a channel. */
final class Operation {
    private final SharedIo io;
    private final SelectableChannel channel;
    private final int operation;
    private GreenThread by;

    Operation(SharedIo io, SelectableChannel channel, int operation) {
        this.io = io;
        this.channel = channel;
        this.operation = operation;
    }

    void begin() throws ClosedChannelException {
        // who waited for it may not have gone on yet
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        if (by != null) {
            throw new IllegalStateException("%s waits already for %s".formatted(by, ready()));
        }
        by = io.hub().current();
    }

    void end() {
        by = null;
    }

    /** Waits until it can be tried again. */
    void await(Duration end) throws IOException, InterruptedException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        io.waits();
        if (!io.hub().await(ready(), io.left(end))) {
            throw tooLate();
        }
    }

    void requireTime(Duration end) throws SocketTimeoutException {
        if (end != null && io.left(end).isZero()) {
            throw tooLate();
        }
    }

    private SocketTimeoutException tooLate() {
        return new SocketTimeoutException("timed out, waiting for " + ready());
    }

    private Hub.Watcher ready() {
        return io.clock().ready(channel, operation);
    }
}
