package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Delegates by {@code for value in inner: yield value}. All that the inner one says comes out, and
 * nothing that it is told gets in.
 */
@Mistake(
        killedBy = "delegationPassesNextAndSendThroughAndReturnsTheInnersResult",
        saying = "1 null")
final class CoroutineThatOnlyAsksTheInner<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatOnlyAsksTheInner(Body<I, O, R> body) {
        super(body);
    }

    @Override
    <S> Step<O, S> passOn(I value, Coroutine<I, O, S> inner) {
        return inner.next();
    }
}
