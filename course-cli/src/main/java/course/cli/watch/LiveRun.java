package course.cli.watch;

import course.cli.answer.Answer;
import course.cli.run.ExampleResult;
import course.cli.run.Outcome;
import course.cli.workspace.Exercise;
import course.kit.report.Result;
import course.kit.report.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run, as far as it has come. */
final class LiveRun {
    private final Exercise exercise;
    private final Answer answer;
    private final List<ExampleResult> ended = new ArrayList<>();
    private Runnable cancel = () -> {};
    private Result running;
    private Outcome outcome;
    private String likeness = "";

    LiveRun(Exercise exercise, Answer answer) {
        this.exercise = exercise;
        this.answer = answer;
    }

    Exercise exercise() {
        return exercise;
    }

    Answer answer() {
        return answer;
    }

    void isCancelledBy(Runnable how) {
        cancel = how;
    }

    void cancel() {
        cancel.run();
    }

    void begins(Result example) {
        running = example;
    }

    void ends(ExampleResult example) {
        running = null;
        ended.add(example);
    }

    /**
     * @param like what it looks like
     */
    void ends(Outcome all, String like) {
        running = null;
        outcome = all;
        likeness = like;
    }

    String likeness() {
        return likeness;
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    Optional<Result> running() {
        return Optional.ofNullable(running);
    }

    /** Of those that have ended so far. */
    List<ExampleResult> results() {
        return outcome == null ? ended : outcome.examples();
    }

    /** What to look at first. While it runs, that is the first that was wrong. */
    Optional<ExampleResult> firstOpen() {
        return new Outcome(exercise, answer, "", results()).firstOpen();
    }

    int passed() {
        return (int)
                results().stream().filter(one -> one.result().verdict() == Verdict.PASSED).count();
    }

    int counted() {
        return outcome == null ? exercise.examples() : outcome.score().counted();
    }
}
