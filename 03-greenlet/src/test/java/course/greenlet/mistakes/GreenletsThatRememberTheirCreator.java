package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * The parent is looked up at the creation, once. After setParent, results still go to the old one.
 */
@Mistake(
        killedBy = "aPendingOneMayGetAnotherParent",
        saying = "who ends hands its result to its parent")
final class GreenletsThatRememberTheirCreator extends PlainGreenlets {
    @Override
    Plain heir(Plain dead, Parcel left) {
        return receiver(dead.creator);
    }
}
