package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Waitable;
import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * Lets a listener's failure end the notification: one bad listener, and the others wait for ever.
 */
@Mistake(killedBy = "aListenerThatFailsDoesNotStopTheNext", saying = "every listener is told")
final class TasksThatStopAtAFailingListener extends PlainTasks {
    TasksThatStopAtAFailingListener(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    void tell(Waitable.Listener listener, Waitable source) {
        listener.onReady(source);
    }
}
