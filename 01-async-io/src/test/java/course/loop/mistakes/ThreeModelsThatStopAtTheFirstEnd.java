package course.loop.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * Stops the loop when a task is done, and not when all are. The shortest job decides how much of
 * the others gets done.
 */
@Mistake(
        killedBy = "eventDrivenRunsOneWhileOthersWait",
        saying = "eventDriven has returned, but task 1 has run 1 of 2 times")
final class ThreeModelsThatStopAtTheFirstEnd extends PlainThreeModels {
    @Override
    boolean isTheEnd(List<Task> unfinished) {
        return true;
    }
}
