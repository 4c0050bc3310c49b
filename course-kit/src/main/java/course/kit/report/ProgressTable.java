package course.kit.report;

import course.kit.failure.ToDo;
import course.kit.report.ResultFile.ExerciseResult;
import course.kit.spec.ExerciseOrder;
import course.kit.track.Track;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The few lines after a module's run: how far each exercise is, and what to do next. */
final class ProgressTable {
    private final ResultFile file;
    private final List<ToDo> toDos;

    ProgressTable(ResultFile file, List<ToDo> toDos) {
        this.file = file;
        this.toDos = toDos;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append("\n%s, %s\n".formatted(file.module(), whose()));
        var width = file.exercises().stream().mapToInt(one -> one.title().length()).max().orElse(0);
        for (var exercise : file.exercises()) {
            text.append(
                    "  %-5s %s %3s of %-3s %s\n"
                            .formatted(
                                    exercise.exercise(),
                                    padded(exercise.title(), width),
                                    exercise.passed(),
                                    exercise.counted(),
                                    state(exercise)));
        }
        next().ifPresent(next -> text.append("  Next: ").append(next).append('\n'));
        return text.append('\n').toString();
    }

    private String whose() {
        if (file.track().equals(Track.REFERENCE.id())) {
            return "the reference implementations:";
        }
        return "your exercises, score %s %%:".formatted((int) (file.score() * 100));
    }

    private static String padded(String title, int width) {
        return title + " " + ".".repeat(width + 2 - title.length());
    }

    private static String state(ExerciseResult exercise) {
        if (exercise.counted() == 0) {
            return "skipped";
        }
        if (exercise.passed() == exercise.counted()) {
            return "done" + counted(exercise.skipped(), "skipped");
        }
        if (exercise.toDo() == exercise.counted()) {
            return "to do" + counted(exercise.skipped(), "skipped");
        }
        if (exercise.notRun() == exercise.counted()) {
            return "not run" + counted(exercise.skipped(), "skipped");
        }
        return (counted(exercise.failed(), "failed")
                        + counted(exercise.hung(), "hung")
                        + counted(exercise.toDo(), "to do")
                        + counted(exercise.notRun(), "not run")
                        + counted(exercise.skipped(), "skipped"))
                .substring(2);
    }

    private static String counted(int count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }

    /** First what is wrong, then what is not begun. */
    private Optional<String> next() {
        return file.examples().stream()
                .filter(one -> one.verdict() == Verdict.FAILED || one.verdict() == Verdict.HUNG)
                .findFirst()
                .map(ProgressTable::wrong)
                .or(() ->
                        toDos.stream()
                                .min(Comparator.comparing(ToDo::number, ExerciseOrder.BY_ID))
                                .map(this::toDo));
    }

    private static String wrong(Result result) {
        return "%s, \"%s\" %s:\n%s"
                .formatted(
                        result.exercise(),
                        result.example(),
                        result.verdict(),
                        result.message().strip().indent(4).stripTrailing());
    }

    private String toDo(ToDo toDo) {
        return toDo.text() + toDo.where().map(place -> "\n    in " + path(place)).orElse("");
    }

    private String path(ToDo.Place place) {
        var packageName = place.className().substring(0, place.className().lastIndexOf('.'));
        return "%s/src/main/java/%s/%s, line %s"
                .formatted(
                        file.module(), packageName.replace('.', '/'), place.file(), place.line());
    }
}
