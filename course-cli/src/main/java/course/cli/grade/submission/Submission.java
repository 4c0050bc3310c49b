package course.cli.grade.submission;

import course.cli.workspace.Exercise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody has handed in.
 *
 * @param name of its folder or archive; unlike any other of the same grading
 * @param files the sources of the exercises, by their paths in the course, with {@code /}
 * @param notes what was left out, and why
 * @param defect why it could not be read, as the grader's own fault or a damaged archive's: it is
 *     not judged then
 */
public record Submission(
        String name, SortedMap<String, byte[]> files, List<String> notes, Optional<String> defect) {

    public Submission {
        files = new TreeMap<>(files);
        notes = List.copyOf(notes);
    }

    /** The folder of an exercise's own package, as a path in the course. */
    static String folderOf(Exercise exercise) {
        var source = exercise.source();
        var lesson = exercise.folder();
        return (exercise.lesson() + "/" + lesson.relativize(source.getParent())).replace('\\', '/');
    }

    /** What it has in an exercise's own package, by the names of the files. */
    public Map<String, byte[]> beside(Exercise exercise) {
        var folder = folderOf(exercise) + "/";
        var found = new TreeMap<String, byte[]>();
        files.forEach((path, bytes) -> {
            if (path.startsWith(folder)) {
                found.put(path.substring(folder.length()), bytes);
            }
        });
        return found;
    }

    /** The same for the same files, whatever it is called. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, bytes) -> {
                digest.update((path + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
