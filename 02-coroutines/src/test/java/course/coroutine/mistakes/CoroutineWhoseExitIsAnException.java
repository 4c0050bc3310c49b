package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.concurrent.CancellationException;

/**
 * Its exit is an ordinary exception, so a body that catches failures and tries again cannot be
 * closed.
 */
@Mistake(
        killedBy = "theExitIsNotCaughtAsAFailure",
        saying = "caught java.util.concurrent.CancellationException")
final class CoroutineWhoseExitIsAnException<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineWhoseExitIsAnException(Body<I, O, R> body) {
        super(body);
    }

    @Override
    Throwable newExit() {
        return new CancellationException("closed");
    }
}
