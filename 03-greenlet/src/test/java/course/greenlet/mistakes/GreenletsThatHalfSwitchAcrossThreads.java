package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * The check comes when the target has already been made the current one. The refusal is clear; the
 * other thread's greenlet goes on with a value that nobody there sent.
 */
@Mistake(
        killedBy = "anotherThreadsGreenletIsRefusedBeforeAnythingMoves",
        saying = "who is current here")
final class GreenletsThatHalfSwitchAcrossThreads extends PlainGreenlets {
    @Override
    void requireThread(Plain greenlet) {
        var before = greenlet.tree.current;
        greenlet.tree.current = greenlet;
        super.requireThread(greenlet);
        greenlet.tree.current = before;
    }
}
