package course.coroutine.mistakes;

import course.coroutine.stack.CallStack;
import course.kit.Mistake;

/**
 * Yields first and prints then. All lines come, and each of them a turn too late: the last ones
 * never.
 */
@Mistake(killedBy = "aSingleSubroutinePrintsItsLines", saying = "but was:  [1, 2]")
final class InterleavingThatInterruptsBeforeTheLine extends PlainInterleaving {
    @Override
    void print(String line, CallStack stack) {
        stack.yield();
        out(line);
    }
}
