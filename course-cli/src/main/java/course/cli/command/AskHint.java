package course.cli.command;

import course.cli.hint.Hint;
import course.cli.hint.Hints;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;
import course.kit.hint.Rung;
import course.kit.report.ResultFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./course hint}. */
@Command(name = "hint", mixinStandardHelpOptions = true)
public final class AskHint implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = Chosen.Ids.class,
            arity = "0..1",
            descriptionKey = "ID")
    private String id;

    @Option(names = "--again")
    private boolean again;

    @Option(names = "--all")
    private boolean all;

    @Option(names = "--json")
    private boolean json;

    private final String more;

    public AskHint() {
        this("hint.more");
    }

    /**
     * @param more the key of the words that say how to ask for more
     */
    public AskHint(String more) {
        this.more = more;
    }

    @Override
    public Integer call() throws IOException {
        var course = Workspace.here();
        var exercise =
                id == null
                        ? Chosen.next(course).orElse(null)
                        : Chosen.exercise(command, course, id);
        if (exercise == null) {
            command.commandLine().getOut().println(Words.text("hint.allDone"));
            return 1;
        }
        var todo = todo(exercise);
        if (todo == null) {
            command.commandLine()
                    .getOut()
                    .println(
                            Words.text(
                                    "hint.noTodo",
                                    course.root().relativize(exercise.source()),
                                    exercise.id(),
                                    String.join(", ", Hints.todos(exercise))));
            return 1;
        }
        show(hints(new Hints(course), exercise, todo), exercise, todo);
        return 0;
    }

    private String todo(Exercise exercise) throws IOException {
        if (id == null || id.equals(exercise.id())) {
            return Hints.nextTodo(exercise).orElse(null);
        }
        if (!Hints.todos(exercise).contains(id)) {
            throw new ParameterException(
                    command.commandLine(),
                    Words.text("hint.unknown", id, String.join(", ", Hints.todos(exercise))));
        }
        return id;
    }

    private List<Hint> hints(Hints hints, Exercise exercise, String todo) throws IOException {
        if (all) {
            return hints.all(exercise, todo);
        }
        return again ? hints.shown(exercise, todo) : List.of(hints.next(exercise, todo));
    }

    private void show(List<Hint> hints, Exercise exercise, String todo) {
        var out = command.commandLine().getOut();
        if (json) {
            out.println(ResultFile.gson().toJson(hints));
            return;
        }
        if (hints.isEmpty()) {
            out.println(Words.text("hint.noneShown", todo));
            return;
        }
        exercise.todos().stream()
                .filter(one -> one.id().equals(todo))
                .findFirst()
                .ifPresentOrElse(
                        one ->
                                out.println(
                                        Words.text(
                                                "hint.todo",
                                                todo,
                                                one.text(),
                                                one.file().getFileName(),
                                                one.line())),
                        () -> out.println("TODO " + todo));
        for (var hint : hints) {
            out.println();
            out.println(
                    Ansi.AUTO.string(
                            "@|bold %s|@ (%s/%s)"
                                    .formatted(
                                            hint.rung().title(Words.language()),
                                            hint.number(),
                                            Rung.values().length)));
            out.println();
            out.println(hint.text().indent(2).stripTrailing());
        }
        out.println();
        out.println(Words.text(hints.getLast().isLast() ? "hint.last" : more, exercise.id(), todo));
    }
}
