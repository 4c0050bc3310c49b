package course.coroutine.mistakes;

import course.coroutine.GeneratorExit;
import course.kit.Mistake;

/**
 * Looks through the causes for the exit, since some libraries wrap what is thrown. A clean-up that
 * has failed because of the exit is never heard of.
 */
@Mistake(
        killedBy = "anExceptionThatTheExitHasCausedReachesTheCloser",
        saying = "whose cause is the exit")
final class GeneratorThatTakesAWrappedExitForItsOwn<T> extends PlainGenerator<T> {
    GeneratorThatTakesAWrappedExitForItsOwn(Body<T> body) {
        super(body);
    }

    @Override
    void exit() {
        try {
            super.exit();
        } catch (RuntimeException e) {
            if (!(e.getCause() instanceof GeneratorExit)) {
                throw e;
            }
        }
    }
}
