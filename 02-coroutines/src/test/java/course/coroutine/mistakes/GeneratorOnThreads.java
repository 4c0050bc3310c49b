package course.coroutine.mistakes;

import course.coroutine.Generator;
import course.coroutine.GeneratorExit;
import course.kit.Mistake;

import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;

/**
 * Runs the body on a thread of its own, and hands the turn to and fro. The values are right;
 * thread-locals and locks of the caller are not the body's, and each step waits for a scheduler.
 */
@Mistake(killedBy = "theBodyRunsOnTheCallersThread", saying = "not on the caller's thread")
final class GeneratorOnThreads<T> implements Generator<T> {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private final Thread thread;
    private T value;
    private boolean hasValue;
    private Throwable failure;
    private boolean ended;
    private boolean closing;

    GeneratorOnThreads(Body<T> body) {
        thread = Thread.ofVirtual().unstarted(() -> run(body));
    }

    private void run(Body<T> body) {
        go.acquireUninterruptibly();
        try {
            body.run(this::handOver);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        ended = true;
        back.release();
    }

    private void handOver(T yielded) {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("not from here");
        }
        value = yielded;
        hasValue = true;
        back.release();
        go.acquireUninterruptibly();
        if (closing) {
            throw new GeneratorExit();
        }
    }

    private void resume() {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("it is running");
        }
        if (!thread.isAlive()) {
            thread.start();
        }
        go.release();
        back.acquireUninterruptibly();
        if (failure != null) {
            var thrown = failure;
            failure = null;
            throw GeneratorOnThreads.<RuntimeException>unchecked(thrown);
        }
    }

    @Override
    public boolean hasNext() {
        if (!hasValue && !ended) {
            resume();
        }
        return hasValue;
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
        if (ended || thread.getState() == Thread.State.NEW) {
            ended = true;
            return;
        }
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

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
