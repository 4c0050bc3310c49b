package course.coroutine.exercise;

import course.coroutine.Interleaving;
import course.coroutine.stack.CallStack;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Exercise 2.1. Each subroutine needs a stack of its own, so that it can stay in the middle. */
public final class ExerciseInterleaving implements Interleaving {

    @Override
    public void run(
            Map<String, Subroutine> subroutines, List<String> schedule, Consumer<String> out) {
        throw new UnsupportedOperationException(
                "TODO 2.1.1: for each name in the schedule, run() the CallStack of its subroutine:"
                        + " made by stackFor at its first turn, and the same one later");
        // TODO 2.1.3: pass over who has come to its end
        // TODO 2.1.4: before anything else, refuse a schedule with a name that nobody has
    }

    private static CallStack stackFor(Subroutine subroutine, Consumer<String> out) {
        throw new UnsupportedOperationException(
                "TODO 2.1.2: a CallStack that runs the subroutine with a print of yours, which"
                        + " prints the line and then yields");
    }
}
