package course.coroutine.exercise;

import course.coroutine.Generator;
import course.coroutine.stack.CallStack;

/**
 * Exercise 2.2. The body has a stack of its own; what is left to do is to carry a value from one
 * side to the other, and an exit the other way round.
 */
public final class ExerciseGenerator<T> implements Generator<T> {
    private final CallStack stack;

    // Your fields: the value that is on its way, …

    public ExerciseGenerator(Body<T> body) {
        stack = new CallStack(self -> body.run(this::handOver));
    }

    /** The body's {@code caller.yield(value)}. */
    private void handOver(T value) {
        throw new UnsupportedOperationException(
                "TODO 2.2.2: keep the value for next(), and yield the stack. May the body yield"
                        + " null? And what if the stack refuses to yield?");
    }

    @Override
    public boolean hasNext() {
        throw new UnsupportedOperationException(
                "TODO 2.2.1: if no value is on its way and the stack is not done, run it; then say"
                        + " whether there is one");
    }

    @Override
    public T next() {
        throw new UnsupportedOperationException(
                "TODO 2.2.3: take the value, if hasNext() finds one");
    }

    @Override
    public void close() {
        // TODO 2.2.4: let handOver throw a GeneratorExit where the body waits: run the stack once
        // more, with a field that says so. Not if it has not begun, or is done.
    }

    // TODO 2.2.5: refuse to be asked or closed while the body runs
}
