package course.cli.command;

import course.cli.keep.Comparison;
import course.cli.keep.History;
import course.cli.keep.Why;
import course.cli.progress.Progress;
import course.cli.progress.State;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code ./course answer}. */
@Command(name = "answer", mixinStandardHelpOptions = true)
public final class ShowAnswer implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Parameters(paramLabel = "ID", completionCandidates = Chosen.Ids.class, descriptionKey = "ID")
    private String id;

    @Option(names = "--give-up")
    private boolean givesUp;

    @Override
    public Integer call() throws IOException {
        var course = Workspace.here();
        var exercise = Chosen.exercise(command, course, id);
        var progress = Progress.of(course);
        var out = command.commandLine().getOut();
        var mayLook = progress.state(exercise) == State.DONE || progress.hasGivenUp(exercise);
        if (!mayLook && !wantsToGiveUp(exercise)) {
            return 1;
        }
        new History(course).keepIfNew(exercise, Why.ANSWER);
        if (!mayLook) {
            progress.gaveUp(exercise.id());
        }
        var comparison = Comparison.of(exercise);
        if (comparison.lines().isEmpty()) {
            out.println(Words.text("answer.same"));
        }
        comparison.lines().forEach(line -> out.println(coloured(line)));
        for (var helper : comparison.helpers()) {
            out.println(Words.text("answer.helper", course.root().relativize(helper)));
        }
        return 0;
    }

    private boolean wantsToGiveUp(Exercise exercise) {
        if (givesUp) {
            return true;
        }
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            command.commandLine().getErr().println(Words.text("answer.refused", exercise.id()));
            return false;
        }
        var answer = console.readLine("%s ", Words.text("answer.ask", exercise.id()));
        return answer != null && Words.text("answer.yes").equalsIgnoreCase(answer.strip());
    }

    private static String coloured(String line) {
        var colour =
                switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                    case '+' -> "green";
                    case '-' -> "red";
                    case '@' -> "cyan";
                    default -> "";
                };
        return colour.isEmpty() || !Ansi.AUTO.enabled()
                ? line
                : Ansi.Style.on(Ansi.Style.parse(colour)) + line + Ansi.Style.reset.on();
    }
}
