package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * The search for a circle ends at the greenlet that runs, since that one surely lives. It makes
 * itself the child of its own child, and at its end a core is at 100 %.
 */
@Mistake(
        killedBy = "aCircleIsRefusedInWhateverStateTheyAre",
        saying = "a is to become a child of its")
final class GreenletsThatLookForCirclesUpToTheCurrent extends PlainGreenlets {
    @Override
    void requireNoCircle(Plain child, Plain parent) {
        var current = child.tree.current;
        for (var one = parent; one != null; one = one.parent) {
            if (one == current && current != child.tree.main) {
                return;
            }
            if (one == child) {
                throw new IllegalArgumentException("a circle of parents");
            }
        }
    }
}
