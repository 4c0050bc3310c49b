package course.cli.likeness;

import course.cli.workspace.Exercise;
import course.kit.likeness.Matrix;
import course.kit.likeness.Traits;
import course.kit.report.Result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mistake that a run looks like.
 *
 * @param mistake its class, such as {@code SelectServerThatSpins}
 * @param score how like it is, up to 1
 * @param inRealLife how it shows itself there
 */
public record LooksLike(String mistake, double score, String inRealLife) {
    private static final String TESTS = "src/test/java";
    private static final Pattern TAG = Pattern.compile("\\{@\\w+\\s+#?([^}]*)}");

    /**
     * Nothing where the run is green so far, or like no mistake, or nobody has written them down.
     */
    public static Optional<LooksLike> of(Exercise exercise, List<Result> run) throws IOException {
        var traits = Traits.of(run);
        if (traits.prints().values().stream().allMatch(Traits.PASSED::equals)) {
            return Optional.empty();
        }
        var matches = new Likeness(mistakes(exercise)).matches(traits);
        return matches.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new LooksLike(
                                matches.getFirst().mistake(),
                                matches.getFirst().score(),
                                javadoc(exercise, matches.getFirst().mistake())));
    }

    private static Map<String, Traits> mistakes(Exercise exercise) throws IOException {
        var spec = exercise.spec().replaceFirst("\\$.*", "").replaceFirst(".*\\.", "");
        try {
            return Matrix.read(Matrix.file(exercise.folder(), spec)).mistakes();
        } catch (NoSuchFileException notWritten) {
            return Map.of();
        }
    }

    private static String javadoc(Exercise exercise, String mistake) throws IOException {
        var outer = exercise.spec().replaceFirst("\\.\\w+(\\$.*)?$", "").replace('.', '/');
        var folder = exercise.folder().resolve(TESTS).resolve(outer).resolve("mistakes");
        var declared =
                Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@Mistake\\((?:(?!\\bclass\\b).)*\\bclass %s\\b"
                                .formatted(Pattern.quote(mistake)),
                        Pattern.DOTALL);
        try (var files = Files.newDirectoryStream(folder, "*.java")) {
            for (var file : files) {
                var found = declared.matcher(Files.readString(file));
                if (found.find()) {
                    return plain(found.group(1));
                }
            }
        } catch (NoSuchFileException none) {
            return "";
        }
        return "";
    }

    private static String plain(String javadoc) {
        var text = javadoc.replaceAll("\\s*\\R\\s*\\*?[ \\t]*", " ").strip();
        return TAG.matcher(text).replaceAll("$1").replaceAll("</?\\w+>", "");
    }
}
