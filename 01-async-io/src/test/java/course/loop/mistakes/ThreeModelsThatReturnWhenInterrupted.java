package course.loop.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * Restores the interrupt, as one reads everywhere, and returns. The caller takes the work for done,
 * and deletes the input.
 */
@Mistake(killedBy = "threadsEndsItsWaitWhenItIsInterrupted", saying = "as if all tasks were done")
final class ThreeModelsThatReturnWhenInterrupted extends PlainThreeModels {
    @Override
    void awaitEnds(List<Thread> threads) {
        try {
            super.awaitEnds(threads);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
