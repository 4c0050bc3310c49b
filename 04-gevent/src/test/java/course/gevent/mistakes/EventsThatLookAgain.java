package course.gevent.mistakes;

import course.gevent.Event;
import course.gevent.Hub;
import course.kit.Mistake;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Has the woken one look at the flag again. Set and cleared at once, and nobody was woken: now and
 * then, under load, a client waits for ever.
 */
@Mistake(
        killedBy = "setThenClearStillWakesWhoWaitedBefore",
        saying = "it was cleared before they ran")
final class EventsThatLookAgain extends PlainEvents {
    EventsThatLookAgain(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    boolean waitFor(Event event, Duration timeout) throws InterruptedException {
        do {
            if (!hub.join(event, timeout)) {
                return false;
            }
        } while (!event.isReady());
        return true;
    }
}
