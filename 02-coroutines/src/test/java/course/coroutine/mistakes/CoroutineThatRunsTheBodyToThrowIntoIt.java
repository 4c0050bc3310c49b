package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Begins the body so that there is a yield to throw at. It opens a connection only to be told that
 * it must not.
 */
@Mistake(
        killedBy = "thrownIntoAFreshOneItIsRaisedHereAndTheBodyNeverRuns",
        saying = "but was:  [begun]")
final class CoroutineThatRunsTheBodyToThrowIntoIt<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatRunsTheBodyToThrowIntoIt(Body<I, O, R> body) {
        super(body);
    }

    @Override
    void endUnstarted() {
        next();
    }
}
