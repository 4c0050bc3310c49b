package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * Looks whether it is being run before it looks at the thread. Another thread is told to come back
 * later, does so again and again, and is never told that it may not ask at all.
 */
@Mistake(
        killedBy = "anotherThreadMayNotAskWhileItIsBeingRun",
        saying = "WrongThreadException is to be thrown")
final class GeneratorsThatTellOtherThreadsToWait extends PlainGenerators {
    GeneratorsThatTellOtherThreadsToWait(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void requireThread(Plain<?> generator) {
        refuseWhileRunning(generator);
        super.requireThread(generator);
    }
}
