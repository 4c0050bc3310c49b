package course.cli.watch;

import course.cli.progress.State;
import course.cli.run.ExampleResult;
import course.cli.workspace.Exercise;

import java.util.List;
import java.util.Optional;

/**
 * An exercise as it stands: what is remembered of it, and the latest run of this session.
 *
 * @param isRunning whether a run has begun, and not ended yet
 * @param passed how many examples have passed: in the latest run, or as it is remembered
 * @param running the example that runs now, as a sentence; empty if none does
 * @param examples of the latest run, as far as it has come; none if there was none
 * @param open what to look at first
 * @param trouble why no example was run; empty if they were
 * @param likeness which mistake it looks like; empty if it is like none
 */
public record Standing(
        Exercise exercise,
        State state,
        boolean isRunning,
        int passed,
        int counted,
        String running,
        List<ExampleResult> examples,
        Optional<ExampleResult> open,
        String trouble,
        String likeness) {}
