package course.gevent.mistakes;

import course.gevent.Waitable;
import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Joins one after the other. The error that everything else follows from is raised last, or hidden
 * by one that follows from it.
 */
@Mistake(
        killedBy = "joinAllRaisesTheErrorThatComesFirstInTime",
        saying = "the first failure in time")
final class HubThatRaisesInTheOrderOfTheList extends PlainHub {
    HubThatRaisesInTheOrderOfTheList(
            Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    public <W extends Waitable> List<W> joinAll(
            Collection<W> all, Duration timeout, boolean raiseError, int count) throws Exception {
        if (!raiseError) {
            return super.joinAll(all, timeout, raiseError, count);
        }
        var found = new ArrayList<W>();
        for (var one : all) {
            found.addAll(super.joinAll(List.of(one), timeout, true, 1));
        }
        return found;
    }
}
