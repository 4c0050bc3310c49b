package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * A switch is traced where it is called; an end is no call. In the profile, a greenlet that has
 * ended goes on using time.
 */
@Mistake(killedBy = "everyChangeIsTraced", saying = "an end is a switch to the parent")
final class GreenletsThatDoNotTraceTheEnd extends PlainGreenlets {
    @Override
    void report(Plain receiver, Parcel parcel) {
        if (!parcel.origin().isDead()) {
            super.report(receiver, parcel);
        }
    }
}
