package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * Only the switch that waits gets its value; the first one has no switch that waits, and its value
 * is dropped. Each job starts without its parameters.
 */
@Mistake(
        killedBy = "theFirstOneIsTheBodysParameter",
        saying = "the first switch's value is the body's parameter")
final class GreenletsThatForgetTheFirstValue extends PlainGreenlets {
    @Override
    Object firstValue(Plain greenlet) throws Throwable {
        super.firstValue(greenlet);
        return null;
    }
}
