package course.cli.grade;

import course.cli.answer.Lesson;
import course.cli.grade.jvm.ExerciseRun;
import course.cli.grade.jvm.JvmSettings;
import course.cli.workspace.Exercise;
import course.kit.report.Result;
import course.kit.report.Verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One answer to one exercise: its sheet, and the runs by which that is filled in. */
final class ExerciseJudge {
    /** A JVM that ends takes the examples along that come then: so often they get another one. */
    private static final int MOST_JVMS = 4;

    private static final int SOME = 3;

    private final Exercise exercise;
    private final Lesson lesson;
    private final Map<String, byte[]> classes;
    private final List<Result> notRun;
    private ScoreSheet sheet;
    private final List<String> notes = new ArrayList<>();
    private String trouble = "";
    private double seconds;
    private boolean triedAgain;

    /**
     * @param notRun all examples, as the catalogue has them
     */
    ExerciseJudge(
            Exercise exercise, Lesson lesson, Map<String, byte[]> classes, List<Result> notRun) {
        this.exercise = exercise;
        this.lesson = lesson;
        this.classes = classes;
        this.notRun = notRun;
        sheet = new ScoreSheet(notRun);
    }

    List<Result> examples() {
        return sheet.results();
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
            trouble = jvm == 1 ? outcome.trouble() : "";
            if (outcome.complete() || !outcome.trouble().isEmpty()) {
                return;
            }
            endedIn.add(methodOfEnd(outcome, only));
            only = sheet.methods(one -> isLeft(one) && !endedIn.contains(one.method()));
            if (only.isEmpty()) {
                return;
            }
        }
        notes.add(
                "%s JVMs have ended while it ran: the examples that were left were not run"
                        .formatted(MOST_JVMS));
    }

    /**
     * Before an example begins, the answer is made for it: that may have been the JVM's end, too.
     */
    private String methodOfEnd(ExerciseRun.Outcome outcome, List<String> only) {
        if (outcome.inExample()) {
            return outcome.ended().getLast().method();
        }
        var next =
                sheet.results().stream()
                        .filter(one ->
                                isLeft(one) && (only.isEmpty() || only.contains(one.method())))
                        .findFirst();
        next.map(Result::endedWithJvm).ifPresent(sheet::enter);
        return next.map(Result::method).orElse("");
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
        return !triedAgain && (!trouble.isEmpty() || sheet.count(ExerciseJudge::hasFailed) > 0);
    }

    private static boolean hasFailed(Result result) {
        return result.verdict() == Verdict.FAILED || result.verdict() == Verdict.HUNG;
    }

    /**
     * Runs all again. What counts is what comes of that: a part of the examples alone would be
     * another run than everybody's.
     */
    void tryAgain(JvmSettings settings) throws IOException, InterruptedException {
        if (!isDoubtful()) {
            return;
        }
        triedAgain = true;
        var before = sheet.count(ExerciseJudge::hasPassed);
        if (before == 0 && trouble.isEmpty() && !somePass(settings)) {
            notes.add("nothing passed, nor did some of it when it was tried again alone");
            return;
        }
        sheet = new ScoreSheet(notRun);
        notes.clear();
        run(settings);
        var now = sheet.count(ExerciseJudge::hasPassed);
        notes.add(
                before == now
                        ? "it was tried again alone, and came to the same"
                        : "it was tried again alone: %s examples passed then, and %s before"
                                .formatted(now, before));
    }

    /** Where all hang, they would take minutes again: a few are enough to see whether to. */
    private boolean somePass(JvmSettings settings) throws IOException, InterruptedException {
        var first = sheet;
        var failed = sheet.methods(ExerciseJudge::hasFailed);
        sheet = new ScoreSheet(notRun);
        run(settings, allHangIn(first) ? failed.subList(0, 1) : spread(failed));
        var some = sheet.count(ExerciseJudge::hasPassed) > 0;
        sheet = first;
        return some;
    }

    private static boolean allHangIn(ScoreSheet sheet) {
        return sheet.count(one -> one.verdict() == Verdict.HUNG) == sheet.results().size();
    }

    private static List<String> spread(List<String> methods) {
        return IntStream.range(0, SOME)
                .mapToObj(i -> methods.get(i * (methods.size() - 1) / (SOME - 1)))
                .distinct()
                .toList();
    }

    private static boolean hasPassed(Result result) {
        return result.verdict() == Verdict.PASSED;
    }
}
