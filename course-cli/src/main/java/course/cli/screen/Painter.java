package course.cli.screen;

import course.cli.progress.State;
import course.cli.run.ExampleResult;
import course.cli.watch.View;
import course.cli.watch.View.Phase;
import course.cli.words.Columns;
import course.cli.words.VerdictWords;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.kit.report.Verdict;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes of what there is to see the lines of a screen. */
final class Painter {
    private static final int LEAST_BODY = 1;

    private final Path root;
    private final Look look;
    private final int width;
    private final int height;

    /**
     * @param root paths are shown from there
     */
    Painter(Path root, Look look, int width, int height) {
        this.root = root;
        this.look = look;
        this.width = width;
        this.height = height;
    }

    /**
     * A whole screen: head and foot are always there, and as much of the body as there is room for.
     *
     * @param scroll the first line of the body that is shown
     */
    List<AttributedString> screen(
            List<AttributedString> head,
            List<AttributedString> body,
            List<AttributedString> foot,
            int scroll) {
        var room = Math.max(LEAST_BODY, height - head.size() - foot.size() - 2);
        var from = Math.clamp(scroll, 0, Math.max(0, body.size() - room));
        var to = Math.min(body.size(), from + room);
        var lines = new ArrayList<>(head);
        lines.add(rule(from, "screen.above"));
        lines.addAll(body.subList(from, to));
        for (var i = to - from; i < room; i++) {
            lines.add(AttributedString.EMPTY);
        }
        lines.add(rule(body.size() - to, "screen.below"));
        lines.addAll(foot);
        return lines.subList(0, Math.min(lines.size(), Math.max(height, 1))).stream()
                .map(line -> Lines.cut(line, width, look.cut()))
                .toList();
    }

    Look look() {
        return look;
    }

    /** How far one can scroll. */
    int mostScroll(int head, int body, int foot) {
        return Math.max(0, body - Math.max(LEAST_BODY, height - head - foot - 2));
    }

    int page(int head, int foot) {
        return Math.max(1, height - head - foot - 3);
    }

    private AttributedString rule(int hidden, String words) {
        var text = hidden == 0 ? "" : " " + Words.text(words, hidden) + " ";
        var left = Math.max(0, width - 2 - Columns.of(text));
        return new AttributedStringBuilder()
                .append(look.rule().repeat(left), look.weak())
                .append(text, look.weak())
                .append(look.rule().repeat(2), look.weak())
                .toAttributedString();
    }

    List<AttributedString> head(View view) {
        var exercise = view.exercise();
        var title = exercise.id() + " " + exercise.title();
        var gap = width - Columns.of(title) - Columns.of(exercise.lesson()) - 2;
        var first =
                new AttributedStringBuilder()
                        .append(" " + title, look.strong())
                        .append(" ".repeat(Math.max(1, gap)))
                        .append(exercise.lesson(), look.weak());
        return List.of(first.toAttributedString(), bar(view));
    }

    /** A cell for each exercise, in groups for the lessons. */
    private AttributedString bar(View view) {
        var bar = new AttributedStringBuilder().append(" ");
        var lesson = view.all().getFirst().lesson();
        for (var one : view.all()) {
            if (!one.lesson().equals(lesson)) {
                lesson = one.lesson();
                bar.append(" ");
            }
            var style = style(view.states().get(one.id()));
            bar.append(
                    cell(view.states().get(one.id())),
                    one.equals(view.exercise()) ? style.underline().bold() : style);
        }
        return bar.append("  ")
                .append(Words.text("screen.done", view.done(), view.all().size()))
                .toAttributedString();
    }

    String cell(State state) {
        return switch (state) {
            case NOT_BEGUN -> look.notBegun();
            case BEGUN -> look.begun();
            case TO_CHECK_AGAIN -> look.toCheckAgain();
            case DONE -> look.done();
        };
    }

    AttributedStyle style(State state) {
        return switch (state) {
            case NOT_BEGUN -> look.weak();
            case BEGUN -> look.open();
            case TO_CHECK_AGAIN, DONE -> look.good();
        };
    }

    List<AttributedString> body(View view) {
        var lines = new Lines(width - 2);
        lines.line(statusText(view), statusStyle(view), look.cut());
        if (!view.trouble().isEmpty()) {
            var folder = view.exercise().source().getParent() + File.separator;
            lines.blank().text(shortened(view.trouble().replace(folder, "")), look.plain());
        }
        view.open().ifPresent(open -> add(open, lines));
        if (!view.likeness().isEmpty()) {
            lines.blank().text(view.likeness(), look.open());
        }
        if (view.isPassed()) {
            lines.blank().text(whatNow(view), look.plain());
        }
        return lines.all().stream().map(Painter::indented).toList();
    }

