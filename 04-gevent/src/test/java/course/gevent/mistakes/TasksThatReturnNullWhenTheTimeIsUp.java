package course.gevent.mistakes;

import course.gevent.Hub;
import course.kit.Mistake;

import java.time.Duration;
import java.util.function.Consumer;

/** Has get() return null when its time is up. Nobody can tell a result of null from none. */
@Mistake(killedBy = "joinReturnsQuietlyAndGetRaisesWhenTheTimeIsUp", saying = "no value to return")
final class TasksThatReturnNullWhenTheTimeIsUp extends PlainTasks {
    TasksThatReturnNullWhenTheTimeIsUp(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    <T> T timeIsUp(Duration timeout) {
        return null;
    }
}
