package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * The exit is an error, and so all errors are caught by close. An assertion that fails in a finally
 * block is never heard of.
 */
@Mistake(
        killedBy = "whateverTheBodyThrowsWhileItIsClosedReachesTheCloser",
        saying = "an AssertionError in its finally: expected")
final class CoroutineThatSwallowsErrorsWhenClosed<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatSwallowsErrorsWhenClosed(Body<I, O, R> body) {
        super(body);
    }

    @Override
    void exit() {
        try {
            super.exit();
        } catch (Error exit) {
            // it has ended
        }
    }
}
