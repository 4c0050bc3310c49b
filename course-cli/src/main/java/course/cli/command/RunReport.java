package course.cli.command;

import com.google.gson.FormattingStyle;

import course.cli.run.Outcome;
import course.kit.report.CourseExercise;
import course.kit.report.Result;
import course.kit.report.ResultFile;

import java.util.List;

/**
 * What came of a run, for programs.
 *
 * @param trouble why no example was run; empty if they were
 */
record RunReport(boolean done, String trouble, CourseExercise score, List<Result> examples) {

    static RunReport of(Outcome outcome) {
        return new RunReport(
                outcome.isDone(), outcome.trouble(), outcome.score(), outcome.results());
    }

    String json() {
        return ResultFile.gson()
                .newBuilder()
                .setFormattingStyle(FormattingStyle.COMPACT)
                .create()
                .toJson(this);
    }
}
