package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * The exit is an error, and so all errors are caught by close. The memory that was not enough for
 * the finally block, or the assertion that failed in it, is never heard of.
 */
@Mistake(
        killedBy = "whateverTheBodyThrowsWhileItIsClosedReachesTheCloser",
        saying = "an AssertionError in its finally: expected")
final class GeneratorThatSwallowsErrorsWhenClosed<T> extends PlainGenerator<T> {
    GeneratorThatSwallowsErrorsWhenClosed(Body<T> body) {
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
