package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * Nobody looks after what main holds when it runs the others. Their first yield takes it along:
 * main goes on inside "synchronized", alone no longer, and after some hundred thousand switches the
 * JVM itself ends with SIGSEGV.
 */
@Mistake(killedBy = "whoSwitchesKeepsItsMonitors", saying = "did not hold its monitor any more")
final class GreenletsThatLoseMainsMonitors extends PlainGreenlets {
    @Override
    void keepMonitors() {}
}
