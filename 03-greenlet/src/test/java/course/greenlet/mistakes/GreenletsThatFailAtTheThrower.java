package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * What a greenlet does not catch comes back to whoever threw it. The one that cancels a job gets
 * the job's error, and the supervisor, who would know what to do about it, hears nothing.
 */
@Mistake(killedBy = "notCaughtItReachesTheParentAndNotWhoThrew", saying = "main, the parent of b")
final class GreenletsThatFailAtTheThrower extends PlainGreenlets {
    private Plain thrower;

    @Override
    void deliver(Plain receiver) {
        if (receiver.parcel.event() == Event.THROW) {
            thrower = receiver.parcel.origin();
        }
        super.deliver(receiver);
    }

    @Override
    Plain heir(Plain dead, Parcel left) {
        return left.event() == Event.THROW && thrower != null
                ? receiver(thrower)
                : super.heir(dead, left);
    }
}
