package course.loop.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * Goes on with the other tasks when one has failed, and throws when all are done. The second step
 * of a script that needs the first one works with what is not there.
 */
@Mistake(
        killedBy = "synchronousLeavesWhatIsLeftWhenATaskThrows",
        saying = "the one after it 1 times")
final class ThreeModelsThatThrowAtTheEnd extends PlainThreeModels {
    @Override
    public void synchronous(List<Task> tasks, Counter counter) {
        RuntimeException first = null;
        for (var task : tasks) {
            try {
                carryOut(task, counter);
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
