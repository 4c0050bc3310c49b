package course.cli.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which spec class belongs to which exercise, as the sources of a lesson say. */
final class SpecSource {
    private static final String SPEC = "Spec";
    private static final Pattern EXERCISE =
            Pattern.compile("@Exercise\\(\\s*id = \"([\\d.]+)\"(?s:.*?)\\bclass (\\w+)");

    private SpecSource() {}

    /** The names of spec classes by the ids of exercises. */
    static Map<String, String> in(Path lesson) {
        var tests = lesson.resolve("src/test/java");
        var found = new HashMap<String, String>();
        for (var file : specs(tests)) {
            var name = tests.relativize(file).toString().replaceAll("\\.java$", "");
            var outer = name.replace('/', '.').replace('\\', '.');
            var exercise = EXERCISE.matcher(read(file));
            while (exercise.find()) {
                var type = exercise.group(2);
                found.put(
                        exercise.group(1), outer.endsWith("." + type) ? outer : outer + "$" + type);
            }
        }
        return found;
    }

    /** By convention: {@code a.b.FooSpec$Part} and {@code exercise.ExerciseFoo}. */
    static String implementationOf(String spec, String folder, String prefix) {
        var outer = spec.replaceFirst("\\$.*", "");
        var dot = outer.lastIndexOf('.');
        return "%s.%s.%s%s"
                .formatted(
                        outer.substring(0, dot),
                        folder,
                        prefix,
                        outer.substring(dot + 1, outer.length() - SPEC.length()));
    }

    private static List<Path> specs(Path tests) {
        try (var files = Files.walk(tests)) {
            return files.filter(file -> file.toString().endsWith(SPEC + ".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
