package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Timeout;
import course.kit.Mistake;

/** Always throws the timeout itself; the handler for the application's own error never runs. */
@Mistake(killedBy = "aTimeoutThrowsWhatItIsToldTo", saying = "timed out")
final class CancellationThatIgnoresTheCustomError extends PlainCancellation {
    CancellationThatIgnoresTheCustomError(Hub hub) {
        super(hub);
    }

    @Override
    Throwable chosen(Timeout timeout, Throwable custom) {
        return timeout;
    }
}
