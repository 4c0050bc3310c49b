package course.cli.command;

import course.cli.screen.Helpers;
import course.cli.workspace.Exercise;

import org.jline.utils.AttributedString;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The other commands, as the screen asks for them: what they would print. */
final class Assistance implements Helpers {

    @Override
    public String hint(Exercise exercise) {
        return said(new AskHint(), exercise.id());
    }

    @Override
    public String answer(Exercise exercise) {
        return said(new ShowAnswer(), "--give-up", exercise.id());
    }

    @Override
    public String reset(Exercise exercise) {
        return said(new Reset(), exercise.id());
    }

    @Override
    public String undo() {
        return said(new Undo());
    }

    private static String said(Object command, String... arguments) {
        var said = new StringWriter();
        var out = new PrintWriter(said);
        new CommandLine(command)
                .setOut(out)
                .setErr(out)
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    out.println(thrown.getMessage());
                    return 1;
                })
                .execute(arguments);
        return AttributedString.stripAnsi(said.toString());
    }
}
