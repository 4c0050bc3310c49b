package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Says that somebody would wait for ever, as gevent does, and not who. In a program with a thousand
 * green threads that is no help.
 */
@Mistake(killedBy = "whoWaitsInVainIsToldWithAllWhoDo", saying = "who waits, for what, and where")
final class HubThatSaysNothing extends PlainHub {
    HubThatSaysNothing(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    String report() {
        return "This operation would block forever";
    }
}
