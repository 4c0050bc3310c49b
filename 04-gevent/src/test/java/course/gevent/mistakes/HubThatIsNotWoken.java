package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Adds the message of another thread, and does not wake the loop. On a busy server all is well; at
 * night the answer of the thread pool arrives with the next request.
 */
@Mistake(
        killedBy = "aPostOfAnotherThreadWakesTheHub",
        saying = "the hub waits, and nobody wakes it")
final class HubThatIsNotWoken extends PlainHub {
    HubThatIsNotWoken(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void wakeUp() {
        // it will look in time
    }
}
