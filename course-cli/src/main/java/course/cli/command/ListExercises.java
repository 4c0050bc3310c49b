package course.cli.command;

import course.cli.workspace.Workspace;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code ./course list}. */
@Command(name = "list", description = "Shows all exercises and how far each is.")
public final class ListExercises implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        for (var one : Workspace.here().exercises()) {
            System.out.printf("%-4s %-24s %s%n", one.id(), one.title(), one.spec());
        }
        return 0;
    }
}
