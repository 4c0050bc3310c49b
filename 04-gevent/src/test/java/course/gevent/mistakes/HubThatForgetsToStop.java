package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Stops the watcher only when the wait went well. Each killed one leaves its registration behind;
 * after a week the selector has thousands, and wakes the dead.
 */
@Mistake(killedBy = "theWatcherIsStoppedHoweverTheWaitEnds", saying = "stop it in finally")
final class HubThatForgetsToStop extends PlainHub {
    HubThatForgetsToStop(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void stop(Watcher watcher, boolean ended) {
        if (ended) {
            watcher.stop();
        }
    }
}
