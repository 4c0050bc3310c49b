package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Closes by asking for the next value once more. The body goes on as if nothing had happened, does
 * the work that nobody wants, and is left at its next yield.
 */
@Mistake(killedBy = "closingRunsTheFinallyBlocksAndNothingElse", saying = "went on")
final class CoroutineThatGoesOnWhenClosed<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatGoesOnWhenClosed(Body<I, O, R> body) {
        super(body);
    }

    @Override
    void exit() {
        resume(() -> null);
        end();
    }
}
