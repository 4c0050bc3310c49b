package course.cli.sitting;

import course.cli.page.Page;
import course.cli.screen.FullScreen;
import course.cli.screen.PlainLines;
import course.cli.screen.Ui;
import course.cli.watch.Session;
import course.cli.watch.Turns;
import course.cli.workspace.Workspace;

import org.jline.terminal.TerminalBuilder;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./course watch}, and {@code ./course} alone. */
@Command(name = "watch", mixinStandardHelpOptions = true)
public final class Watch implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        return Sitting.run(Watch::ui);
    }

    private static Ui ui(Workspace course, Session session, Optional<Page> page, Turns turns)
            throws IOException {
        var helpers = new Assistance(page);
        if (isPainted()) {
            var terminal = TerminalBuilder.builder().system(true).dumb(true).build();
            if (!terminal.getType().startsWith("dumb")) {
                return new FullScreen(terminal, course.root(), session, helpers, turns);
            }
            terminal.close();
        }
        return new PlainLines(System.out, course.root(), session, helpers, turns);
    }

    private static boolean isPainted() {
        var console = System.console();
        var type = System.getenv("TERM");
        return console != null && console.isTerminal() && (type == null || !type.equals("dumb"));
    }
}
