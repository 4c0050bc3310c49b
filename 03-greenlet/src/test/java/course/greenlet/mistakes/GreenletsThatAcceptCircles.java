package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * Two greenlets may be each other's parent. Nothing happens until one of them ends; then the search
 * for somebody alive goes round and round, with a core at 100 %.
 */
@Mistake(killedBy = "aCircleOfParentsIsRefused", saying = "a result could then go round for ever")
final class GreenletsThatAcceptCircles extends PlainGreenlets {
    @Override
    void requireNoCircle(Plain child, Plain parent) {}
}
