package course.cli.command;

import course.cli.keep.History;
import course.cli.keep.Kept;
import course.cli.keep.Why;
import course.cli.words.Columns;
import course.cli.words.Words;
import course.cli.workspace.Workspace;
import course.kit.report.ResultFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code ./course undo}. */
@Command(name = "undo", mixinStandardHelpOptions = true)
public final class Undo implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    @Spec private CommandSpec command;

    @Parameters(paramLabel = "COPY", arity = "0..1", descriptionKey = "COPY")
    private String name;

    @Option(names = "--list")
    private boolean list;

    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var course = Workspace.here();
        var history = new History(course);
        if (list || json) {
            list(history);
            return 0;
        }
        var older =
                name == null
                        ? history.nextUndo()
                        : history.all().stream().filter(this::isMeant).findFirst();
        if (older.isEmpty() && name != null) {
            throw new ParameterException(command.commandLine(), Words.text("undo.unknown", name));
        }
        if (older.isEmpty()) {
            command.commandLine().getOut().println(Words.text("undo.nothing"));
            return 1;
        }
        putBack(history, older.get());
        return 0;
    }

    private boolean isMeant(Kept copy) {
        return copy.name().equals(name);
    }

    private void putBack(History history, Kept older) throws IOException {
        var out = command.commandLine().getOut();
        var replaced = history.putBack(older);
        out.println(Words.text("undo.done", older.file(), TIME.format(older.time())));
        replaced.ifPresent(one -> out.println(Words.text("undo.kept", one.name())));
    }

    private void list(History history) throws IOException {
        var out = command.commandLine().getOut();
        if (json) {
            out.println(ResultFile.gson().toJson(history.all()));
            return;
        }
        for (var one : history.all()) {
            var isNext = one.why() == Why.RESET && !one.undone();
            out.println(
                    "%s %s %s  %s"
                            .formatted(
                                    Columns.padded(one.name(), 24),
                                    Columns.padded(one.exercise(), 5),
                                    TIME.format(one.time()),
                                    Words.text(
                                            "kept."
                                                    + one.why()
                                                    + (isNext || one.why() != Why.RESET
                                                            ? ""
                                                            : ".undone"))));
        }
    }
}
