package course.cli.grade.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** When submissions were handed in, as their files say. */
final class HandedIn {
    private static final int DEEPEST = 40;

    private HandedIn() {}

    static Map<String, Instant> of(Map<String, Path> submissions) throws IOException {
        var all = new HashMap<String, Instant>();
        for (var one : submissions.entrySet()) {
            of(one.getValue()).ifPresent(when -> all.put(one.getKey(), when));
        }
        return all;
    }

    /** The archive's date, or that of the youngest file of an exercise. */
    private static Optional<Instant> of(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Optional.of(Files.getLastModifiedTime(path).toInstant());
        }
        var youngest = Optional.<Instant>empty();
        try (var files =
                Files.find(
                        path,
                        DEEPEST,
                        (file, of) ->
                                of.isRegularFile()
                                        && file.getFileName().toString().endsWith(".java"))) {
            for (var file : (Iterable<Path>) files::iterator) {
                var when = Files.getLastModifiedTime(file).toInstant();
                if (youngest.isEmpty() || when.isAfter(youngest.get())) {
                    youngest = Optional.of(when);
                }
            }
        } catch (UncheckedIOException unreadable) {
            return youngest;
        }
        return youngest;
    }
}
