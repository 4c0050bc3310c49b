package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Sleeps as the thread does. Every single function is right, and a program of a hundred of them
 * takes a hundred times as long: exactly what the tutorial calls synchronous.
 */
@Mistake(
        killedBy = "theTutorialsFunctionsTakeTurns",
        saying = "while one sleeps, the other goes on")
final class HubThatBlocksTheThread extends PlainHub {
    HubThatBlocksTheThread(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toSeconds());
    }
}
