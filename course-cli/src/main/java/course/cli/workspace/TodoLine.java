package course.cli.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A TODO that stands in an exercise's file, in a comment of its own or in what the stub throws.
 * What the Javadoc says of it is none.
 *
 * @param id such as {@code 5.2.1}
 * @param text what it asks for
 * @param line from 1, where the statement begins that throws it
 */
public record TodoLine(String id, String text, Path file, int line) {
    private static final Pattern TODO = Pattern.compile("TODO (\\d+\\.\\d+\\.\\d+): ?(.*)");
    private static final Pattern JAVADOC = Pattern.compile("\\s*/?\\*.*");
    private static final Pattern MORE = Pattern.compile("\\s*(?:\\+ \"|// {2,})(.*)");
    private static final Pattern ANOTHER = Pattern.compile("\\s*TODO \\d.*");
    private static final Pattern THROWN_HERE = Pattern.compile("\\s*throw new \\w+\\(\\s*");
    private static final Pattern END = Pattern.compile("\"(?:[,;)][^\"]*)?$");

    /** Latin-1 reads whatever bytes there are. */
    static List<TodoLine> in(Path file) {
        try {
            var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            var found = new ArrayList<TodoLine>();
            for (var i = 0; i < lines.size(); i++) {
                var todo = TODO.matcher(lines.get(i));
                if (todo.find() && !JAVADOC.matcher(lines.get(i)).matches()) {
                    found.add(
                            new TodoLine(
                                    todo.group(1),
                                    text(todo.group(2), lines, i),
                                    file,
                                    statement(lines, i) + 1));
                }
            }
            return found;
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private static int statement(List<String> lines, int line) {
        var isBegunBefore = line > 0 && THROWN_HERE.matcher(lines.get(line - 1)).matches();
        return isBegunBefore ? line - 1 : line;
    }

    /** It may go on in the next lines. */
    private static String text(String first, List<String> lines, int line) {
        var text = new StringBuilder(END.matcher(first).replaceFirst(""));
        for (var next : lines.subList(line + 1, lines.size())) {
            var more = MORE.matcher(next);
            if (!more.matches()) {
                break;
            }
            text.append(' ').append(END.matcher(more.group(1)).replaceFirst("").strip());
        }
        return ANOTHER.matcher(text).replaceFirst("");
    }
}
