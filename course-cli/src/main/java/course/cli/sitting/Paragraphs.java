package course.cli.sitting;

import org.jline.utils.WCWidth;

/** Markdown of lines of some width, for a screen that has another one. */
final class Paragraphs {
    private static final String FENCE = "```";
    private static final String CODE = "  ";

    private Paragraphs() {}

    /** Each paragraph on one line; code stays as it is, further in. */
    static String unwrapped(String text) {
        var unwrapped = new StringBuilder();
        var isCode = false;
        var mayGoOn = false;
        for (var line : text.lines().toList()) {
            if (line.strip().startsWith(FENCE)) {
                isCode = !isCode;
                mayGoOn = false;
                continue;
            }
            if (isCode) {
                unwrapped.append(CODE).append(line).append('\n');
                continue;
            }
            if (mayGoOn && !line.isBlank() && !line.strip().startsWith("- ")) {
                unwrapped.setLength(unwrapped.length() - 1);
                append(line.strip(), unwrapped);
            } else {
                unwrapped.append(line);
            }
            unwrapped.append('\n');
            mayGoOn = !line.isBlank();
        }
        return unwrapped.toString();
    }

    /** Chinese has no spaces between words. */
    private static void append(String line, StringBuilder to) {
        var isWide = isWide(to.codePointBefore(to.length())) && isWide(line.codePointAt(0));
        to.append(isWide ? "" : " ").append(line);
    }

    private static boolean isWide(int character) {
        return WCWidth.wcwidth(character) == 2;
    }
}
