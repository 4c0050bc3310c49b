package course.coroutine.mistakes;

import course.coroutine.Interleaving;
import course.coroutine.stack.CallStack;
import course.kit.Mistake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The stacks are in a field, which is emptied when all has gone well. After a failure, the next
 * call goes on in the middle of the one that failed.
 */
@Mistake(
        killedBy = "aRunAfterAFailureBeginsAnew",
        saying = "a second run(), when B fails: expected that")
final class InterleavingThatKeepsItsStacks implements Interleaving {
    private final Map<String, CallStack> stacks = new HashMap<>();

    @Override
    public void run(
            Map<String, Subroutine> subroutines, List<String> schedule, Consumer<String> out) {
        if (!subroutines.keySet().containsAll(schedule)) {
            throw new IllegalArgumentException("there is nobody of that name");
        }
        for (var name : schedule) {
            var stack = stacks.computeIfAbsent(name, unused -> begin(subroutines.get(name), out));
            if (!stack.isDone()) {
                stack.run();
            }
        }
        stacks.clear();
    }

    private static CallStack begin(Subroutine subroutine, Consumer<String> out) {
        return new CallStack(stack ->
                subroutine.run(line -> {
                    out.accept(line);
                    stack.yield();
                }));
    }
}
