package course.coroutine.mistakes;

import course.coroutine.Interleaving;
import course.coroutine.stack.CallStack;
import course.kit.Mistake;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Lets all begin, keeps their first lines, and is a line ahead ever after. Right for who only looks
 * at the lines; what a subroutine does besides happens at the wrong time, or when it never should.
 */
@Mistake(killedBy = "aSubroutineBeginsAtItsFirstTurn", saying = "but was:  [B begins")
final class InterleavingThatBeginsAllAtOnce implements Interleaving {
    @Override
    public void run(
            Map<String, Subroutine> subroutines, List<String> schedule, Consumer<String> out) {
        if (!subroutines.keySet().containsAll(schedule)) {
            throw new IllegalArgumentException(schedule.toString());
        }
        var stacks = new HashMap<String, CallStack>();
        var lines = new HashMap<String, Queue<String>>();
        subroutines.forEach((name, subroutine) -> {
            var ahead = lines.computeIfAbsent(name, unused -> new ArrayDeque<>());
            var stack =
                    new CallStack(self ->
                            subroutine.run(line -> {
                                ahead.add(line);
                                self.yield();
                            }));
            stacks.put(name, stack);
            stack.run();
        });
        for (var name : schedule) {
            var line = lines.get(name).poll();
            if (line != null) {
                out.accept(line);
                stacks.get(name).run();
            }
        }
    }
}
