package course.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of a text file, and where it stands.
 *
 * @param number counted from 1
 */
record Line(String file, int number, String text) {
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|[^\\s\"]+|\"");

    /** Those that are neither empty nor a comment, which begins with a {@code #}. */
    static List<Line> of(String file, String content) {
        var lines = new ArrayList<Line>();
        var number = 0;
        for (var line : content.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                lines.add(new Line(file, number, line.strip()));
            }
        }
        return lines;
    }

    /** The words and the texts in quotes; these keep their quotes. */
    List<String> tokens() {
        var tokens = TOKEN.matcher(text).results().map(result -> result.group()).toList();
        if (tokens.contains("\"")) {
            throw bad("a \" is missing: a text stands between two of them");
        }
        return tokens;
    }

    BadPicture bad(String what, Object... values) {
        return new BadPicture(file, number, what.formatted(values));
    }
}
