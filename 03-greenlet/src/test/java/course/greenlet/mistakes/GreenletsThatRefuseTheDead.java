package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * A switch to a dead one is an error. What was on its way to it is lost, and every caller has to
 * ask first, which none does.
 */
@Mistake(killedBy = "aValueForADeadChildComesBackAtOnce", saying = "IllegalStateException")
final class GreenletsThatRefuseTheDead extends PlainGreenlets {
    @Override
    Plain receiver(Plain addressee) {
        if (addressee.isDead()) {
            throw new IllegalStateException("it is dead");
        }
        return addressee;
    }
}
