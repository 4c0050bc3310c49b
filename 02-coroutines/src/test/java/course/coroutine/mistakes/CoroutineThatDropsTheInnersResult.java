package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Delegates by a loop over what the inner one yields. What it returns is no longer seen: a total
 * that is always null.
 */
@Mistake(
        killedBy = "delegationPassesNextAndSendThroughAndReturnsTheInnersResult",
        saying = "outer: null")
final class CoroutineThatDropsTheInnersResult<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatDropsTheInnersResult(Body<I, O, R> body) {
        super(body);
    }

    @Override
    <S> S result(Returned<O, S> last) {
        return null;
    }
}
