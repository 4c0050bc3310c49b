package course.loop.mistakes;

import course.kit.Mistake;

import java.util.List;

/** Starts the threads, and returns. Whoever prints the result prints half of it. */
@Mistake(
        killedBy = "threadsReturnsWhenAllTasksAreDone",
        saying = "threads has returned, but task 1 has run 0 of 2 times")
final class ThreeModelsThatDoNotWaitForTheirThreads extends PlainThreeModels {
    @Override
    void awaitEnds(List<Thread> threads) {}
}
