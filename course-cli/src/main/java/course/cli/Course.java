package course.cli;

import course.cli.command.ListExercises;
import course.cli.command.Run;
import course.cli.start.Build;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.nio.file.Path;

/** {@code ./course}. */
@Command(
        name = "course",
        mixinStandardHelpOptions = true,
        description =
                "Async I/O, from the event loop to RabbitMQ: one screen for the whole course.",
        subcommands = {ListExercises.class, Run.class})
public final class Course {
    private Course() {}

    public static void main(String[] arguments) {
        var root = System.getProperty("course.root");
        if (root != null && !Build.of(Path.of(root)).isCurrent()) {
            System.exit(Build.NOT_CURRENT);
        }
        System.exit(new CommandLine(new Course()).execute(arguments));
    }
}
