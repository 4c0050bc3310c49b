package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * While it delegates, it takes exceptions for its own. The inner one, which knows what to do about
 * them, never hears of any, and stays where it is.
 */
@Mistake(killedBy = "delegationPassesAnExceptionThrough", saying = "outer: caught x")
final class CoroutineThatThrowsPastTheInner<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatThrowsPastTheInner(Body<I, O, R> body) {
        super(body);
    }

    @Override
    <S> Step<O, S> passOn(RuntimeException exception, Coroutine<I, O, S> inner) {
        throw exception;
    }
}
