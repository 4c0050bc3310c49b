package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * No thread is asked for. It works in the demo: the continuation really goes on, on the wrong
 * thread, with other ThreadLocals and without the locks that it believes to hold; and two threads
 * may run one stack, which ends the JVM.
 */
@Mistake(
        killedBy = "anotherThreadsGreenletIsRefusedBeforeAnythingMoves",
        saying = "SWITCH of a greenlet of another thread")
final class GreenletsThatGoToAnyThread extends PlainGreenlets {
    @Override
    void requireThread(Plain greenlet) {}
}
