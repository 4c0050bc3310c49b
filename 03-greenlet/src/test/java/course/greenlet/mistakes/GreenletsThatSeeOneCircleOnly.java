package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * A greenlet can't be its own parent; that its grandchild can is not looked at. The test with two
 * greenlets is green.
 */
@Mistake(killedBy = "aCircleOfParentsIsRefused", saying = "a result could then go round for ever")
final class GreenletsThatSeeOneCircleOnly extends PlainGreenlets {
    @Override
    void requireNoCircle(Plain child, Plain parent) {
        if (child == parent) {
            throw new IllegalArgumentException("its own parent");
        }
    }
}
