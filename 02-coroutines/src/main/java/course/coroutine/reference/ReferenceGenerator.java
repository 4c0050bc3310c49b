package course.coroutine.reference;

import course.coroutine.Generator;
import course.coroutine.GeneratorExit;
import course.coroutine.stack.CallStack;

import java.util.NoSuchElementException;

public final class ReferenceGenerator<T> implements Generator<T> {
    private final CallStack stack;
    private T value;
    private boolean hasValue;
    private boolean closing;
    private boolean closed;

    public ReferenceGenerator(Body<T> body) {
        stack = new CallStack(self -> body.run(this::handOver));
    }

    private void handOver(T yielded) {
        if (!stack.isCurrent()) {
            throw new IllegalStateException("yield is for the generator's own running body");
        }
        value = yielded;
        hasValue = true;
        try {
            stack.yield();
        } catch (IllegalStateException refused) {
            drop();
            throw refused;
        }
        if (closing) {
            drop();
            throw new GeneratorExit();
        }
    }

    private T drop() {
        var dropped = value;
        value = null;
        hasValue = false;
        return dropped;
    }

    @Override
    public boolean hasNext() {
        refuseReentry();
        if (!hasValue && !closed && !stack.isDone()) {
            stack.run();
        }
        return hasValue;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the generator has come to its end");
        }
        return drop();
    }

    @Override
    public void close() {
        refuseReentry();
        if (!stack.isStarted()) {
            closed = true;
            return;
        }
        if (stack.isDone()) {
            return;
        }
        closing = true;
        try {
            stack.run();
        } catch (GeneratorExit end) {
            return;
        } finally {
            closing = false;
        }
        if (!stack.isDone()) {
            drop();
            throw new IllegalStateException("the generator has yielded while it was being closed");
        }
    }

    private void refuseReentry() {
        if (stack.isRunning()) {
            throw new IllegalStateException("the generator is running already");
        }
    }
}
