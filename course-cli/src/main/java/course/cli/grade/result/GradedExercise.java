package course.cli.grade.result;

import course.cli.likeness.LooksLike;
import course.kit.catalogue.CourseExercise;
import course.kit.report.Result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one exercise of a submission came to.
 *
 * @param score in numbers; the examples that it counts are those of the catalogue, whatever was run
 * @param examples every one, in the order of the spec; those that were not run say so
 * @param trouble why no example was run, such as a refusal or what the compiler says; empty if they
 *     were
 * @param notes what a reader of the result should know, such as that it was tried again alone
 * @param looksLike the frequent mistake that it looks like
 * @param seconds how long its runs took
 */
public record GradedExercise(
        CourseExercise score,
        List<Result> examples,
        String trouble,
        List<String> notes,
        Optional<LooksLike> looksLike,
        double seconds) {

    public GradedExercise {
        examples = List.copyOf(examples);
        notes = List.copyOf(notes);
        looksLike =
                Objects.requireNonNullElse(looksLike, Optional.empty()); // as JSON leaves it out
    }

    /** Such as 5.2. */
    public String id() {
        return score.exercise();
    }

    /** From 0 to 1. */
    public double points() {
        return score.score();
    }
}
