package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Does not forget the exception that it was given. Caught once, it comes out of every later yield,
 * too.
 */
@Mistake(killedBy = "whatIsThrownInIsThrownOnceOnly", saying = "caught stop that, caught stop that")
final class CoroutineThatThrowsAgain<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatThrowsAgain(Body<I, O, R> body) {
        super(body);
    }

    private RuntimeException kept;

    @Override
    public Step<O, R> throwIn(RuntimeException exception) {
        kept = exception;
        return super.throwIn(exception);
    }

    @Override
    I answered(I value) {
        if (kept != null) {
            throw kept;
        }
        return value;
    }
}
