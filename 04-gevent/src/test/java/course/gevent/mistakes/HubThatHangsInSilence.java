package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Waits for ever when nothing can happen any more. The program stands still, without a word, and
 * the search begins with a debugger.
 */
@Mistake(
        killedBy = "whoWaitsInVainIsToldWithAllWhoDo",
        saying = "nothing can happen any more, and the main greenlet waits")
final class HubThatHangsInSilence extends PlainHub {
    HubThatHangsInSilence(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void nothingLeft() throws InterruptedException {
        clock.await(null);
    }
}
