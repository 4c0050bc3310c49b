package course.cli.page.live;

import course.cli.run.ExampleResult;
import course.cli.watch.Standing;
import course.cli.workspace.TodoLine;
import course.kit.report.Verdict;
import course.kit.spec.ExerciseOrder;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the page's script is told of an exercise.
 *
 * @param open the key of the example to look at first; empty for none
 */
public record Live(
        String id,
        String state,
        boolean running,
        int passed,
        int counted,
        int wrong,
        String now,
        List<Example> examples,
        String open,
        String trouble,
        String likeness,
        Step next) {

    /**
     * An example of its latest run.
     *
     * @param version another one whenever there is something else to see
     */
    record Example(String key, String text, String verdict, int version) {
        static Example of(ExampleResult example) {
            var result = example.result();
            return new Example(
                    ExampleKey.of(result),
                    result.example(),
                    name(result.verdict()),
                    example.hashCode());
        }
    }

    /**
     * The TODO that comes next.
     *
     * @param line from 1
     */
    record Step(String id, String text, int line) {
        static Step of(TodoLine todo) {
            return new Step(todo.id(), todo.text(), todo.line());
        }
    }

    static Live of(Standing standing) {
        var exercise = standing.exercise();
        return new Live(
                exercise.id(),
                name(standing.state()),
                standing.isRunning(),
                standing.passed(),
                standing.counted(),
                (int) standing.examples().stream().filter(ExampleResult::isWrong).count(),
                standing.running(),
                standing.examples().stream().filter(Live::isTold).map(Example::of).toList(),
                standing.open().map(one -> ExampleKey.of(one.result())).orElse(""),
                standing.trouble(),
                standing.likeness(),
                exercise.todos().stream()
                        .min(Comparator.comparing(TodoLine::id, ExerciseOrder.BY_ID))
                        .map(Step::of)
                        .orElse(null));
    }

    private static boolean isTold(ExampleResult example) {
        return example.result().verdict() != Verdict.NOT_RUN;
    }

    /** As the page's style and words have it. */
    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
