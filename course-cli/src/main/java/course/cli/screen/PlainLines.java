package course.cli.screen;

import course.cli.watch.Session;
import course.cli.watch.Turns;
import course.cli.watch.View;
import course.cli.watch.View.Phase;
import course.cli.words.Columns;
import course.cli.words.Words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * For terminals that can't be painted on, for pipes, and for those who have the screen read to
 * them: each thing once, in a line. A letter and Enter do what the key does.
 */
public final class PlainLines implements Ui {
    private static final int WIDE = 10_000;

    private final PrintStream out;
    private final Path root;
    private final Session session;
    private final Helpers helpers;
    private final Turns turns;
    private Object told = "";

    /** What has been told last. */
    private record Told(View.Phase phase, String exercise, Object what, int passed) {}

    /**
     * @param turns the thread that all is called on
     */
    public PlainLines(PrintStream out, Path root, Session session, Helpers helpers, Turns turns) {
        this.out = out;
        this.root = root;
        this.session = session;
        this.helpers = helpers;
        this.turns = turns;
        out.println(Words.text("plain.keys"));
        if (!helpers.pageAddress().isEmpty()) {
            out.println(Words.text("page.at", helpers.pageAddress()));
        }
        Thread.ofPlatform().daemon().name("commands").start(this::readCommands);
    }

    /** The end of the input ends nothing: there may never have been one. */
    private void readCommands() {
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            String line;
            while ((line = in.readLine()) != null) {
                var typed = line.strip();
                turns.execute(() -> type(typed));
            }
        } catch (IOException nobodyTypes) {
            // then nothing is typed
        }
    }

    private void type(String typed) {
        switch (typed) {
            case "n" -> session.next();
            case "N" -> session.previous();
            case "p" -> out.println(helpers.page());
            case "R" -> session.runAll();
            case "l" -> list();
            case "h" -> out.println(helpers.hint(session.current()));
            case "a" -> out.println(helpers.answer(session.current()));
            case "r" -> out.println(helpers.reset(session.current()));
            case "u" -> out.println(helpers.undo());
            case "q" -> turns.end(0);
            case "?" -> out.println(Words.text("help.text"));
            case "" -> {}
            default ->
                    session.view().all().stream()
                            .filter(one -> one.id().equals(typed))
                            .findFirst()
                            .ifPresentOrElse(
                                    session::go, () -> out.println(Words.text("plain.keys")));
        }
    }

    private void list() {
        var view = session.view();
        for (var one : view.all()) {
            var state = view.states().get(one.id());
            out.println(
                    Columns.padded(one.id(), 5)
                            + " "
                            + Columns.padded(one.title(), 26)
                            + " "
                            + Words.text("state." + state.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public void show(View view) {
        var painter = new Painter(root, new Look(false, false), WIDE, WIDE);
        var now =
                new Told(
                        view.phase(),
                        view.exercise().id(),
                        List.of(painter.open(view), view.notice()),
                        view.phase() == Phase.ENDED ? view.passed() : 0);
        if (now.equals(told) || view.phase() == Phase.RUNNING) {
            return;
        }
        told = now;
        out.println(view.exercise().id() + " " + view.exercise().title());
        painter.body(view).forEach(out::println);
        if (view.phase() == Phase.ENDED) {
            painter.foot(view, "").stream().limit(2).forEach(out::println);
        }
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
