package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * An exit that nobody catches is thrown into the parent like any error. Who kills one greenlet dies
 * with it, and its parent, too, up to main.
 */
@Mistake(
        killedBy = "anExitThatNobodyCatchesIsAResult",
        saying = "an exit that a does not catch is no failure")
final class GreenletsThatTakeAnExitForAFailure extends PlainGreenlets {
    @Override
    Parcel failed(Plain greenlet, Throwable failure) {
        return Parcel.thrown(failure, greenlet);
    }
}
