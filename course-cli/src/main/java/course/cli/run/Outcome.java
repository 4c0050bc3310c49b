package course.cli.run;

import course.cli.answer.Answer;
import course.cli.workspace.Exercise;
import course.kit.catalogue.CourseExercise;
import course.kit.report.Result;
import course.kit.report.Verdict;
import course.kit.spec.ExerciseOrder;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What came of a run.
 *
 * @param answer what was run
 * @param trouble why no example was run, such as what the compiler says; empty if they were
 * @param examples all of them; none if there was trouble
 */
public record Outcome(
        Exercise exercise, Answer answer, String trouble, List<ExampleResult> examples) {

    private static final Pattern TODO = Pattern.compile("TODO (\\d+(\\.\\d+)*)");
    private static final String LAST = "" + Integer.MAX_VALUE;

    public List<Result> results() {
        return examples.stream().map(ExampleResult::result).toList();
    }

    /** In numbers. */
    public CourseExercise score() {
        return CourseExercise.notRun(
                        exercise.lesson(), exercise.id(), exercise.title(), exercise.examples())
                .with(results());
    }

    /** What to look at first: what is wrong, then what is to do, the first TODO first. */
    public Optional<ExampleResult> firstOpen() {
        return examples.stream()
                .filter(one -> one.isWrong())
                .findFirst()
                .or(() ->
                        examples.stream()
                                .filter(one -> one.result().verdict() == Verdict.TO_DO)
                                .min(Comparator.comparing(Outcome::toDo, ExerciseOrder.BY_ID)));
    }

    /** Such as 5.2.1. */
    private static String toDo(ExampleResult example) {
        var number = TODO.matcher(example.result().message());
        return number.find() ? number.group(1) : LAST;
    }

    public boolean isDone() {
        return trouble.isEmpty() && score().isDone();
    }
}
