package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.concurrent.CancellationException;

/**
 * Its exit is an ordinary exception. The first body that catches failures and tries again takes it
 * for one of them, and cannot be closed.
 */
@Mistake(
        killedBy = "theExitIsNotCaughtAsAFailure",
        saying = "caught java.util.concurrent.CancellationException")
final class GeneratorWhoseExitIsAnException<T> extends PlainGenerator<T> {
    GeneratorWhoseExitIsAnException(Body<T> body) {
        super(body);
    }

    @Override
    Throwable newExit() {
        return new CancellationException("closed");
    }
}
