package course.cli.answer;

import course.cli.workspace.Exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a learner has written for an exercise, as it was at one moment: its file, and all others of
 * its package, which it may use.
 *
 * @param file the exercise's own
 * @param sources the texts of all files, by their paths
 */
public record Answer(Path file, SortedMap<Path, String> sources) {

    /** What is in the files now. */
    public static Answer of(Exercise exercise) {
        var sources = new TreeMap<Path, String>();
        try (var files = Files.newDirectoryStream(exercise.source().getParent(), "*.java")) {
            for (var file : files) {
                sources.put(file, read(file));
            }
        } catch (IOException | UncheckedIOException notThere) {
            // as if it were empty: what is missing is told by who needs it
        }
        sources.values().removeIf(String::isEmpty);
        return new Answer(exercise.source(), sources);
    }

    /** Whatever bytes there are; a file that has gone meanwhile is empty. */
    private static String read(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException goneSince) {
            return "";
        }
    }

    public boolean isThere() {
        return sources.containsKey(file);
    }

    /** The same for the same texts, of its own file and of those that are no other exercise's. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            sources.forEach((path, text) -> {
                if (path.equals(file) || !path.getFileName().toString().startsWith("Exercise")) {
                    digest.update((path.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
                    digest.update(text.getBytes(StandardCharsets.UTF_8));
                }
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
