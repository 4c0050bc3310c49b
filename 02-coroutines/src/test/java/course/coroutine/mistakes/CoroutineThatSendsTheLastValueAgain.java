package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Keeps what was sent until something else is sent. Whoever only asks for the next value repeats
 * the last order.
 */
@Mistake(killedBy = "nextIsASendOfNothing", saying = "but was:  Yielded[value=2 a]")
final class CoroutineThatSendsTheLastValueAgain<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatSendsTheLastValueAgain(Body<I, O, R> body) {
        super(body);
    }

    private I last;

    @Override
    public Step<O, R> send(I value) {
        last = value == null ? last : value;
        return super.send(last);
    }
}
