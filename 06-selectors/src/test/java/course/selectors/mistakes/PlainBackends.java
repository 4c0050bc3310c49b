package course.selectors.mistakes;

import course.select.system.Errno;
import course.select.system.SystemCallException;
import course.selectors.Backend;
import course.selectors.Backends;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Backends on the bare system calls, with a method for each thing that can be got wrong. */
abstract class PlainBackends implements Backends {
    final Availability available;

    PlainBackends(Availability available) {
        this.available = available;
    }

    @Override
    public Backend open(Kind kind) throws IOException {
        available
                .missing(kind)
                .ifPresent(reason -> {
                    throw new UnsupportedOperationException(reason);
                });
        return switch (kind) {
            case EPOLL -> epoll();
            case NIO -> nio();
            case POLL -> poll();
            case SELECT -> select();
        };
    }

    Backend epoll() throws IOException {
        return new PlainEpollBackend();
    }

    Backend nio() throws IOException {
        return new PlainNioBackend();
    }

    Backend poll() {
        return new PlainPollBackend();
    }

    Backend select() {
        return new PlainSelectBackend();
    }

    @Override
    public Choice choose() {
        var reasons = new LinkedHashMap<Kind, String>();
        var left = new ArrayList<Kind>();
        for (var kind : Kind.values()) {
            available
                    .missing(kind)
                    .ifPresentOrElse(reason -> reasons.put(kind, reason), () -> left.add(kind));
        }
        if (left.isEmpty()) {
            throw new UnsupportedOperationException(reasons.toString());
        }
        reasons.keySet().removeIf(kind -> kind.compareTo(left.getFirst()) > 0);
        return new Choice(left.getFirst(), reasons);
    }

    /** A system call that takes milliseconds; -1 for as long as it takes. */
    interface Call {
        int make(int millis) throws SystemCallException;
    }

    static int waitFor(Duration timeout, Call call)
            throws SystemCallException, InterruptedException {
        var end = timeout == null ? 0 : System.nanoTime() + timeout.toNanos();
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            var left = timeout == null ? 0 : Math.max(0, end - System.nanoTime());
            try {
                return call.make(timeout == null ? -1 : (int) ((left + 999_999) / 1_000_000));
            } catch (SystemCallException e) {
                if (!e.is(Errno.EINTR)) {
                    throw e;
                }
            }
        }
    }
}
