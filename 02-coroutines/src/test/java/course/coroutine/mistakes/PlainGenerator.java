package course.coroutine.mistakes;

import course.coroutine.Generator;
import course.coroutine.GeneratorExit;
import course.coroutine.stack.CallStack;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/** Values pass through a queue of one place; a method for each thing that can be got wrong. */
abstract class PlainGenerator<T> implements Generator<T> {
    private final Queue<Optional<T>> found = new ArrayDeque<>();
    private final Body<T> body;
    private CallStack stack;
    private boolean ended;
    private Throwable exit;

    PlainGenerator(Body<T> body) {
        this.body = body;
    }

    private void yield(T value) {
        if (!mayYield()) {
            throw new IllegalStateException("not from here");
        }
        found(value);
        try {
            stack.yield();
        } catch (IllegalStateException e) {
            refused();
            throw e;
        }
        if (exit != null) {
            found.clear();
            throw PlainGenerator.<RuntimeException>unchecked(exit);
        }
    }

    boolean mayYield() {
        return stack.isCurrent();
    }

    void found(T value) {
        found.clear();
        found.add(Optional.ofNullable(value));
    }

    void refused() {
        found.clear();
    }

    boolean hasFound() {
        return !found.isEmpty();
    }

    @Override
    public boolean hasNext() {
        if (!hasFound() && !ended) {
            found.clear();
            resume();
        }
        return !found.isEmpty();
    }

    private void resume() {
        if (stack == null) {
            stack = new CallStack(unused -> body.run(this::yield));
            begun();
        } else if (stack.isRunning()) {
            throw new IllegalStateException("it is running");
        }
        try {
            stack.run();
        } catch (RuntimeException failure) {
            if (!stack.isDone()) {
                throw failure;
            }
            var told = failed(failure);
            if (told != null) {
                throw told;
            }
        } finally {
            ended = stack.isDone();
        }
    }

    void begun() {}

    RuntimeException failed(RuntimeException failure) {
        return failure;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return found.remove().orElse(null);
    }

    @Override
    public void close() {
        if (stack == null) {
            closeUnstarted();
        } else if (!ended) {
            exit();
        }
    }

    void closeUnstarted() {
        end();
    }

    final void end() {
        found.clear();
        ended = true;
    }

    void exit() {
        if (stack.isRunning()) {
            throw new IllegalStateException("it is running");
        }
        exit = newExit();
        try {
            resume();
        } catch (Throwable thrown) {
            if (thrown != exit) {
                throw thrown;
            }
        } finally {
            closeIsOver();
        }
        if (!ended) {
            found.clear();
            refusedToEnd();
        }
    }

    void closeIsOver() {
        exit = null;
    }

    Throwable newExit() {
        return new GeneratorExit();
    }

    void refusedToEnd() {
        throw new IllegalStateException("it has yielded instead of ending");
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
