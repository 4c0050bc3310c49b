package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.coroutine.GeneratorExit;
import course.kit.Mistake;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * Stands on the JDK's continuation, not on the given stack, and forgets what its caller holds. A
 * yield takes the caller's monitors along: a service that talks with it inside "synchronized" lets
 * two in at a time, until the JVM itself ends.
 */
@Mistake(killedBy = "theCallerKeepsItsMonitors", saying = "did not hold its monitor any more")
final class CoroutineThatLosesTheCallersMonitors<I, O, R> implements Coroutine<I, O, R> {
    private static final ContinuationScope SCOPE = new ContinuationScope("coroutines");

    private final Continuation continuation;
    private I heard;
    private RuntimeException thrown;
    private boolean closing;
    private Step<O, R> step;

    CoroutineThatLosesTheCallersMonitors(Body<I, O, R> body) {
        continuation = new Continuation(SCOPE, () -> step = new Returned<>(body.run(new Talk())));
    }

    private final class Talk implements Caller<I, O> {
        @Override
        public I yield(O value) {
            step = new Yielded<>(value);
            Continuation.yield(SCOPE);
            if (closing) {
                throw new GeneratorExit();
            }
            if (thrown != null) {
                throw thrown;
            }
            return heard;
        }

        @Override
        public <S> S yieldFrom(Coroutine<I, O, S> inner) {
            var innerStep = inner.next();
            while (innerStep instanceof Yielded<O, S>(var value)) {
                innerStep = inner.send(this.yield(value));
            }
            return ((Returned<O, S>) innerStep).value();
        }
    }

    private Step<O, R> resume(I value, RuntimeException exception) {
        heard = value;
        thrown = exception;
        continuation.run();
        return step;
    }

    @Override
    public Step<O, R> next() {
        return resume(null, null);
    }

    @Override
    public Step<O, R> send(I value) {
        return resume(value, null);
    }

    @Override
    public Step<O, R> throwIn(RuntimeException exception) {
        return resume(null, exception);
    }

    @Override
    public void close() {
        if (step instanceof Yielded && !continuation.isDone()) {
            closing = true;
            try {
                resume(null, null);
            } catch (GeneratorExit end) {
                // as it should be
            }
        }
    }
}
