package course.gevent.reference;

import course.gevent.Waitable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The notification protocol: who wants to be told that a waitable is ready. */
final class Links {
    private final Consumer<Runnable> loop;
    private final Consumer<Throwable> failures;
    private final Waitable source;
    private final Deque<Waitable.Listener> waiting = new ArrayDeque<>(2);
    private final Deque<Waitable.Listener> due = new ArrayDeque<>(2);
    private boolean isDelivering;

    /**
     * @param loop takes messages for turns to come
     */
    Links(Consumer<Runnable> loop, Consumer<Throwable> failures, Waitable source) {
        this.loop = loop;
        this.failures = failures;
        this.source = source;
    }

    /** Those who were linked before are told before, also if this one comes when it is ready. */
    void add(Waitable.Listener listener) {
        waiting.add(listener);
        if (source.isReady()) {
            tellAll();
        }
    }

    void remove(Waitable.Listener listener) {
        if (!waiting.remove(listener)) {
            due.remove(listener);
        }
    }

    void removeIf(Predicate<Waitable.Listener> condition) {
        waiting.removeIf(condition);
        due.removeIf(condition);
    }

    /** All who are linked now will be told, whatever happens until then. */
    void tellAll() {
        if (!waiting.isEmpty()) {
            due.addAll(waiting);
            waiting.clear();
            deliverSoon();
        }
    }

    private void deliverSoon() {
        if (!isDelivering) {
            isDelivering = true;
            loop.accept(this::deliver);
        }
    }

    private void deliver() {
        isDelivering = false;
        for (var left = due.size(); left > 0 && !due.isEmpty(); left--) {
            try {
                due.remove().onReady(source);
            } catch (Throwable failure) {
                failures.accept(failure);
            }
        }
        if (!due.isEmpty()) {
            deliverSoon();
        }
    }
}
