package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Asks for the time anew for each timer. When timers take long, more of them become due meanwhile,
 * and the clicks wait until the last timer is through.
 */
@Mistake(killedBy = "whatBecomesDueInTheMeantimeDoesNotPushIn", saying = "comes before timer 3")
final class EventLoopThatAsksForTheTimeAgain extends PlainEventLoop {
    EventLoopThatAsksForTheTimeAgain(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void turn() throws InterruptedException {
        for (var next = nextDueNow(); next != null && !stopped; next = nextDueNow()) {
            process(next);
        }
        if (!stopped) {
            super.turn();
        }
    }

    private Delayed nextDueNow() {
        synchronized (lock) {
            return !delayed.isEmpty() && isDue(delayed.getFirst(), clock.now())
                    ? delayed.removeFirst()
                    : null;
        }
    }
}
