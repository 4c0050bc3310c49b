package course.greenlet.reference;

import course.greenlet.Generators;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.NoSuchElementException;
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
        var run = new Run<T>(function);
        runs.get().put(run.greenlet, new WeakReference<>(run));
        return run;
    }

    @Override
    public void yield(Object value, int levels) {
        if (levels < 1) {
            throw new IllegalArgumentException("levels: " + levels);
        }
        var inner = runOf(greenlets.current());
        var left = inner;
        for (var level = 1; level < levels; level++) {
            left = runOf(left.asking);
        }
        left.goesOn = inner;
        left.asking.switchTo(value);
    }

    private Run<?> runOf(Greenlet greenlet) {
        var run = runs.get().get(greenlet);
        if (run == null) {
            throw new IllegalStateException("yield outside of a generator, or of so many");
        }
        return run.get();
    }

    private final class Run<T> implements Generator<T> {
        private final Greenlet greenlet;

        /** Who has asked and waits for the answer. */
        private Greenlet asking;

        /** In which generator the next step begins: in an inner one, if that has yielded for us. */
        private Run<?> goesOn = this;

        private Object ready = NOTHING;
        private boolean closed;

        Run(Runnable function) {
            greenlet = greenlets.create(Greenlets.Body.of(function));
        }

        @Override
        public boolean hasNext() {
            if (asking != null) {
                throw beingRun();
            }
            if (ready == NOTHING && !closed && !greenlet.isDead()) {
                ready = step(null);
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
            if (asking != null) {
                throw beingRun();
            }
            closed = true;
            ready = NOTHING;
            if (greenlet.isActive() && step(new GreenletExit()) != NOTHING) {
                throw new IllegalStateException("a generator that is closed has yielded once more");
            }
        }

        /** Lets the function go on until it yields or ends. */
        private Object step(GreenletExit exit) {
            asking = greenlets.current();
            try {
                greenlet.setParent(asking); // a failure is for whoever asks now
                var next = goesOn.greenlet;
                goesOn = this;
                var value = exit == null ? next.switchTo() : greenlet.throwInto(exit);
                return greenlet.isDead() ? NOTHING : value;
            } finally {
                asking = null;
            }
        }

        private IllegalStateException beingRun() {
            return new IllegalStateException("the generator is being run");
        }
    }
}
