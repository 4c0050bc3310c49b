package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Begins a delegation with what was sent last, since an inner one that waits "would miss it". The
 * order that has been served is served once more.
 */
@Mistake(
        killedBy = "whatWasSentBeforeTheDelegationIsNotForTheInnerOne",
        saying = "goes on by next()")
final class CoroutineThatTellsTheInnerWhatItHasHeard<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatTellsTheInnerWhatItHasHeard(Body<I, O, R> body) {
        super(body);
    }

    private I last;

    @Override
    I answered(I value) {
        last = value;
        return value;
    }

    @Override
    <S> Step<O, S> begin(Coroutine<I, O, S> inner) {
        try {
            return inner.send(last);
        } catch (IllegalStateException notBegun) {
            return inner.next();
        }
    }
}
