package course.gevent.mistakes;

import course.gevent.Waitable;
import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Goes on when the first one has ended. With one green thread nobody can tell; with three the
 * program ends in the middle of two of them.
 */
@Mistake(killedBy = "joinAllReturnsWhenAllHaveEnded", saying = "joinAll() returned when only")
final class HubThatJoinsTheFirst extends PlainHub {
    HubThatJoinsTheFirst(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    public <W extends Waitable> List<W> wait(Collection<W> all, Duration timeout, int count)
            throws InterruptedException {
        return super.wait(all, timeout, 1);
    }
}
