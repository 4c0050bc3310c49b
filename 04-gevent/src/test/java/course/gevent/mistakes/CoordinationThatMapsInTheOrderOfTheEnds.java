package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Pool;
import course.gevent.Tasks;
import course.kit.Mistake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Returns the results as they come. With items that take the same time all is well. */
@Mistake(killedBy = "mapReturnsTheResultsInTheOrderOfTheItems", saying = "slept 1")
final class CoordinationThatMapsInTheOrderOfTheEnds extends PlainCoordination {
    CoordinationThatMapsInTheOrderOfTheEnds(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    <T, R> List<R> collected(Pool pool, Pool.Job<T, R> job, Collection<T> items) throws Exception {
        var results = pool.imapUnordered(job, items.iterator());
        var all = new ArrayList<R>();
        while (results.hasNext()) {
            all.add(results.next());
        }
        return all;
    }
}
