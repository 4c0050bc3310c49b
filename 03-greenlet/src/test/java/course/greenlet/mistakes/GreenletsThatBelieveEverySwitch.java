package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * Nobody looks at whether the stack could be put away. A switch that the JVM refused returns at
 * once with nothing, as if the other one had answered.
 */
@Mistake(
        killedBy = "underAStaticInitialiserASwitchIsRefused",
        saying = "a stack that the JVM can't put away")
final class GreenletsThatBelieveEverySwitch extends PlainGreenlets {
    @Override
    void leave(Plain origin, Plain receiver) {
        try {
            super.leave(origin, receiver);
        } catch (IllegalStateException pinned) {
            origin.parcel = Parcel.value(null, receiver);
        }
    }
}
