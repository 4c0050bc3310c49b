package course.cli.watch;

import course.cli.answer.Answer;
import course.cli.run.Outcome;
import course.cli.run.RunListener;
import course.cli.workspace.Exercise;

import java.util.List;

/** Who runs answers for a session. */
public interface Runner {

    /** This exercise is likely to be run next. */
    void prepare(Exercise exercise);

    /**
     * Begins a run; returns how to cancel it.
     *
     * @param first the methods of the examples that come first
     */
    Runnable start(Exercise exercise, Answer answer, List<String> first, RunListener listener);

    /** What a run that has ended looks like, in words; empty if it is like nothing known. */
    String looksLike(Outcome outcome);

    /** An answer has passed as it stands. */
    void isDone(Exercise exercise);
}
