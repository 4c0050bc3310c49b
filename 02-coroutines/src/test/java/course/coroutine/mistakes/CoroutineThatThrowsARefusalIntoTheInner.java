package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Whatever comes out of the yield is thrown into the inner one, also when it is the yield itself
 * that was refused. The inner one ends by an error that was none of its own, and what it has begun
 * is lost.
 */
@Mistake(
        killedBy = "aDelegationUnderANativeFrameIsRefusedAndAllThreeGoOn",
        saying = "the inner one, asked to go on, refused")
final class CoroutineThatThrowsARefusalIntoTheInner<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatThrowsARefusalIntoTheInner(Body<I, O, R> body) {
        super(body);
    }

    @Override
    <S> Step<O, S> refused(IllegalStateException refused, Coroutine<I, O, S> inner) {
        return inner.throwIn(refused);
    }
}
