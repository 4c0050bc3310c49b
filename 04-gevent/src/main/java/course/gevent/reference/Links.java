package course.gevent.reference;

import course.gevent.Waitable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The notification protocol: who wants to be told that a waitable is ready. */
class Links {
    private final Consumer<Runnable> loop;
    private final Consumer<Throwable> failures;
    private final Waitable source;

    private Deque<Waitable.Listener> waiting;

    /** Those who will be told in a turn to come. */
    private Deque<Waitable.Listener> due;

    /** Those who are told in this turn. */
    private Deque<Waitable.Listener> told;

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
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(listener);
        if (source.isReady()) {
            tellAll();
        }
    }

    void remove(Waitable.Listener listener) {
        remove(waiting, listener);
        remove(due, listener);
        remove(told, listener);
    }

    private static void remove(Deque<Waitable.Listener> some, Waitable.Listener listener) {
        while (some != null && some.remove(listener)) {
            // it may have been linked more than once
        }
    }

    void removeIf(Predicate<Waitable.Listener> condition) {
        removeIf(waiting, condition);
        removeIf(due, condition);
        removeIf(told, condition);
    }

    private static void removeIf(
            Deque<Waitable.Listener> some, Predicate<Waitable.Listener> condition) {
        if (some != null) {
            some.removeIf(condition);
        }
    }

    /** All who are linked now will be told, whatever happens until then. */
    void tellAll() {
        if (waiting == null) {
            return;
        }
        if (due == null) {
            due = waiting;
            loop.accept(this::tell);
        } else {
            due.addAll(waiting);
        }
        waiting = null;
    }

    private void tell() {
        turn();
        for (var next = next(); next != null; next = next()) {
            try {
                next.onReady(source);
            } catch (Throwable failure) {
                failures.accept(failure);
            }
        }
    }

    void turn() {
        told = due;
        due = null;
    }

    Waitable.Listener next() {
        return told.poll();
    }
}
