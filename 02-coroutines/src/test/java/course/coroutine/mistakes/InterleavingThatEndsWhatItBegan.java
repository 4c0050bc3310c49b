package course.coroutine.mistakes;

import course.coroutine.stack.CallStack;
import course.kit.Mistake;

import java.util.Map;

/**
 * Runs everybody to the end when the schedule is over. Nobody sees it with the tutorial's six
 * turns; one subroutine without an end, and the program has none either.
 */
@Mistake(killedBy = "anyOtherOrder", saying = "expected: [x, 1, y]")
final class InterleavingThatEndsWhatItBegan extends PlainInterleaving {
    @Override
    void scheduleIsOver(Map<String, CallStack> stacks) {
        stacks.values().stream()
                .filter(CallStack::isStarted)
                .forEach(stack -> {
                    while (!stack.isDone()) {
                        stack.run();
                    }
                });
    }
}
