package course.kit.track;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kit's system properties, read once and before any code under test runs: what that sets
 * afterwards changes nothing.
 *
 * @param strict whether an exercise that is still to do counts as a failure
 * @param deadline of an example that has none of its own
 * @param patience how long something is waited for
 * @param output the folder of the result file
 * @param selected what Maven's {@code -pl} names
 * @param candidate a class to run a spec on instead of a track's: how mistakes are run
 * @param first the methods of the examples that come before all others
 */
public record Settings(
        Track track,
        boolean strict,
        Duration deadline,
        Duration patience,
        String module,
        Path output,
        String selected,
        Optional<String> candidate,
        List<String> first) {

    private static volatile Settings current = read();

    public static Settings current() {
        return current;
    }

    /** For the next run in this JVM, which is on another candidate. */
    public static void nextRun(String candidate, Path output) {
        nextRun(Optional.of(candidate), output, List.of());
    }

    /** For the next run in this JVM, which begins with these examples. */
    public static void nextRun(Optional<String> candidate, Path output, List<String> first) {
        var now = current;
        current =
                new Settings(
                        now.track,
                        now.strict,
                        now.deadline,
                        now.patience,
                        now.module,
                        output,
                        now.selected,
                        candidate,
                        List.copyOf(first));
    }

    /** The place among those that come first; after them, all have the same. */
    public int turn(String method) {
        var place = first.indexOf(method);
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static Settings read() {
        var track = System.getProperty("course.track", "exercise").toUpperCase(Locale.ROOT);
        var folder = Path.of("").toAbsolutePath().getFileName();
        return new Settings(
                Track.valueOf(track),
                Boolean.getBoolean("course.strict"),
                Duration.ofSeconds(Integer.getInteger("course.deadline", 8)),
                Duration.ofSeconds(Integer.getInteger("course.patience", 3)),
                System.getProperty("course.module", String.valueOf(folder)),
                Path.of(System.getProperty("course.output", "target/course")).toAbsolutePath(),
                System.getProperty("course.selected", ""),
                Optional.ofNullable(System.getProperty("course.candidate")),
                List.of());
    }
}
