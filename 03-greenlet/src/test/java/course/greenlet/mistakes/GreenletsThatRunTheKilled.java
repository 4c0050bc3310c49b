package course.greenlet.mistakes;

import course.greenlet.GreenletExit;
import course.kit.Mistake;

/**
 * A kill before the start is remembered, and the body runs all the same: it is thrown at the first
 * switch. The job that was cancelled in the queue sends its first mail.
 */
@Mistake(killedBy = "killedBeforeItsStartItNeverRuns", saying = "does not run")
final class GreenletsThatRunTheKilled extends PlainGreenlets {
    @Override
    Object firstValue(Plain greenlet) throws Throwable {
        try {
            return super.firstValue(greenlet);
        } catch (GreenletExit exit) {
            return exit;
        }
    }
}
