package course.cli.grade;

import course.cli.answer.Lesson;
import course.cli.grade.jvm.ExerciseRun;
import course.cli.grade.jvm.JvmSettings;
import course.cli.workspace.Exercise;
import course.kit.WhenTheRestIsRight;
import course.kit.report.Result;
import course.kit.report.Verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** One answer to one exercise: its sheet, and the runs by which that is filled in. */
final class ExerciseJudge {
    /** A JVM that ends takes the examples along that come then: so often they get another one. */
    private static final int MOST_JVMS = 4;

    private final Exercise exercise;
    private final Lesson lesson;
    private final Map<String, byte[]> classes;
    private final ScoreSheet sheet;
    private final List<String> notes = new ArrayList<>();
    private String trouble = "";
    private double seconds;
    private boolean triedAgain;

    ExerciseJudge(Exercise exercise, Lesson lesson, Map<String, byte[]> classes, ScoreSheet sheet) {
        this.exercise = exercise;
        this.lesson = lesson;
        this.classes = classes;
        this.sheet = sheet;
    }

    ScoreSheet sheet() {
        return sheet;
    }

    /** Why no example was run; empty if they were. */
    String trouble() {
        return trouble;
    }

    List<String> notes() {
        return notes;
    }

    double seconds() {
        return seconds;
    }

    /** Runs all examples. */
    void run(JvmSettings settings) throws IOException, InterruptedException {
        var only = List.<String>of();
        var endedIn = new HashSet<String>();
        for (var jvm = 1; jvm <= MOST_JVMS; jvm++) {
            var outcome = run(settings, only);
            trouble = outcome.trouble();
            if (outcome.complete() || !trouble.isEmpty()) {
                return;
            }
            outcome.ended().stream()
                    .reduce((one, last) -> last)
                    .map(Result::method)
                    .ifPresent(endedIn::add);
            only = sheet.methods(one -> isLeft(one) && !endedIn.contains(one.method()));
            if (only.isEmpty()) {
                return;
            }
        }
        notes.add(
                "%s JVMs have ended while it ran: the examples that were left were not run"
                        .formatted(MOST_JVMS));
    }

    private static boolean isLeft(Result result) {
        return result.verdict() == Verdict.NOT_RUN;
    }

    private ExerciseRun.Outcome run(JvmSettings settings, List<String> only)
            throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var outcome = new ExerciseRun(exercise, settings).run(lesson, classes, only);
        seconds += (System.nanoTime() - begun) / 1e9;
        outcome.ended().forEach(sheet::enter);
        return outcome;
    }

    /** Whether another run, with nothing beside it, might come to something better. */
    boolean isDoubtful() {
        return !triedAgain && sheet.count(ExerciseJudge::hasFailed) > 0;
    }

    private static boolean hasFailed(Result result) {
        return result.verdict() == Verdict.FAILED || result.verdict() == Verdict.HUNG;
    }

    private static boolean comesWhenTheRestIsRight(Result result) {
        return result.verdict() == Verdict.SKIPPED
                && result.message().startsWith(WhenTheRestIsRight.NOT_YET);
    }

    /** Runs again what has failed, and what waits for it. */
    void tryAgain(JvmSettings settings) throws IOException, InterruptedException {
        if (!isDoubtful()) {
            return;
        }
        triedAgain = true;
        var failed = sheet.count(ExerciseJudge::hasFailed);
        var only = sheet.methods(one -> hasFailed(one) || comesWhenTheRestIsRight(one));
        run(settings, only);
        var better = failed - sheet.count(ExerciseJudge::hasFailed);
        notes.add(
                better == 0
                        ? "what failed was tried again alone, and failed again"
                        : "what failed was tried again alone: %s of %s passed then"
                                .formatted(better, failed));
    }
}
