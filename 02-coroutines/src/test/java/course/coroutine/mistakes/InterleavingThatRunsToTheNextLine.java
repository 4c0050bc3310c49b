package course.coroutine.mistakes;

import course.coroutine.stack.CallStack;
import course.kit.Mistake;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Interrupts at the next call of print instead of in this one. The lines come in the right order,
 * but what stands between two of them has happened before others had their turn.
 */
@Mistake(killedBy = "aTurnEndsBehindTheLineAndNotFurther", saying = "[1, A goes on, x")
final class InterleavingThatRunsToTheNextLine extends PlainInterleaving {
    private final Map<CallStack, Boolean> hasPrinted = new IdentityHashMap<>();

    @Override
    void print(String line, CallStack stack) {
        if (hasPrinted.put(stack, true) != null) {
            stack.yield();
        }
        out(line);
    }
}
