package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * What an orphan leaves goes to the main greenlet, which is mostly the grandparent. The supervisor
 * that stands between them waits for ever.
 */
@Mistake(killedBy = "whatAnOrphanLeavesGoesToTheGrandparentWhoeverThatIs", saying = "a gets it")
final class GreenletsThatKnowNoGrandparent extends PlainGreenlets {
    @Override
    Plain heir(Plain dead, Parcel left) {
        return dead.parent.ended ? dead.tree.main : dead.parent;
    }
}
