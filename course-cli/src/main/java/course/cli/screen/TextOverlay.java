package course.cli.screen;

import course.cli.watch.View;
import course.cli.words.Words;

import org.jline.utils.AttributedString;

import java.util.List;

/** A text to read. */
record TextOverlay(String title, String text) implements Overlay {

    @Override
    public List<AttributedString> body(View view, Painter painter, int width) {
        var lines = new Lines(width);
        text.lines().forEach(line -> add(line, lines, painter.look()));
        return lines.all();
    }

    /** The lines of a difference have their colours. */
    private static void add(String line, Lines lines, Look look) {
        if (line.isEmpty()) {
            lines.blank();
            return;
        }
        lines.text(
                line,
                switch (line.charAt(0)) {
                    case '+' -> look.good();
                    case '-' -> look.bad();
                    case '@' -> look.weak();
                    default -> look.plain();
                });
    }

    @Override
    public String keys() {
        return Words.text("overlay.text.keys");
    }
}
