package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.coroutine.GeneratorExit;
import course.coroutine.stack.CallStack;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What comes in is the answer that a yield has to give: a value, or something to throw. A method
 * for each thing that can be got wrong.
 */
abstract class PlainCoroutine<I, O, R> implements Coroutine<I, O, R> {
    private final Body<I, O, R> body;
    private CallStack stack;
    private boolean ended;
    private Supplier<I> answer;
    private Throwable exit;
    private Step<O, R> step;

    PlainCoroutine(Body<I, O, R> body) {
        this.body = body;
    }

    private final class Talk implements Caller<I, O> {

        @Override
        public I yield(O value) {
            if (stack == null || !stack.isCurrent()) {
                throw new IllegalStateException("not from here");
            }
            handOut(value);
            return answered(answer.get());
        }

        private void handOut(O value) {
            step = new Yielded<>(value);
            stack.yield();
        }

        @Override
        public <S> S yieldFrom(Coroutine<I, O, S> inner) {
            var innerStep = begin(inner);
            while (innerStep instanceof Yielded<O, S>(var value)) {
                try {
                    handOut(value);
                } catch (IllegalStateException refused) {
                    innerStep = refused(refused, inner);
                    continue;
                }
                I heard;
                try {
                    heard = answered(answer.get());
                } catch (GeneratorExit closed) {
                    closeInner(inner);
                    throw closed;
                } catch (RuntimeException thrown) {
                    innerStep = passOn(thrown, inner);
                    continue;
                }
                innerStep = passOn(heard, inner);
            }
            return result((Returned<O, S>) innerStep);
        }
    }

    <S> Step<O, S> begin(Coroutine<I, O, S> inner) {
        return inner.next();
    }

    I answered(I value) {
        return value;
    }

    <S> Step<O, S> passOn(I value, Coroutine<I, O, S> inner) {
        return inner.send(value);
    }

    <S> Step<O, S> passOn(RuntimeException exception, Coroutine<I, O, S> inner) {
        return inner.throwIn(exception);
    }

    <S> Step<O, S> refused(IllegalStateException refused, Coroutine<I, O, S> inner) {
        throw refused;
    }

    void closeInner(Coroutine<?, ?, ?> inner) {
        inner.close();
    }

    <S> S result(Returned<O, S> last) {
        return last.value();
    }

    @Override
    public Step<O, R> next() {
        return send(null);
    }

    @Override
    public Step<O, R> send(I value) {
        if (ended) {
            throw new IllegalStateException("it has ended");
        }
        if (stack == null && value != null) {
            refuseTheFirstValue();
        }
        return resume(() -> value);
    }

    void refuseTheFirstValue() {
        throw new IllegalStateException("it has not begun");
    }

    @Override
    public Step<O, R> throwIn(RuntimeException exception) {
        Objects.requireNonNull(exception);
        if (stack == null && !ended) {
            endUnstarted();
        }
        if (ended) {
            throw thrownIntoTheEnded(exception);
        }
        return resume(() -> {
            throw exception;
        });
    }

    void endUnstarted() {
        end();
    }

    RuntimeException thrownIntoTheEnded(RuntimeException exception) {
        return exception;
    }

    @Override
    public void close() {
        if (stack == null) {
            end();
        } else if (!ended) {
            exit();
        }
    }

    void exit() {
        exit = newExit();
        try {
            resume(() -> {
                throw PlainCoroutine.<RuntimeException>unchecked(exit);
            });
        } catch (Throwable thrown) {
            if (thrown != exit) {
                throw thrown;
            }
        }
        if (!ended) {
            refusedToEnd();
        }
    }

    Throwable newExit() {
        return new GeneratorExit();
    }

    void refusedToEnd() {
        throw new IllegalStateException("it has yielded instead of ending");
    }

    final void end() {
        ended = true;
    }

    final Step<O, R> resume(Supplier<I> given) {
        if (stack == null) {
            stack = new CallStack(unused -> step = new Returned<>(body.run(new Talk())));
        } else if (stack.isRunning()) {
            throw new IllegalStateException("it is running");
        }
        answer = given;
        try {
            stack.run();
        } finally {
            ended = stack.isDone();
        }
        return step;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