    private static AttributedString indented(AttributedString line) {
        return AttributedString.join(AttributedString.EMPTY, new AttributedString(" "), line);
    }

    private String shortened(String text) {
        return text.replace(root + File.separator, "");
    }

    private void add(ExampleResult open, Lines lines) {
        var result = open.result();
        lines.blank();
        lines.text(
                Words.text("screen.example", result.example(), VerdictWords.of(result.verdict())),
                result.verdict() == Verdict.TO_DO ? look.open() : look.bad());
        lines.text(shortened(result.message().strip()).indent(2), look.plain());
        if (!open.printed().isBlank()) {
            lines.blank().text(Words.text("screen.printed"), look.weak());
            lines.text(open.printed().indent(2), look.plain());
        }
    }

    /** How the run stands, in one line. */
    AttributedString status(View view) {
        return new AttributedString(" " + statusText(view), statusStyle(view));
    }

    private String statusText(View view) {
        return switch (view.phase()) {
            case STARTING -> Words.text("screen.starting");
            case RUNNING ->
                    Words.text("screen.running", view.passed(), view.counted())
                            + (view.running().isEmpty() ? "" : look.between() + view.running());
            case ENDED -> ended(view);
        };
    }

    private static String ended(View view) {
        if (!view.trouble().isEmpty()) {
            return Words.text("screen.notRun");
        }
        return view.isPassed()
                ? Words.text("screen.passed", view.counted())
                : Words.text("screen.open", view.passed(), view.counted(), view.summary());
    }

    private AttributedStyle statusStyle(View view) {
        if (view.phase() != Phase.ENDED) {
            return look.weak();
        }
        if (view.isPassed()) {
            return look.good();
        }
        return view.trouble().isEmpty() ? look.strong() : look.bad();
    }

    private static String whatNow(View view) {
        if (view.done() == view.all().size()) {
            return Words.text("screen.allDone");
        }
        var after = view.all().indexOf(view.exercise()) + 1;
        if (after >= view.all().size()) {
            return Words.text("screen.lastDone");
        }
        var next = view.all().get(after);
        return Words.text("screen.goOn", next.id(), next.title());
    }

    /** What the body is about: another one begins at its top. */
    Object open(View view) {
        return view.open().map(one -> (Object) one.result().method()).orElse(view.trouble());
    }

    /**
     * @param question empty if there is none
     */
    List<AttributedString> foot(View view, String question) {
        var lines = new ArrayList<AttributedString>();
        for (var said : List.of(view.notice(), question)) {
            if (!said.isEmpty()) {
                lines.addAll(new Lines(width - 1).text(" " + said, look.open()).all());
            }
        }
        if (!view.behind().isEmpty()) {
            lines.add(line(Words.text("screen.behind", view.behind())));
        }
        if (!view.isPassed()) {
            lines.addAll(next(view));
        }
        lines.add(line(Words.text("screen.keys")));
        return lines;
    }

    AttributedString line(String text) {
        return new AttributedString(" " + text, look.weak());
    }

    private List<AttributedString> next(View view) {
        var todo = view.next();
        var line = todo.map(one -> ":" + one.line()).orElse("");
        var path = place(view.exercise(), line);
        var text =
                todo.map(one -> Words.text("screen.todo", one.id(), one.text()))
                        .orElseGet(() -> Words.text("screen.noTodo"));
        var lines = new ArrayList<AttributedString>();
        lines.add(new AttributedString(" " + text, look.strong()));
        lines.add(new AttributedString(" " + path));
        return lines;
    }

    /** The path, or its ends if there is no room for the whole. */
    private String place(Exercise exercise, String line) {
        var path = root.relativize(exercise.source());
        var whole = path + line;
        if (Columns.of(whole) < width) {
            return whole;
        }
        var end = path.subpath(path.getNameCount() - 2, path.getNameCount());
        return path.getName(0).resolve(look.cut()).resolve(end) + line;
    }

    /** A line of the list of all exercises. */
    AttributedString entry(View view, Exercise exercise, String how, boolean isChosen) {
        var state = view.states().get(exercise.id());
        var text =
                " %s %s %s"
                        .formatted(
                                Columns.padded(exercise.id(), 5),
                                Columns.padded(exercise.title(), 26),
                                how);
        var builder =
                new AttributedStringBuilder()
                        .append(" " + cell(state), style(state))
                        .append(text, isChosen ? look.chosen() : look.plain());
        return builder.toAttributedString();
    }
}
