package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * A heap knows first and later, but keeps no order among equals (PriorityQueue says so in its
 * Javadoc). Steps that were posted for the same moment change places, and only when there are more
 * than two.
 */
@Mistake(
        killedBy = "timersOfTheSameTimeGoInTheOrderOfPosting",
        saying = "all were due at the same time")
final class EventLoopThatMixesUpTies extends PlainEventLoop {
    EventLoopThatMixesUpTies(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    void insert(Delayed timer) {
        var heap = new PriorityQueue<Delayed>(Comparator.comparing(one -> one.due));
        heap.addAll(delayed);
        heap.add(timer);
        delayed.clear();
        while (!heap.isEmpty()) {
            delayed.add(heap.remove());
        }
    }
}
