package course.cli.words;

import org.jline.utils.AttributedString;

/** How wide a text is on a terminal: a Chinese character takes two columns. */
public final class Columns {
    private Columns() {}

    public static int of(String text) {
        return new AttributedString(text).columnLength();
    }

    /** With spaces after it, up to that width. */
    public static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }
}
