package course.coroutine.mistakes;

import course.coroutine.Interleaving;
import course.coroutine.stack.CallStack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A turn at a time, with a method for each thing that can be got wrong. */
abstract class PlainInterleaving implements Interleaving {
    private Consumer<String> out;

    @Override
    public void run(
            Map<String, Subroutine> subroutines, List<String> schedule, Consumer<String> out) {
        if (!subroutines.keySet().containsAll(schedule)) {
            throw new IllegalArgumentException(
                    schedule + " has others than " + subroutines.keySet());
        }
        this.out = out;
        var waiting = new LinkedHashMap<String, CallStack>();
        subroutines.forEach((name, subroutine) -> waiting.put(name, begin(subroutine)));
        schedule.forEach(name -> turn(waiting.get(name)));
        scheduleIsOver(waiting);
    }

    private CallStack begin(Subroutine subroutine) {
        return new CallStack(stack -> subroutine.run(line -> print(line, stack)));
    }

    void print(String line, CallStack stack) {
        out(line);
        stack.yield();
    }

    final void out(String line) {
        out.accept(line);
    }

    void turn(CallStack stack) {
        if (!stack.isDone()) {
            stack.run();
        }
    }

    void scheduleIsOver(Map<String, CallStack> stacks) {}
}
