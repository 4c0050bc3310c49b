package course.loop.mistakes;

import course.kit.Mistake;

import java.util.List;

/** Forgets that a loop does not end by itself. All work is done, and the program hangs. */
@Mistake(
        killedBy = "eventDrivenRunsOneWhileOthersWait",
        saying = "it has to be stopped when the last task is done")
final class ThreeModelsThatNeverStopTheLoop extends PlainThreeModels {
    @Override
    boolean isTheEnd(List<Task> unfinished) {
        return false;
    }
}
