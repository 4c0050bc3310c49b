package course.cli.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A TODO that stands in an exercise's file.
 *
 * @param id such as {@code 5.2.1}
 * @param text what it asks for, as far as it stands on its first line
 * @param line from 1
 */
public record TodoLine(String id, String text, Path file, int line) {
    private static final Pattern TODO =
            Pattern.compile("TODO (\\d+\\.\\d+\\.\\d+): ?(.*?)\"?[,;)]*\\s*$");

    /** Latin-1 reads whatever bytes there are. */
    static List<TodoLine> in(Path file) {
        try {
            var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            var found = new ArrayList<TodoLine>();
            for (var i = 0; i < lines.size(); i++) {
                var todo = TODO.matcher(lines.get(i));
                if (todo.find()) {
                    found.add(new TodoLine(todo.group(1), todo.group(2), file, i + 1));
                }
            }
            return found;
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
