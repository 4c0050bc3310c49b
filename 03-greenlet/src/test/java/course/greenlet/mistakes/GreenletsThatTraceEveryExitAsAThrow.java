package course.greenlet.mistakes;

import course.greenlet.GreenletExit;
import course.kit.Mistake;

/**
 * Tells the tracer of a throw wherever a GreenletExit goes. The log shows a failure where somebody
 * has only made sure that what had ended had ended.
 */
@Mistake(killedBy = "anExitForADeadOneIsTracedAsTheValueThatItIs", saying = "SWITCH main")
final class GreenletsThatTraceEveryExitAsAThrow extends PlainGreenlets {
    @Override
    void report(Plain receiver, Parcel parcel) {
        super.report(
                receiver,
                parcel.content() instanceof GreenletExit && !parcel.origin().isDead()
                        ? new Parcel(Event.THROW, parcel.content(), parcel.origin())
                        : parcel);
    }
}
