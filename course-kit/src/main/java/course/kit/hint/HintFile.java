package course.kit.hint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hints for one exercise, such as {@code hints/5.2.md}: a heading for the exercise, one for
 * each TODO, and under it one for each rung.
 *
 * @param exercise such as {@code 5.2}
 * @param title such as {@code SelectServer}
 * @param ladders in the order of the file
 */
public record HintFile(String exercise, String title, List<HintLadder> ladders) {
    private static final String FOLDER = "hints";
    private static final String FENCE = "```";
    private static final Pattern EXERCISE = Pattern.compile("# (\\d+\\.\\d+) (.+)");
    private static final Pattern TODO = Pattern.compile("## TODO (\\d+\\.\\d+\\.\\d+)");
    private static final Pattern HEADING = Pattern.compile("#+ .*");

    /** Where a lesson has the hints for an exercise. */
    public static Path in(Path lesson, String exercise, Language language) {
        return lesson.resolve(FOLDER).resolve(language.file(exercise, ".md"));
    }

    /**
     * @throws IOException if it is not there, or not of this form; the message names the line
     */
    public static HintFile read(Path file) throws IOException {
        return new Parser(file, Files.readAllLines(file)).parse();
    }

    public Optional<HintLadder> ladder(String todo) {
        return ladders.stream().filter(one -> one.todo().equals(todo)).findFirst();
    }

    private static final class Parser {
        private final Path file;
        private final List<String> lines;
        private int at;

        Parser(Path file, List<String> lines) {
            this.file = file;
            this.lines = lines;
        }

        HintFile parse() throws IOException {
            skipBlank();
            var head = EXERCISE.matcher(line());
            if (!head.matches()) {
                throw unexpected("\"# 5.2 Title\"");
            }
            at++;
            skipBlank();
            var ladders = new ArrayList<HintLadder>();
            while (at < lines.size()) {
                ladders.add(ladder());
            }
            return new HintFile(head.group(1), head.group(2).strip(), List.copyOf(ladders));
        }

        private HintLadder ladder() throws IOException {
            var todo = TODO.matcher(line());
            if (!todo.matches()) {
                throw unexpected("\"## TODO 5.2.1\"");
            }
            at++;
            var rungs = new EnumMap<Rung, String>(Rung.class);
            for (var rung : Rung.values()) {
                skipBlank();
                var title = rung.title(Language.of(file));
                if (!line().equals("### " + title)) {
                    throw unexpected("\"### %s\"".formatted(title));
                }
                at++;
                rungs.put(rung, text());
            }
            return new HintLadder(todo.group(1), rungs);
        }

        private String text() throws IOException {
            var begin = at;
            var fenced = false;
            while (at < lines.size() && (fenced || !HEADING.matcher(line()).matches())) {
                fenced ^= line().startsWith(FENCE);
                at++;
            }
            var text = String.join("\n", lines.subList(begin, at)).strip();
            if (text.isEmpty()) {
                throw unexpected("a hint");
            }
            return text;
        }

        private void skipBlank() {
            while (at < lines.size() && line().isBlank()) {
                at++;
            }
        }

        private String line() {
            return at < lines.size() ? lines.get(at) : "";
        }

        private IOException unexpected(String wanted) {
            return new IOException(
                    "%s, line %s: %s is expected here".formatted(file, at + 1, wanted));
        }
    }
}
