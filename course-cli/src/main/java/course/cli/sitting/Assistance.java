package course.cli.sitting;

import course.cli.command.AskHint;
import course.cli.command.Reset;
import course.cli.command.ShowAnswer;
import course.cli.command.Undo;
import course.cli.page.Browser;
import course.cli.page.Page;
import course.cli.screen.Helpers;
import course.cli.words.Words;
import course.cli.workspace.Exercise;

import org.jline.utils.AttributedString;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** The other commands, as the screen asks for them: what they would print. */
final class Assistance implements Helpers {
    private final Optional<Page> page;

    Assistance(Optional<Page> page) {
        this.page = page;
    }

    @Override
    public String hint(Exercise exercise) {
        return Paragraphs.unwrapped(said(new AskHint("hint.more.key"), exercise.id()));
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

    @Override
    public String page() {
        if (page.isEmpty()) {
            return Words.text("page.none");
        }
        var words = Browser.open(pageAddress()) ? "page.opened" : "page.at";
        return Words.text(words, pageAddress());
    }

    @Override
    public String pageAddress() {
        return page.map(Page::address).orElse("");
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
