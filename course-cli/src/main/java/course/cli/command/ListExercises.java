package course.cli.command;

import course.cli.keep.Stubs;
import course.cli.progress.Progress;
import course.cli.progress.State;
import course.cli.words.Columns;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;
import course.kit.report.ResultFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./course list}. */
@Command(name = "list", mixinStandardHelpOptions = true)
public final class ListExercises implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Option(names = "--json")
    private boolean json;

    /**
     * A line of the list.
     *
     * @param state {@code done}, {@code check}, {@code begun}, {@code new} or {@code gone}
     * @param passed of {@code examples}, in the last run
     * @param todos how many are left in the file
     */
    private record Line(
            String exercise,
            String title,
            String lesson,
            String state,
            int passed,
            int examples,
            int todos,
            boolean gaveUp,
            String file) {}

    @Override
    public Integer call() throws IOException {
        var course = Workspace.here();
        var progress = Progress.of(course);
        var lines = new ArrayList<Line>();
        for (var one : course.exercises()) {
            lines.add(line(course, progress, one));
        }
        var out = command.commandLine().getOut();
        out.println(json ? ResultFile.gson().toJson(lines) : text(lines));
        return lines.stream().allMatch(line -> line.state().equals("done")) ? 0 : 1;
    }

    private static Line line(Workspace course, Progress progress, Exercise exercise)
            throws IOException {
        return new Line(
                exercise.id(),
                exercise.title(),
                exercise.lesson(),
                state(progress, exercise),
                progress.passed(exercise),
                exercise.examples(),
                (int) exercise.todos().stream().map(todo -> todo.id()).distinct().count(),
                progress.hasGivenUp(exercise),
                course.root().relativize(exercise.source()).toString());
    }

    private static String state(Progress progress, Exercise exercise) throws IOException {
        if (!Files.exists(exercise.source())) {
            return "gone";
        }
        var state = progress.state(exercise);
        if (state == State.DONE || state == State.TO_CHECK_AGAIN) {
            return state == State.DONE ? "done" : "check";
        }
        return state == State.BEGUN || !Stubs.isUntouched(exercise) ? "begun" : "new";
    }

    private static String text(List<Line> lines) {
        var text = new StringBuilder();
        var lesson = "";
        for (var line : lines) {
            if (!line.lesson().equals(lesson)) {
                text.append(line.lesson()).append('\n');
                lesson = line.lesson();
            }
            text.append(
                    "  %s %s %s%s\n"
                            .formatted(
                                    Columns.padded(line.exercise(), 4),
                                    Columns.padded(line.title(), 24),
                                    Words.text(
                                            "list." + line.state(),
                                            line.passed(),
                                            line.examples(),
                                            line.todos()),
                                    line.gaveUp() ? Words.text("list.gaveUp") : ""));
        }
        var done = lines.stream().filter(line -> line.state().equals("done")).count();
        return text.append(Words.text("list.summary", done, lines.size())).toString();
    }
}
