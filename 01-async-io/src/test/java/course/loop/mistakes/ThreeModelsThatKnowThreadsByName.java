package course.loop.mistakes;

import course.kit.Mistake;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * Keeps its threads by the names of their tasks. Of two that are called the same, it waits for one,
 * and the program goes on with half of what it needs.
 */
@Mistake(
        killedBy = "threadsWaitsForAllOfThemAlsoIfTheirNamesAreTheSame",
        saying = "all three have the same name")
final class ThreeModelsThatKnowThreadsByName extends PlainThreeModels {
    @Override
    public void threads(List<Task> tasks, Counter counter) throws InterruptedException {
        var threads = new LinkedHashMap<String, Thread>();
        for (var task : tasks) {
            var thread = new Thread(() -> carryOut(task, counter));
            thread.start();
            threads.put(task.name(), thread);
        }
        awaitEnds(List.copyOf(threads.values()));
    }
}
