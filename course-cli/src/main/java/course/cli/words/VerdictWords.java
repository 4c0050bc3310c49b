package course.cli.words;

import course.kit.catalogue.CourseExercise;
import course.kit.report.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of examples, in the command's words. */
public final class VerdictWords {
    private VerdictWords() {}

    public static String of(Verdict verdict) {
        return Words.text("verdict." + key(verdict));
    }

    /** Such as {@code 13 failed, 1 hung}. */
    public static String of(CourseExercise score) {
        if (score.counted() == 0) {
            return of(Verdict.SKIPPED);
        }
        var parts = new ArrayList<String>();
        if (score.isDone()) {
            parts.add(Words.text("count.done"));
        } else {
            add(parts, Verdict.FAILED, score.failed());
            add(parts, Verdict.HUNG, score.hung());
            add(parts, Verdict.TO_DO, score.toDo());
            add(parts, Verdict.NOT_RUN, score.notRun());
        }
        add(parts, Verdict.SKIPPED, score.skipped());
        return String.join(Words.text("count.and"), parts);
    }

    private static void add(List<String> parts, Verdict verdict, int count) {
        if (count > 0) {
            parts.add(Words.text("count." + key(verdict), count));
        }
    }

    private static String key(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
