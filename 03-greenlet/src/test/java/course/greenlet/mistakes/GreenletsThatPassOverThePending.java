package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * Only an active ancestor gets what the dead leave. A parent that was to be started by its child's
 * result never starts.
 */
@Mistake(killedBy = "theResultStartsAParentThatIsPending", saying = "its parent a has not begun")
final class GreenletsThatPassOverThePending extends PlainGreenlets {
    @Override
    Plain receiver(Plain addressee) {
        return addressee.isDead() ? living(addressee.parent) : addressee;
    }

    @Override
    Plain heir(Plain dead, Parcel left) {
        return living(dead.parent);
    }

    private Plain living(Plain ancestor) {
        return ancestor.isActive() ? ancestor : living(ancestor.parent);
    }
}
