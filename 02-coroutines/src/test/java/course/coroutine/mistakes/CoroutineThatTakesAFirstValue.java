package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Takes a value before any yield waits for one. It is lost: the consumer has been sent its first
 * order, and never sees it.
 */
@Mistake(
        killedBy = "aFirstSendOfAValueIsRefusedAndTheCoroutineIsUsableAfterwards",
        saying = "the first send went through")
final class CoroutineThatTakesAFirstValue<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatTakesAFirstValue(Body<I, O, R> body) {
        super(body);
    }

    @Override
    void refuseTheFirstValue() {}
}
