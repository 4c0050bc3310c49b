package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Takes the switch that is for loops, and has not called Monitors.keep() before. It is a little
 * faster; whoever waits inside "synchronized" is alone there no longer, and some day the JVM itself
 * ends with SIGSEGV.
 */
@Mistake(killedBy = "whoWaitsKeepsItsMonitors", saying = "did not hold its monitor any more")
final class HubThatLosesMainsMonitors extends PlainHub {
    HubThatLosesMainsMonitors(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    Object leave() {
        return loop.switchToUnguarded(null);
    }
}
