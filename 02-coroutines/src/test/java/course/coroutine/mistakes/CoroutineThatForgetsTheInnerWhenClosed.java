package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Closes itself and not the one that it delegates to. The outer one's file is closed, the inner
 * one's connection is not.
 */
@Mistake(
        killedBy = "closingClosesTheInnerOneFirst",
        saying = "expected: [inner: clean up, outer: exit]")
final class CoroutineThatForgetsTheInnerWhenClosed<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatForgetsTheInnerWhenClosed(Body<I, O, R> body) {
        super(body);
    }

    @Override
    void closeInner(Coroutine<?, ?, ?> inner) {}
}
