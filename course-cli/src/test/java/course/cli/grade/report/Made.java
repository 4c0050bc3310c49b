package course.cli.grade.report;

import course.cli.grade.result.GradedExercise;
import course.cli.grade.result.GradedSubmission;
import course.cli.grade.result.Grading;
import course.cli.likeness.LooksLike;
import course.kit.catalogue.CourseExercise;
import course.kit.report.Result;
import course.kit.report.Verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Results that are made up. */
final class Made {
    private Made() {}

    static Grading grading(GradedSubmission... submissions) {
        return new Grading(List.of("01-async-io", "05-select-server"), List.of(submissions));
    }

    static GradedSubmission submission(String name, GradedExercise... exercises) {
        return new GradedSubmission(
                name, List.of(exercises), List.of(), "bubblewrap", Optional.empty(), 12.3);
    }

    static GradedSubmission defective(String name) {
        return GradedSubmission.defective(name, "bubblewrap", "the disk is full");
    }

    static GradedExercise exercise(String id, Verdict... verdicts) {
        return exercise(id, "expected [1], but was [2]", verdicts);
    }

    static GradedExercise exercise(String id, String message, Verdict... verdicts) {
        var results = new ArrayList<Result>();
        for (var verdict : verdicts) {
            var text = verdict == Verdict.PASSED ? "" : message;
            var number = results.size() + 1;
            results.add(
                    new Result(
                            id,
                            title(id),
                            title(id) + "Spec",
                            "example " + number,
                            "example" + number,
                            verdict,
                            text,
                            0.5));
        }
        var failed = Arrays.asList(verdicts).contains(Verdict.FAILED);
        return new GradedExercise(
                score(id, verdicts.length).with(results),
                results,
                "",
                List.of(),
                failed
                        ? Optional.of(
                                new LooksLike(title(id) + "ThatSpins", 0.9, "A fan is heard."))
                        : Optional.empty(),
                1.5);
    }

    /** One that was not run. */
    static GradedExercise refused(String id, String trouble, int examples) {
        return new GradedExercise(
                score(id, examples), List.of(), trouble, List.of(), Optional.empty(), 0);
    }

    private static CourseExercise score(String id, int examples) {
        var module = id.startsWith("1.") ? "01-async-io" : "05-select-server";
        return CourseExercise.notRun(module, id, title(id), examples);
    }

    private static String title(String id) {
        return id.startsWith("1.") ? "EventLoop" : "SelectServer";
    }
}
