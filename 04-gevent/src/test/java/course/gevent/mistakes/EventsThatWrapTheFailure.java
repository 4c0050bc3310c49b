package course.gevent.mistakes;

import course.gevent.Hub;
import course.kit.Mistake;

import java.util.function.Consumer;

/** Raises a new exception around the one that was given. */
@Mistake(killedBy = "aFailureIsRaisedForEverybody", saying = "that very instance")
final class EventsThatWrapTheFailure extends PlainEvents {
    EventsThatWrapTheFailure(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    Throwable raised(Throwable failure) {
        return new IllegalStateException(failure);
    }
}
