package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Refuses an exception when it has ended, with an exception of its own. Whoever throws a
 * "cancelled" in, and catches just that, gets an "illegal state" instead, now and then.
 */
@Mistake(killedBy = "thrownIntoAnEndedOneItIsRaisedHere", saying = "throwIn() after")
final class CoroutineThatIsSilentWhenThrownInto<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatIsSilentWhenThrownInto(Body<I, O, R> body) {
        super(body);
    }

    @Override
    RuntimeException thrownIntoTheEnded(RuntimeException exception) {
        return new IllegalStateException("it has ended");
    }
}
