package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Resumes whoever once waited. A reader whose time was up is resumed by the data of the first read
 * in the middle of another wait, and takes it for its own.
 */
@Mistake(killedBy = "aLateWakeDoesNothing", saying = "must not end another one")
final class HubThatBelievesEveryWake extends PlainHub {
    HubThatBelievesEveryWake(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    public boolean await(Watcher watcher, Duration timeout) throws InterruptedException {
        own();
        var me = greenlets.current();
        return waitBy(
                new Wait(watcher) {
                    @Override
                    public void wake() {
                        var now = waits.get(me);
                        if (now == this) {
                            super.wake();
                        } else if (now != null) {
                            now.wake();
                        }
                    }
                },
                timeout);
    }
}
