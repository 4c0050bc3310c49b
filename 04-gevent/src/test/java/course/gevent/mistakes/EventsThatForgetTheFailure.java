package course.gevent.mistakes;

import course.gevent.AsyncResult;
import course.gevent.Hub;
import course.gevent.Outcome;
import course.gevent.Waitable;
import course.kit.Mistake;

import java.util.function.Consumer;

/** Takes over the value of what it is linked to, and only that: a failed task gives null. */
@Mistake(killedBy = "asALinksTargetItTakesOverTheOutcome", saying = "of a task that failed")
final class EventsThatForgetTheFailure extends PlainEvents {
    EventsThatForgetTheFailure(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    @SuppressWarnings("unchecked")
    <T> void takeOver(AsyncResult<T> result, Waitable source) {
        result.set((T) ((Outcome<?>) source).value());
    }
}
