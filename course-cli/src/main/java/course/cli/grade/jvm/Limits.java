package course.cli.grade.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What one exercise may use of the machine.
 *
 * @param toBegin until its JVM is ready
 * @param perExample on the average of all
 * @param heap in MB, as the next two
 * @param files all that it writes together
 * @param file one that it writes
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
            new Limits(Duration.ofSeconds(60), Duration.ofSeconds(10), 384, 256, 128, 3_000, 4_096);

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final int METASPACE = 192;
    private static final int DIRECT = 128;

    /** For all of an exercise's examples together. */
    Duration wallClock(int examples) {
        return toBegin.plus(perExample.multipliedBy(examples));
    }

    List<String> jvmFlags() {
        return List.of(
                "-Xmx%sm".formatted(heap),
                "-XX:MaxMetaspaceSize=%sm".formatted(METASPACE),
                "-XX:MaxDirectMemorySize=%sm".formatted(DIRECT));
    }

    /**
     * What starts a command within the limits that the kernel keeps; nothing where there are none.
     */
    List<String> kernel() {
        if (!Files.isExecutable(PRLIMIT)) {
            return List.of();
        }
        return List.of(
                PRLIMIT.toString(),
                "--core=0",
                "--fsize=" + file * 1024L * 1024,
                "--nproc=" + processes,
                "--nofile=" + descriptors);
    }
}
