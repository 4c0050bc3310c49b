package course.loop.mistakes;

import course.kit.Mistake;

/**
 * Counts a task as done when its last run returns. One that throws never does: the loop waits for
 * it, and the program does not end.
 */
@Mistake(
        killedBy = "aTaskThatThrowsIsDoneAndTheOthersGoOn",
        saying = "it has to be stopped when the last task is done")
final class ThreeModelsThatHangAtAFailure extends PlainThreeModels {
    @Override
    boolean isOver(boolean hasThrown) {
        return !hasThrown;
    }
}
