package course.cli.sitting;

import course.cli.page.Browser;
import course.cli.page.Page;
import course.cli.screen.Ui;
import course.cli.watch.View;
import course.cli.words.Words;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./course page}. */
@Command(name = "page", mixinStandardHelpOptions = true)
public final class ShowPage implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Option(names = "--no-browser")
    private boolean printsOnly;

    @Override
    public Integer call() throws IOException {
        return Sitting.run((course, session, page, turns) -> ui(page));
    }

    private Ui ui(Optional<Page> page) throws IOException {
        var address = page.orElseThrow(() -> new IOException(Words.text("page.none"))).address();
        var opened = !printsOnly && Browser.open(address);
        var out = command.commandLine().getOut();
        out.println(Words.text(opened ? "page.opened" : "page.at", address));
        out.println(Words.text("page.keys"));
        out.flush();
        return new Ui() {
            @Override
            public void show(View view) {
                // the page does
            }

            @Override
            public void close() {
                // nothing was changed here
            }
        };
    }
}
