package course.coroutine.mistakes;

import course.coroutine.Generator;
import course.coroutine.GeneratorExit;
import course.kit.Mistake;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import java.util.NoSuchElementException;

/**
 * Uses the JDK's continuation with no guard. It works until somebody uses it in a way it was not
 * made for: another thread may let it go on, and then compiled code that believes to be on the old
 * thread runs on the new one.
 */
@Mistake(killedBy = "anotherThreadCannotLetItGoOn", saying = "next() went through")
class GeneratorOnABareContinuation<T> implements Generator<T> {
    private static final ContinuationScope SCOPE = new ContinuationScope("generators");

    private final Continuation continuation;
    private T value;
    private boolean hasValue;
    private boolean begun;
    private boolean ended;
    private boolean closing;

    GeneratorOnABareContinuation(Body<T> body) {
        continuation =
                new Continuation(
                        SCOPE,
                        () ->
                                body.run(yielded -> {
                                    value = yielded;
                                    hasValue = true;
                                    Continuation.yield(SCOPE);
                                    if (closing) {
                                        throw new GeneratorExit();
                                    }
                                }));
    }

    @Override
    public boolean hasNext() {
        if (!hasValue && !ended) {
            begun = true;
            resume();
        }
        return hasValue;
    }

    void resume() {
        try {
            continuation.run();
        } finally {
            ended = continuation.isDone();
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        hasValue = false;
        return value;
    }

    @Override
    public void close() {
        hasValue = false;
        if (begun && !ended) {
            closing = true;
            try {
                resume();
            } catch (GeneratorExit end) {
                return;
            } finally {
                closing = false;
            }
            if (!ended) {
                hasValue = false;
                throw new IllegalStateException("yielded during close");
            }
        }
        ended = true;
    }
}
