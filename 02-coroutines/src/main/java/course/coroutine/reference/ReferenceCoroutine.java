package course.coroutine.reference;

import course.coroutine.Coroutine;
import course.coroutine.GeneratorExit;
import course.coroutine.stack.CallStack;

import java.util.Objects;

public final class ReferenceCoroutine<I, O, R> implements Coroutine<I, O, R> {
    private final CallStack stack;
    private boolean closed;

    // on their way in
    private I sent;
    private RuntimeException thrown;
    private boolean exit;

    // on its way out
    private Step<O, R> step;
    private boolean goOnAtOnce;

    public ReferenceCoroutine(Body<I, O, R> body) {
        stack = new CallStack(self -> step = new Returned<>(body.run(new BodysCaller())));
    }

    private final class BodysCaller implements Caller<I, O> {

        @Override
        public I yield(O value) {
            handOut(value);
            if (exit) {
                throw new GeneratorExit();
            }
            if (thrown != null) {
                throw thrown;
            }
            return sent;
        }

        @Override
        public <S> S yieldFrom(Coroutine<I, O, S> inner) {
            refuseWhereNothingCanBeYielded();
            var innerStep = inner.next();
            while (true) {
                switch (innerStep) {
                    case Returned<O, S>(var result) -> {
                        return result;
                    }
                    case Yielded<O, S>(var value) -> {
                        handOut(value);
                        innerStep = passOn(inner);
                    }
                }
            }
        }

        private <S> Step<O, S> passOn(Coroutine<I, O, S> inner) {
            if (exit) {
                inner.close();
                throw new GeneratorExit();
            }
            return thrown != null ? inner.throwIn(thrown) : inner.send(sent);
        }

        /** Returns when the coroutine is let run again; what has come in is in the fields then. */
        private void handOut(O value) {
            refuseOutside();
            step = new Yielded<>(value);
            stack.yield();
        }

        /** Yields once, so that a refusal comes before the inner one has run, and lost a value. */
        private void refuseWhereNothingCanBeYielded() {
            refuseOutside();
            goOnAtOnce = true;
            try {
                stack.yield();
            } finally {
                goOnAtOnce = false;
            }
        }

        private void refuseOutside() {
            if (!stack.isCurrent()) {
                throw new IllegalStateException("yield is for the coroutine's own running body");
            }
        }
    }

    @Override
    public Step<O, R> next() {
        return send(null);
    }

    @Override
    public Step<O, R> send(I value) {
        refuseReentry();
        if (hasEnded()) {
            throw new IllegalStateException("the coroutine has ended");
        }
        if (value != null && !stack.isStarted()) {
            throw new IllegalStateException(
                    "the coroutine has not begun: call next() first, so that a yield waits for "
                            + value);
        }
        return resume(value, null, false);
    }

    @Override
    public Step<O, R> throwIn(RuntimeException exception) {
        Objects.requireNonNull(exception);
        refuseReentry();
        if (!stack.isStarted()) {
            closed = true;
        }
        if (hasEnded()) {
            throw exception;
        }
        return resume(null, exception, false);
    }

    @Override
    public void close() {
        refuseReentry();
        if (!stack.isStarted()) {
            closed = true;
        }
        if (hasEnded()) {
            return;
        }
        try {
            resume(null, null, true);
        } catch (GeneratorExit end) {
            return;
        }
        if (!hasEnded()) {
            throw new IllegalStateException("the coroutine has yielded while it was being closed");
        }
    }

    private boolean hasEnded() {
        return closed || stack.isDone();
    }

    private void refuseReentry() {
        if (stack.isRunning()) {
            throw new IllegalStateException("the coroutine is running already");
        }
    }

    private Step<O, R> resume(I value, RuntimeException exception, boolean close) {
        sent = value;
        thrown = exception;
        exit = close;
        try {
            do {
                stack.run();
            } while (goOnAtOnce);
            return step;
        } finally {
            sent = null;
            thrown = null;
            exit = false;
            step = null;
        }
    }
}
