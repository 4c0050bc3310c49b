package course.greenlet.exercise;

import course.greenlet.Generators;
import course.greenlet.Greenlet;
import course.greenlet.Greenlets;

/** Exercise 3.6. Start with one generator that yields; nesting comes second, levels last. */
public final class ExerciseGenerators implements Generators {
    private final Greenlets greenlets;

    // Your fields: which generator runs in which greenlet, …

    public ExerciseGenerators(Greenlets greenlets) {
        this.greenlets = greenlets;
    }

    @Override
    public <T> Generator<T> generator(Runnable function) {
        return new Run<>(function);
    }

    @Override
    public void yield(Object value, int levels) {
        throw new UnsupportedOperationException(
                "TODO 3.6.2: find the generator of greenlets.current(), and switch to whoever asked"
                    + " it. TODO 3.6.4: with more levels, to whoever asked the one that asked; let"
                    + " that generator remember where to go on");
    }

    private final class Run<T> implements Generator<T> {
        private final Runnable function;
        private Greenlet greenlet;

        Run(Runnable function) {
            this.function = function;
        }

        @Override
        public boolean hasNext() {
            throw new UnsupportedOperationException(
                    "TODO 3.6.1: unless a value is ready, run the function in a greenlet of its own"
                            + " until it yields or ends; keep the value for next(). Who asks is the"
                            + " greenlet's parent. TODO 3.6.3: refuse it while the function runs");
        }

        @Override
        public T next() {
            throw new UnsupportedOperationException(
                    "TODO 3.6.1: the value that hasNext() has kept, if there is one");
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException(
                    "TODO 3.6.3: a GreenletExit ends the function where it stands");
        }
    }
}
