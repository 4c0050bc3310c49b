package course.cli.command;

import course.cli.keep.History;
import course.cli.keep.Stubs;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./course reset}. */
@Command(name = "reset", mixinStandardHelpOptions = true)
public final class Reset implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Parameters(paramLabel = "ID", completionCandidates = Chosen.Ids.class, descriptionKey = "ID")
    private String id;

    @Override
    public Integer call() throws IOException {
        var course = Workspace.here();
        var exercise = Chosen.exercise(command, course, id);
        var out = command.commandLine().getOut();
        var file = course.root().relativize(exercise.source());
        if (Stubs.isUntouched(exercise)) {
            out.println(Words.text("reset.untouched", file));
            return 0;
        }
        var kept = new History(course).reset(exercise);
        out.println(Words.text("reset.done", file));
        alsoIn(course, exercise).ifPresent(out::println);
        kept.ifPresent(one -> out.println(Words.text("reset.kept")));
        return 0;
    }

    private static Optional<String> alsoIn(Workspace course, Exercise exercise) {
        var others =
                course.exercises().stream()
                        .filter(one -> one.source().equals(exercise.source()))
                        .map(Exercise::id)
                        .filter(one -> !one.equals(exercise.id()))
                        .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(Words.text("reset.others", String.join(", ", others)));
    }
}
