package course.cli.command;

import com.google.gson.FormattingStyle;

import course.cli.likeness.LooksLike;
import course.cli.run.Outcome;
import course.kit.catalogue.CourseExercise;
import course.kit.report.Result;
import course.kit.report.ResultFile;

import java.util.List;
import java.util.Optional;

/**
 * What came of a run, for programs.
 *
 * @param trouble why no example was run; empty if they were
 * @param looksLike null if it looks like no mistake
 */
record RunReport(
        boolean done,
        String trouble,
        CourseExercise score,
        LooksLike looksLike,
        List<Result> examples) {

    static RunReport of(Outcome outcome, Optional<LooksLike> looksLike) {
        return new RunReport(
                outcome.isDone(),
                outcome.trouble(),
                outcome.score(),
                looksLike.orElse(null),
                outcome.results());
    }

    String json() {
        return ResultFile.gson()
                .newBuilder()
                .setFormattingStyle(FormattingStyle.COMPACT)
                .create()
                .toJson(this);
    }
}
