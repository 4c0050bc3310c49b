package course.gevent.mistakes;

import course.gevent.Hub;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Calls the listeners in set() itself. Whoever sets is in the middle of somebody else's code, and
 * fails with it.
 */
@Mistake(killedBy = "aListenerThatFailsDoesNotStopTheNext", saying = "it is the hub that tells")
final class EventsThatTellInSet extends PlainEvents {
    EventsThatTellInSet(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    void deliver(Runnable message) {
        message.run();
    }
}
