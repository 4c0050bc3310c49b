package course.greenlet.mistakes;

import course.greenlet.Generators;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.WeakHashMap;

/**
 * A right answer, written differently: a generator's greenlet never ends, but hands over an answer
 * that says so. The mistakes each change one thing of it.
 */
class PlainGenerators implements Generators {
    final Greenlets greenlets;

    /** Weak: an inner one that has yielded for an outer one is being run, and may be forgotten. */
    final Map<Greenlet, WeakReference<Plain<?>>> running =
            Collections.synchronizedMap(new WeakHashMap<>());

    PlainGenerators(Greenlets greenlets) {
        this.greenlets = greenlets;
    }

    /** What a generator's step came to. */
    sealed interface Answer {
        record Value(Object value) implements Answer {}

        record Failure(Throwable failure) implements Answer {}

        record End() implements Answer {}
    }

    @Override
    public <T> Generator<T> generator(Runnable function) {
        return new Plain<T>(function);
    }

    @Override
    public void yield(Object value, int levels) {
        if (levels < 1) {
            throw new IllegalArgumentException("no such level");
        }
        var inner = generatorOf(greenlets.current());
        var outer = inner;
        for (var left = levels; left > 1; left--) {
            outer = generatorOf(outer.asker);
        }
        handOut(inner, outer, value);
    }

    void handOut(Plain<?> inner, Plain<?> outer, Object value) {
        if (outer != inner) {
            outer.next = inner.greenlet;
        }
        answer(outer, new Answer.Value(value));
    }

    void answer(Plain<?> generator, Answer answer) {
        generator.asker.switchTo(answer);
    }

    Plain<?> generatorOf(Greenlet greenlet) {
        var found = running.get(greenlet);
        if (found == null) {
            throw new IllegalStateException("no generator here");
        }
        return found.get();
    }

    void requireThread(Plain<?> generator) {
        if (generator.thread != Thread.currentThread()) {
            throw new WrongThreadException("another thread's generator");
        }
    }

    void refuseWhileRunning(Plain<?> generator) {
        if (generator.isRunning) {
            throw new IllegalStateException("it runs");
        }
    }

    boolean hasToAsk(Plain<?> generator) {
        return generator.ready == null && !generator.ended;
    }

    void taken(Plain<?> generator) {
        generator.ready = null;
    }

    void discard(Plain<?> generator) {
        generator.ready = null;
    }

    void remember(Plain<?> generator) {
        generator.asker = greenlets.current();
    }

    void forget(Plain<?> generator) {
        running.remove(generator.greenlet);
    }

    Answer ended(Plain<?> generator, Throwable failure) {
        return failure == generator.exit ? new Answer.End() : new Answer.Failure(failure);
    }

    void end(Plain<?> generator) {
        generator.ended = true;
        generator.exit = new GreenletExit();
        if (generator.started && generator.ask(generator.exit) instanceof Answer.Value) {
            throw new IllegalStateException("one more");
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }

    class Plain<T> implements Generator<T> {
        final Thread thread = Thread.currentThread();
        final Greenlet greenlet;
        GreenletExit exit;
        Greenlet asker;
        Greenlet next;
        Answer ready;
        boolean started;
        boolean ended;
        boolean isRunning;

        Plain(Runnable function) {
            greenlet =
                    greenlets.create(first -> {
                        Answer last;
                        try {
                            function.run();
                            last = new Answer.End();
                        } catch (Throwable thrown) {
                            last = ended(this, thrown);
                        }
                        answer(this, last);
                        return null;
                    });
            next = greenlet;
        }

        Answer ask(Throwable exit) {
            remember(this);
            isRunning = true;
            started = true;
            running.put(greenlet, new WeakReference<>(this));
            var target = exit == null ? next : greenlet;
            next = greenlet;
            try {
                var answer = (Answer) (exit == null ? target.switchTo() : target.throwInto(exit));
                if (answer instanceof Answer.Failure failed) {
                    ended = true;
                    throw unchecked(failed.failure());
                }
                ended |= answer instanceof Answer.End;
                return answer;
            } finally {
                isRunning = false;
                forget(this);
            }
        }

        @Override
        public boolean hasNext() {
            requireThread(this);
            refuseWhileRunning(this);
            if (hasToAsk(this)) {
                ready = ask(null);
            }
            return ready instanceof Answer.Value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var value = ((Answer.Value) ready).value();
            taken(this);
            return (T) value;
        }

        @Override
        public void close() {
            requireThread(this);
            refuseWhileRunning(this);
            discard(this);
            if (!ended) {
                end(this);
            }
        }
    }
}
