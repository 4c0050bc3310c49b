package course.cli.grade.report;

import java.util.Locale;
import java.util.Set;

/** Text that comes from a submission, so that it is text wherever it is shown. */
public final class Plain {
    private static final int LONGEST = 4000;
    private static final int LONGEST_NAME = 60;

    private Plain() {}

    /** On one line. */
    public static String line(String text) {
        return text(text).replaceAll("\\s*\\R\\s*", " ").replace('\t', ' ');
    }

    /**
     * Without what steers a terminal, turns the direction of writing, or may not be in XML; and
     * shortened in the middle.
     */
    static String text(String text) {
        var shown = new StringBuilder();
        text.replace("\r\n", "\n")
                .codePoints()
                .forEach(point -> shown.appendCodePoint(isText(point) ? point : '\uFFFD'));
        if (shown.length() <= LONGEST) {
            return shown.toString();
        }
        var head = shown.substring(0, atBoundary(shown, LONGEST * 3 / 4));
        var tail = shown.substring(atBoundary(shown, shown.length() - LONGEST / 4));
        return "%s\n[... %s characters ...]\n%s"
                .formatted(head, shown.length() - head.length() - tail.length(), tail);
    }

    private static int atBoundary(CharSequence text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static boolean isText(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            case Character.FORMAT ->
                    !(point >= 0x202A && point <= 0x202E
                            || point >= 0x2066 && point <= 0x2069
                            || point == 0x200E
                            || point == 0x200F
                            || point == 0x061C);
            default -> point != 0xFFFE && point != 0xFFFF;
        };
    }

    static String markup(String text) {
        return text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** For a cell of a table in Markdown. */
    static String markdown(String text) {
        return markup(line(text)).replaceAll("([\\\\`*_\\[\\]|~#@$])", "\\\\$1");
    }

    /**
     * A name for a file that no other has: what a file system could take for something else is
     * gone.
     *
     * @param taken by others, in small letters; this one is added
     */
    static String fileName(String name, Set<String> taken) {
        var safe =
                name.replaceAll("[^\\p{L}\\p{M}\\p{N}._ -]", "_")
                        .replaceAll("^[. -]+", "_")
                        .strip();
        if (safe.length() > LONGEST_NAME) {
            safe = safe.substring(0, atBoundary(safe, LONGEST_NAME));
        }
        safe = safe.replaceAll("[. ]+$", "");
        var free = safe.isEmpty() ? "_" : safe;
        for (var i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = safe + "~" + i;
        }
        return free;
    }
}
