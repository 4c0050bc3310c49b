package course.cli.grade.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a submission came to.
 *
 * @param name of its folder or archive; unlike any other of the same grading
 * @param exercises all that were to be graded, in the order of the course; none if there is a
 *     defect
 * @param notes about the submission as a whole, such as two files of the same name
 * @param sandbox what kept its code from the machine, in words
 * @param defect what the grader itself could not do: such a submission has no score, and it is
 *     neither 0 nor passed
 * @param seconds from the first of its runs to the last
 */
public record GradedSubmission(
        String name,
        List<GradedExercise> exercises,
        List<String> notes,
        String sandbox,
        Optional<String> defect,
        double seconds) {

    public GradedSubmission {
        exercises = List.copyOf(exercises);
        notes = List.copyOf(notes);
        defect = Objects.requireNonNullElse(defect, Optional.empty()); // as JSON leaves it out
    }

    /** One that could not be judged. */
    public static GradedSubmission defective(String name, String sandbox, String why) {
        return new GradedSubmission(name, List.of(), List.of(), sandbox, Optional.of(why), 0);
    }

    public boolean isJudged() {
        return defect.isEmpty();
    }
}
