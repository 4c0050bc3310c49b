package course.loop.mistakes;

import course.kit.Mistake;

/**
 * Starts a thread and waits for its end before it starts the next one: three threads, and never two
 * at once. The program is as slow as before, and nobody sees why.
 */
@Mistake(
        killedBy = "threadsRunAndWaitAtTheSameTime",
        saying = "start all threads before you wait for the end of one")
final class ThreeModelsThatJoinEachThreadAtOnce extends PlainThreeModels {
    @Override
    void started(Thread thread) throws InterruptedException {
        thread.join();
    }
}
