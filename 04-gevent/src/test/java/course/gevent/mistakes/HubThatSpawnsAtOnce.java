package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Switches to what it spawns. What the body needs and its creator sets only after spawn() is
 * missing, now and then.
 */
@Mistake(
        killedBy = "spawnIsLazyAndTheFirstSpawnedComesFirst",
        saying = "spawn only puts it into the queue")
final class HubThatSpawnsAtOnce extends PlainHub {
    HubThatSpawnsAtOnce(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void start(Green green) {
        green.isStarted = true;
        green.live();
    }
}
