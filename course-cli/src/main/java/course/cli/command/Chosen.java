package course.cli.command;

import course.cli.progress.Progress;
import course.cli.progress.State;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/** The exercise that a command is about. */
final class Chosen {
    private Chosen() {}

    /** All ids, for the completion of a shell. */
    static final class Ids implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            try {
                return Workspace.here().exercises().stream().map(Exercise::id).iterator();
            } catch (IOException none) {
                return Collections.emptyIterator();
            }
        }
    }

    /** By its id, or that of one of its TODOs. */
    static Exercise exercise(CommandSpec command, Workspace course, String id) {
        return course.exercises().stream()
                .filter(one -> id.equals(one.id()) || id.startsWith(one.id() + "."))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(
                                command.commandLine(), Words.text("exercise.unknown", id)));
    }

    /** The one that is worked at, or the first that is not done. */
    static Optional<Exercise> next(Workspace course) {
        var progress = Progress.of(course);
        return progress.current()
                .flatMap(course::exercise)
                .filter(one -> progress.state(one) != State.DONE)
                .or(() ->
                        course.exercises().stream()
                                .filter(one -> progress.state(one) != State.DONE)
                                .findFirst());
    }
}
