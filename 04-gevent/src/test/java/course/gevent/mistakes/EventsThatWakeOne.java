package course.gevent.mistakes;

import course.gevent.Event;
import course.gevent.Hub;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Wakes the first one only, as a semaphore would. The others wait for the next set(), which never
 * comes.
 */
@Mistake(killedBy = "whoWaitsGoesOnWhenItIsSet", saying = "all who wait")
final class EventsThatWakeOne extends PlainEvents {
    EventsThatWakeOne(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    public Event newEvent() {
        return new Flag() {
            @Override
            void callAll() {
                if (!linked.isEmpty()) {
                    called.add(linked.removeFirst());
                    deliver(this::tellAll);
                }
            }
        };
    }
}
