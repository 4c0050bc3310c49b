package course.cli.watch;

import course.cli.progress.State;
import course.cli.run.ExampleResult;
import course.cli.workspace.Exercise;
import course.cli.workspace.TodoLine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to see.
 *
 * @param all the exercises, in their order
 * @param states of all exercises, by their ids
 * @param phase of the exercise's run
 * @param passed how many examples have passed so far
 * @param counted how many there are
 * @param running the example that runs now, as a sentence; empty if none does
 * @param open what to look at first; nothing if no example was run, or all have passed
 * @param trouble why no example was run, such as what the compiler says; empty if they were
 * @param summary of a run that has ended, in numbers
 * @param likeness which mistake it looks like; empty if it is like none
 * @param next the TODO that comes next in the file
 * @param behind the id of an exercise that is run besides; empty if none is
 * @param notice what has happened to another exercise; empty if nothing has
 */
public record View(
        Exercise exercise,
        List<Exercise> all,
        Map<String, State> states,
        Phase phase,
        int passed,
        int counted,
        String running,
        Optional<ExampleResult> open,
        String trouble,
        String summary,
        String likeness,
        Optional<TodoLine> next,
        String behind,
        String notice) {

    /** How far a run is. */
    public enum Phase {
        STARTING,
        RUNNING,
        ENDED
    }

    public State state() {
        return states.get(exercise.id());
    }

    public int done() {
        return (int) states.values().stream().filter(State.DONE::equals).count();
    }

    public boolean isPassed() {
        return phase == Phase.ENDED && trouble.isEmpty() && open.isEmpty() && passed >= counted;
    }
}
