package course.cli;

import course.cli.command.AskHint;
import course.cli.command.Doctor;
import course.cli.command.ListExercises;
import course.cli.command.Reset;
import course.cli.command.Run;
import course.cli.command.RunDemo;
import course.cli.command.ShowAnswer;
import course.cli.command.Undo;
import course.cli.grade.command.Grade;
import course.cli.sitting.ShowPage;
import course.cli.sitting.Watch;
import course.cli.start.Build;
import course.cli.words.UsageWords;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code ./course}. */
@Command(
        name = "course",
        mixinStandardHelpOptions = true,
        version = "${java.vm.name} ${java.version}, in ${java.home}",
        subcommands = {
            Watch.class,
            ListExercises.class,
            Run.class,
            AskHint.class,
            ShowAnswer.class,
            Reset.class,
            Undo.class,
            RunDemo.class,
            ShowPage.class,
            Doctor.class,
            Grade.class
        })
public final class Course implements Callable<Integer> {
    private Course() {}

    public static void main(String[] arguments) {
        var root = System.getProperty("course.root");
        if (root != null && !Build.of(Path.of(root)).isCurrent()) {
            System.exit(Build.NOT_CURRENT);
        }
        System.exit(commandLine().execute(arguments));
    }

    /** With no command. */
    @Override
    public Integer call() throws IOException {
        return new Watch().call();
    }

    static CommandLine commandLine() {
        var command =
                new CommandLine(new Course())
                        .addSubcommand("completion", new AutoComplete.GenerateCompletion());
        command.getSubcommands().get("completion").getCommandSpec().name("completion");
        command.setResourceBundle(new UsageWords())
                .setParameterExceptionHandler(Misuse::told)
                .setExecutionExceptionHandler(Course::told);
        command.getSubcommands().get("demo").setStopAtPositional(true);
        return command;
    }

    /** What the machine refuses is told in a sentence; anything else is a defect of the command. */
    private static int told(Exception thrown, CommandLine command, ParseResult arguments)
            throws Exception {
        if (!(thrown instanceof IOException || thrown instanceof UncheckedIOException)) {
            throw thrown;
        }
        command.getErr().println(command.getColorScheme().errorText(thrown.getMessage()));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
