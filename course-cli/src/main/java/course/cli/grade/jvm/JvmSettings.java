package course.cli.grade.jvm;

import course.cli.answer.Lesson;
import course.cli.grade.sandbox.Limits;
import course.cli.grade.sandbox.Sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the JVMs of a grading are run.
 *
 * @param deadline of an example that has none of its own
 * @param patience how long an example waits for something
 */
public record JvmSettings(Sandbox sandbox, Limits limits, Duration deadline, Duration patience) {
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    public JvmSettings(Sandbox sandbox) {
        this(sandbox, Limits.USUAL, DEADLINE, PATIENCE);
    }

    /** With more time for each example. */
    public JvmSettings patient() {
        return new JvmSettings(sandbox, limits, DEADLINE.multipliedBy(2), PATIENCE.multipliedBy(2));
    }

    /** The program that runs them. */
    Path java() {
        return home().resolve("bin").resolve("java");
    }

    private static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /** What the JVM of an exercise reads: the JDK, and what its lesson gives. */
    List<Path> readable(Lesson lesson) {
        return readable(lesson.classPath());
    }

    /** What a JVM with this class path reads. */
    public static List<Path> readable(List<Path> classPath) {
        var all = new ArrayList<Path>();
        all.add(home());
        all.addAll(classPath);
        return all;
    }
}
