package course.coroutine.reference;

import course.coroutine.Interleaving;
import course.coroutine.stack.CallStack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

public final class ReferenceInterleaving implements Interleaving {

    @Override
    public void run(
            Map<String, Subroutine> subroutines, List<String> schedule, Consumer<String> out) {
        for (var name : schedule) {
            if (!subroutines.containsKey(name)) {
                throw new IllegalArgumentException("no subroutine is named " + name);
            }
        }
        var stacks = new HashMap<String, CallStack>();
        for (var name : schedule) {
            var stack =
                    stacks.computeIfAbsent(name, unused -> stackFor(subroutines.get(name), out));
            if (!stack.isDone()) {
                stack.run();
            }
        }
    }

    private static CallStack stackFor(Subroutine subroutine, Consumer<String> out) {
        return new CallStack(stack ->
                subroutine.run(line -> {
                    out.accept(line);
                    stack.yield();
                }));
    }
}
