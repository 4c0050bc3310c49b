package course.greenlet.mistakes;

import course.greenlet.GreenletExit;
import course.kit.Mistake;

/**
 * A body's Error is not caught where the body ends: it leaves by the stack of whoever happens to
 * run the continuations, and the books say that the greenlet still lives.
 */
@Mistake(killedBy = "whateverIsThrownReachesTheParentAsItIs", saying = "a has ended")
final class GreenletsThatCatchExceptionsOnly extends PlainGreenlets {
    @Override
    Parcel failed(Plain greenlet, Throwable failure) {
        if (failure instanceof Error error && !(failure instanceof GreenletExit)) {
            throw error;
        }
        return super.failed(greenlet, failure);
    }
}
