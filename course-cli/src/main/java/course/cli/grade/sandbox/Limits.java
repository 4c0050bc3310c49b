package course.cli.grade.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one exercise may use of the machine.
 *
 * @param toBegin until its JVM is ready
 * @param perExample on the average of all
 * @param heap in MB, as the next two
 * @param files all that it writes together
 * @param file one that it writes: its length, which may be more than what is in it
 * @param processes threads count, too
 * @param descriptors open at the same time
 */
public record Limits(
        Duration toBegin,
        Duration perExample,
        int heap,
        int files,
        int file,
        int processes,
        int descriptors) {
    public static final Limits USUAL =
            new Limits(
                    Duration.ofSeconds(60), Duration.ofSeconds(10), 384, 256, 4_096, 2_000, 16_384);

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final Path CHOOM = Path.of("/usr/bin/choom");

    /** Who ends first where memory runs out: not the grader, nor what compiles for it. */
    private static final String ENDS_EARLY = "1000";

    private static final int METASPACE = 192;
    private static final int DIRECT = 128;

    /** For all of an exercise's examples together. */
    public Duration wallClock(int examples) {
        return toBegin.plus(perExample.multipliedBy(examples));
    }

    public List<String> jvmFlags() {
        return List.of(
                "-Xmx%sm".formatted(heap),
                "-XX:MaxMetaspaceSize=%sm".formatted(METASPACE),
                "-XX:MaxDirectMemorySize=%sm".formatted(DIRECT));
    }

    /**
     * What starts a command within the limits that the kernel keeps; nothing where there are none.
     */
    List<String> kernel() {
        var command = new ArrayList<String>();
        if (Files.isExecutable(CHOOM)) {
            command.addAll(List.of(CHOOM.toString(), "-n", ENDS_EARLY, "--"));
        }
        if (Files.isExecutable(PRLIMIT)) {
            command.addAll(
                    List.of(
                            PRLIMIT.toString(),
                            "--core=0",
                            "--fsize=" + atMost("Max file size", file * 1024L * 1024),
                            "--nproc=" + atMost("Max processes", processes),
                            "--nofile=" + atMost("Max open files", descriptors)));
        }
        return command;
    }

    /** Nobody but the administrator may raise what this process has. */
    private static long atMost(String name, long wanted) {
        try (var lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip().split("\\s+")[1])
                    .filter(hard -> !hard.equals("unlimited"))
                    .mapToLong(Long::parseLong)
                    .map(hard -> Math.min(hard, wanted))
                    .findFirst()
                    .orElse(wanted);
        } catch (IOException e) {
            return wanted;
        }
    }
}
