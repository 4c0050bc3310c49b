package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Does not look whether the body has ended. It waits in the middle of its cleaning up, and
 * everybody believes it closed.
 */
@Mistake(killedBy = "yieldingDuringCloseIsAnError", saying = "close(), when the body yields")
final class CoroutineThatOverlooksAYieldDuringClose<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatOverlooksAYieldDuringClose(Body<I, O, R> body) {
        super(body);
    }

    @Override
    void refusedToEnd() {
        end();
    }
}
