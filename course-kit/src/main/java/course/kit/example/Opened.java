package course.kit.example;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What an example has opened: it is closed when the example has ended, the last one first. */
final class Opened {
    private static final int MOST_OPENED_LATE = 30;

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private boolean closing;
    private boolean closed;
    private int openedLate;

    /** What comes too late is closed at once. */
    <T extends AutoCloseable> T add(T resource) {
        if (isAdded(resource)) {
            return resource;
        }
        var tooLate =
                new IllegalStateException("the example has ended; nothing is opened any more");
        try {
            resource.close();
        } catch (Exception e) {
            tooLate.addSuppressed(e);
        }
        throw tooLate;
    }

    private synchronized boolean isAdded(AutoCloseable resource) {
        if (closed || closing && openedLate++ >= MOST_OPENED_LATE) {
            return false;
        }
        resources.push(resource);
        return true;
    }

    /** Closes all, each as a part of the example; returns what went wrong. */
    List<Throwable> closeAll(PartRunner parts) {
        var problems = new ArrayList<Throwable>();
        if (!beginsToClose()) {
            return problems;
        }
        for (var next = next(); next.isPresent(); next = next()) {
            var resource = next.get();
            try {
                parts.run(() -> {
                    resource.close();
                    return null;
                });
            } catch (Throwable thrown) {
                problems.add(thrown);
            }
        }
        return problems;
    }

    private synchronized boolean beginsToClose() {
        var begins = !closing;
        closing = true;
        return begins;
    }

    private synchronized Optional<AutoCloseable> next() {
        closed = resources.isEmpty();
        return Optional.ofNullable(resources.poll());
    }
}
