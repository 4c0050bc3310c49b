package course.coroutine.exercise;

import course.coroutine.Coroutine;
import course.coroutine.stack.CallStack;

/**
 * Exercise 2.3. Both ways through one door: what comes in is put into fields before the stack is
 * run, and what goes out is there when it has run.
 */
public final class ExerciseCoroutine<I, O, R> implements Coroutine<I, O, R> {
    private final CallStack stack;

    // Your fields: what is on its way in, what is on its way out, …

    public ExerciseCoroutine(Body<I, O, R> body) {
        stack = new CallStack(self -> begin(body));
    }

    private void begin(Body<I, O, R> body) {
        throw new UnsupportedOperationException(
                "TODO 2.3.2: run the body with a BodysCaller; what it returns is the last Step");
    }

    private final class BodysCaller implements Caller<I, O> {

        @Override
        public I yield(O value) {
            throw new UnsupportedOperationException(
                    "TODO 2.3.3: make the Step, and yield the stack; then return what was sent, or"
                            + " throw what was thrown in");
        }

        @Override
        public <S> S yieldFrom(Coroutine<I, O, S> inner) {
            throw new UnsupportedOperationException(
                    "TODO 2.3.7: begin with inner.next(); as long as it yields, yield the same and"
                            + " pass on what comes in: a value, an exception, or the exit");
        }
    }

    @Override
    public Step<O, R> next() {
        throw new UnsupportedOperationException("TODO 2.3.1: run the stack, and return the Step");
    }

    @Override
    public Step<O, R> send(I value) {
        throw new UnsupportedOperationException(
                "TODO 2.3.4: keep the value for the yield that waits, and run the stack; refuse a"
                        + " value that no yield waits for");
    }

    @Override
    public Step<O, R> throwIn(RuntimeException exception) {
        throw new UnsupportedOperationException(
                "TODO 2.3.5: keep the exception for the yield that waits, and run the stack; if"
                        + " none waits, throw it here");
    }

    @Override
    public void close() {
        // TODO 2.3.6: let a GeneratorExit come out of the yield that waits; if none waits, remember
        // that there is nothing to run any more
    }

    // TODO 2.3.8: refuse all of these while the body runs
}
