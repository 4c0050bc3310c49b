package course.cli;

import course.cli.command.ListExercises;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./course}. */
@Command(
        name = "course",
        mixinStandardHelpOptions = true,
        description =
                "Async I/O, from the event loop to RabbitMQ: one screen for the whole course.",
        subcommands = {ListExercises.class})
public final class Course {
    private Course() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Course()).execute(arguments));
    }
}
