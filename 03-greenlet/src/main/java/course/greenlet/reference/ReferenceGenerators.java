package course.greenlet.reference;

import course.greenlet.Generators;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.WeakHashMap;

/** To yield is to switch to the greenlet that has asked; to ask is to switch to the generator's. */
public final class ReferenceGenerators implements Generators {
    private static final Object NOTHING = new Object();

    private final Greenlets greenlets;

    /** Whose greenlet is whose. Weak on both sides: nobody has to say that he needs one no more. */
    private final ThreadLocal<Map<Greenlet, WeakReference<Run<?>>>> runs =
            ThreadLocal.withInitial(WeakHashMap::new);

    public ReferenceGenerators(Greenlets greenlets) {
        this.greenlets = greenlets;
    }

    @Override
    public <T> Generator<T> generator(Runnable function) {
        var run = new Run<T>(Objects.requireNonNull(function, "function"));
        runs.get().put(run.greenlet, new WeakReference<>(run));
        return run;
    }

    @Override
    public void yield(Object value, int levels) {
        if (levels < 1) {
            throw new IllegalArgumentException("levels: " + levels);
        }
        var inner = runAskedIn(greenlets.current());
        var left = inner;
        for (var level = 1; level < levels; level++) {
            left = runAskedIn(left.asking);
        }
        left.answer(inner, value);
    }

    private Run<?> runAskedIn(Greenlet greenlet) {
        var run = runs.get().get(greenlet);
        if (run == null) {
            throw new IllegalStateException("yield outside of a generator, or of so many");
        }
        var found = run.get();
        if (found.asking == null) {
            throw new IllegalStateException("yield in a generator that nobody has asked");
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private final class Run<T> implements Generator<T> {
        private final Thread thread = Thread.currentThread();

        /** The function's; null from its end on. */
        private Greenlet greenlet;

        /** Who has asked and waits for the answer. */
        private Greenlet asking;

        /** In which generator the next step begins: in an inner one, if that has yielded for us. */
        private Run<?> goesOn = this;

        private Object ready = NOTHING;
        private boolean closed;

        Run(Runnable function) {
            greenlet = greenlets.create(first -> live(function));
        }

        /** Ends with a switch, not by itself: the parent is seldom the one that has asked. */
        private Object live(Runnable function) {
            Throwable failure = null;
            try {
                function.run();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            greenlet = null;
            if (asking != null) {
                return failure == null ? asking.switchTo() : asking.throwInto(failure);
            }
            if (failure != null) {
                throw sneaky(failure);
            }
            return null;
        }

        void answer(Run<?> inner, Object value) {
            var asker = asking;
            ready = value;
            goesOn = inner;
            try {
                asker.switchTo();
            } catch (IllegalStateException e) {
                if (asking == asker && ready == value) {
                    ready = NOTHING; // the stack could not be put away: nobody has got it
                }
                throw e;
            } finally {
                goesOn = this;
            }
        }

        @Override
        public boolean hasNext() {
            requireNotRun();
            if (ready == NOTHING && !closed && greenlet != null) {
                step(null);
            }
            return ready != NOTHING;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the generator has ended");
            }
            var value = (T) ready;
            ready = NOTHING;
            return value;
        }

        @Override
        public void close() {
            requireNotRun();
            var kept = ready;
            closed = true;
            ready = NOTHING;
            if (greenlet == null || !greenlet.isActive()) {
                greenlet = null;
                return;
            }
            var end = new GreenletExit();
            try {
                step(end);
            } catch (GreenletExit exit) {
                if (exit != end) {
                    throw exit;
                }
            } catch (IllegalStateException e) {
                if (greenlet != null) { // not from the function: the asker can't be suspended
                    closed = false;
                    ready = kept;
                }
                throw e;
            }
            if (ready != NOTHING) {
                ready = NOTHING;
                throw new IllegalStateException("a generator that is closed has yielded once more");
            }
        }

        /** Lets the function go on until it yields or ends. */
        private void step(GreenletExit exit) {
            asking = greenlets.current();
            try {
                if (exit == null) {
                    goesOn.greenlet.switchTo();
                } else {
                    greenlet.throwInto(exit);
                }
            } finally {
                asking = null;
            }
            if (ready == NOTHING && greenlet != null) {
                throw new IllegalStateException("woken by somebody else than the generator");
            }
        }

        private void requireNotRun() {
            if (Thread.currentThread() != thread) {
                throw new WrongThreadException(
                        "a generator of the thread \"%s\" is used by the thread \"%s\""
                                .formatted(thread.getName(), Thread.currentThread().getName()));
            }
            if (asking != null) {
                throw new IllegalStateException("the generator is being run");
            }
        }
    }
}
