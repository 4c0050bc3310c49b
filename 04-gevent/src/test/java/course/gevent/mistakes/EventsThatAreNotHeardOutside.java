package course.gevent.mistakes;

import course.gevent.Hub;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Sets the flag from another thread, and leaves the hub asleep. At night the answer comes with the
 * next request.
 */
@Mistake(killedBy = "anOtherThreadMaySetIt", saying = "the hub waits, and nobody wakes it")
final class EventsThatAreNotHeardOutside extends PlainEvents {
    EventsThatAreNotHeardOutside(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    void postFromOutside(Runnable message) {
        // it will look
    }
}
