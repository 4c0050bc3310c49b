package course.cli.screen;

import course.cli.words.Columns;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a width: longer ones go on in the next. It counts columns, since some characters take
 * two.
 */
final class Lines {
    private static final String TAB = "    ";

    private final int width;
    private final List<AttributedString> all = new ArrayList<>();

    Lines(int width) {
        this.width = Math.max(width, 2);
    }

    List<AttributedString> all() {
        return all;
    }

    Lines blank() {
        all.add(AttributedString.EMPTY);
        return this;
    }

    /** One line, with its end cut off if there is no room for it. */
    Lines line(String text, AttributedStyle style, String mark) {
        all.add(cut(new AttributedString(visible(text), style), width, mark));
        return this;
    }

    /** Text of any length; what goes on stands under its own beginning. */
    Lines text(String text, AttributedStyle style) {
        text.lines().forEach(line -> wrap(visible(line), style));
        return this;
    }

    private void wrap(String line, AttributedStyle style) {
        var indent = " ".repeat(Math.min(indentOf(line), width / 2));
        var rest = new AttributedString(line.stripTrailing(), style);
        var first = true;
        do {
            var room = first ? width : width - indent.length();
            var end = endOfLine(rest, room);
            var part = rest.subSequence(0, end);
            all.add(
                    first
                            ? part
                            : AttributedString.join(AttributedString.EMPTY, styled(indent), part));
            rest = rest.subSequence(withoutSpaces(rest, end), rest.length());
            first = false;
        } while (rest.length() > 0);
    }

    private static AttributedString styled(String text) {
        return new AttributedString(text);
    }

    /** At the last place that there is room for, or else where the room ends. */
    private static int endOfLine(AttributedString line, int room) {
        var fitting = line.columnSubSequence(0, room).length();
        if (fitting >= line.length()) {
            return line.length();
        }
        var text = line.toString();
        var begins = indentOf(text);
        for (var end = fitting; end > begins; end--) {
            if (text.charAt(end) == ' ' || isBetweenWide(text, end)) {
                return end;
            }
        }
        return Math.max(fitting, 1);
    }

    /** Beside a Chinese character, as long as no punctuation is parted from what it belongs to. */
    private static boolean isBetweenWide(String text, int at) {
        var before = text.codePointBefore(at);
        var after = text.codePointAt(at);
        return (WCWidth.wcwidth(before) == 2 || WCWidth.wcwidth(after) == 2)
                && !isOpening(before)
                && !isClosing(after);
    }

    private static boolean isOpening(int character) {
        return switch (Character.getType(character)) {
            case Character.START_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isClosing(int character) {
        return switch (Character.getType(character)) {
            case Character.END_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> false;
        };
    }

    private static int withoutSpaces(AttributedString line, int from) {
        var i = from;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private static int indentOf(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** One line, with the end cut off if there is no room for it. */
    static AttributedString cut(AttributedString line, int width, String mark) {
        if (line.columnLength() <= width) {
            return line;
        }
        var builder = new AttributedStringBuilder();
        builder.append(line.columnSubSequence(0, Math.max(0, width - Columns.of(mark))));
        return builder.append(mark).toAttributedString();
    }

    /** Without what would move the cursor. */
    static String visible(String line) {
        var shown = new StringBuilder();
        line.codePoints()
                .forEach(one -> {
                    if (one == '\t') {
                        shown.append(TAB);
                    } else if (Character.isISOControl(one)) {
                        shown.append('?');
                    } else {
                        shown.appendCodePoint(one);
                    }
                });
        return shown.toString();
    }
}
