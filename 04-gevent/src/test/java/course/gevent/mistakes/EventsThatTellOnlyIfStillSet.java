package course.gevent.mistakes;

import course.gevent.Event;
import course.gevent.Hub;
import course.kit.Mistake;

import java.util.function.Consumer;

/** Tells the listeners in a message, if the flag is still up then. */
@Mistake(
        killedBy = "setThenClearStillWakesWhoWaitedBefore",
        saying = "it was cleared before they ran")
final class EventsThatTellOnlyIfStillSet extends PlainEvents {
    EventsThatTellOnlyIfStillSet(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    public Event newEvent() {
        return new Flag() {
            @Override
            void tellAll() {
                if (isReady()) {
                    super.tellAll();
                }
            }
        };
    }
}
