package course.cli.screen;

import course.cli.progress.State;
import course.cli.watch.Session;
import course.cli.watch.Turns;
import course.cli.watch.View;
import course.cli.words.Words;
import course.cli.workspace.Exercise;

import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The whole terminal, repainted where something has changed. All but the keys is on one thread. */
public final class FullScreen implements Ui {
    private final Terminal terminal;
    private final Path root;
    private final Session session;
    private final Helpers helpers;
    private final Turns turns;
    private final Look look;
    private final Display display;
    private final Thread restoring = new Thread(this::restore, "restore the terminal");
    private Attributes before;
    private View view;
    private Overlay overlay;
    private Key toConfirm = Key.NONE;
    private String question = "";
    private Object scrolled;
    private int scroll;
    private boolean isTaken;

    /**
     * @param turns the thread that all is called on
     */
    public FullScreen(Terminal terminal, Path root, Session session, Helpers helpers, Turns turns) {
        this.terminal = terminal;
        this.root = root;
        this.session = session;
        this.helpers = helpers;
        this.turns = turns;
        look = Look.of(terminal.encoding());
        display = new Display(terminal, true);
        display.setScrollOptimization(false);
        take();
        Runtime.getRuntime().addShutdownHook(restoring);
        terminal.handle(Terminal.Signal.WINCH, signal -> turns.execute(this::resized));
        Thread.ofPlatform().daemon().name("keys").start(this::readKeys);
    }

    private synchronized void take() {
        before = terminal.enterRawMode();
        var raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        isTaken = true;
        resized();
    }

    private synchronized void restore() {
        if (isTaken) {
            isTaken = false;
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    private void resized() {
        display.resize(terminal.getSize());
        display.reset();
        terminal.puts(Capability.clear_screen);
        paint();
    }

    private void readKeys() {
        try {
            Key key;
            while ((key = Key.read(terminal.reader())) != null) {
                var pressed = key;
                turns.execute(() -> press(pressed));
            }
        } catch (IOException terminalIsGone) {
            // as if quit were pressed
        }
        turns.end(0);
    }

    @Override
    public void show(View now) {
        view = now;
        paint();
    }

    private synchronized void paint() {
        if (view == null || !isTaken) {
            return;
        }
        var size = terminal.getSize();
        var painter = new Painter(root, look, size.getColumns(), size.getRows());
        var head = painter.head(view);
        var body = body(painter, size.getColumns());
        var foot =
                overlay == null
                        ? painter.foot(view, question)
                        : List.of(painter.status(view), painter.line(overlay.keys()));
        scroll = Math.clamp(scroll, 0, painter.mostScroll(head.size(), body.size(), foot.size()));
        if (overlay != null && overlay.line() >= 0) {
            var page = painter.page(head.size(), foot.size());
            scroll = Math.clamp(scroll, Math.max(0, overlay.line() - page), overlay.line());
        }
        display.update(painter.screen(head, body, foot, scroll), 0);
    }

    private List<AttributedString> body(Painter painter, int width) {
        var shown = overlay == null ? painter.body(view) : overlay.body(view, painter, width - 1);
        var what = overlay == null ? List.of(view.exercise(), painter.open(view)) : overlay;
        if (!what.equals(scrolled)) {
            scrolled = what;
            scroll = 0;
        }
        return shown;
    }

    private void press(Key key) {
        var confirmed = toConfirm == key;
        toConfirm = Key.NONE;
        question = "";
        if (overlay != null && overlay.takes(key)) {
            return;
        }
        var exercise = session.current();
        switch (key) {
            case NEXT -> go(session::next);
            case PREVIOUS -> go(session::previous);
            case RUN_ALL -> go(session::runAll);
            case LIST -> overlay = new ListOverlay(view.all(), exercise, this::chosen);
            case HELP -> open("overlay.help", one -> Words.text("help.text"));
            case HINT -> open("overlay.hint", helpers::hint);
            case ANSWER -> {
                if (confirmed || session.view().state() == State.DONE) {
                    open("overlay.answer", helpers::answer);
                } else {
                    confirm(key, Words.text("screen.sureAnswer", exercise.id()));
                }
            }
            case RESET -> {
                if (confirmed) {
                    open("overlay.reset", helpers::reset);
                } else {
                    confirm(key, Words.text("screen.sureReset", exercise.id()));
                }
            }
            case UNDO -> open("overlay.undo", one -> helpers.undo());
            case PAGE -> open("overlay.page", one -> helpers.page());
            case ESCAPE -> overlay = null;
            case QUIT -> turns.end(0);
            case SUSPEND -> suspend();
            case REDRAW -> resized();
            case UP -> scroll--;
            case DOWN -> scroll++;
            case PAGE_UP -> scroll -= page();
            case PAGE_DOWN -> scroll += page();
            case TOP -> scroll = 0;
            case BOTTOM -> scroll = Integer.MAX_VALUE;
            case ENTER -> overlay = null;
            case NONE -> {}
        }
    }

    private int page() {
        return Math.max(1, terminal.getSize().getRows() - 10);
    }

    private void go(Runnable where) {
        overlay = null;
        where.run();
    }

    private void chosen(Exercise exercise) {
        go(() -> session.go(exercise));
    }

    private void open(String title, Function<Exercise, String> text) {
        overlay = new TextOverlay(Words.text(title), text.apply(session.current()));
    }

    private void confirm(Key key, String text) {
        overlay = null;
        toConfirm = key;
        question = text;
    }

    /** The shell's job is this process and the script that has started it: both stop. */
    private void suspend() {
        restore();
        try {
            new ProcessBuilder("sh", "-c", "kill -TSTP 0").start().waitFor();
        } catch (IOException | InterruptedException notHere) {
            // there is nothing to go back to
        }
        take();
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restoring);
            terminal.close();
        } catch (IllegalStateException | IOException isEndingAnyway) {
            // it has been restored
        }
    }
}
