package course.coroutine.mistakes;

import course.coroutine.stack.CallStack;
import course.kit.Mistake;

/**
 * Interrupts in a finally block, so that the turn ends whatever comes of the line. The disk is
 * full, and the others print on before anybody hears of it.
 */
@Mistake(
        killedBy = "whatThePrintedLineMeetsWithReachesTheCallerAtOnce",
        saying = "nobody has a turn after a failure")
final class InterleavingThatTakesATurnForALineThatFailed extends PlainInterleaving {
    @Override
    void print(String line, CallStack stack) {
        try {
            out(line);
        } finally {
            stack.yield();
        }
    }
}
