package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Refuses the first value, and counts as begun from then on. One call too early, and it can never
 * be used.
 */
@Mistake(
        killedBy = "aFirstSendOfAValueIsRefusedAndTheCoroutineIsUsableAfterwards",
        saying = "ended")
final class CoroutineThatEndsAtARefusedSend<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatEndsAtARefusedSend(Body<I, O, R> body) {
        super(body);
    }

    @Override
    void refuseTheFirstValue() {
        end();
        super.refuseTheFirstValue();
    }
}
