package course.cli.grade.jvm;

import course.cli.run.RawOutput;
import course.cli.workspace.Exercise;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * javac in another JVM: a source can be written so that it takes all memory, or all time, of who
 * compiles it. It runs no code of a submission.
 */
public final class CompilerJvm implements AutoCloseable {
    /** Of a processor, and not of a clock: whatever is busy beside it is not its fault. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int MOST_SECONDS = 600;
    private static final long TO_END = 5;
    private static final int HEAP = 512;

    /** The exit status of a JVM that is told to end with it. */
    private static final int OUT_OF_MEMORY = 3;

    private final Path course;
    private Process process;
    private BoundedLines answers;
    private RawOutput said;

    /**
     * What came of it.
     *
     * @param errors what is wrong, in javac's words; empty if there are classes
     */
    public record Compiled(String errors, Map<String, byte[]> classes) {}

    /**
     * @param course its folder
     */
    public CompilerJvm(Path course) {
        this.course = course;
    }

    /**
     * @param sources by the names of their files
     */
    public Compiled compile(Exercise exercise, Map<String, String> sources)
            throws IOException, InterruptedException {
        if (process == null || !process.isAlive()) {
            start();
        }
        var job = new CompileJob(course.toString(), exercise.id(), sources);
        process.getOutputStream().write(job.line().getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        var line = answer();
        if (line.isEmpty()) {
            close();
            return gaveUp(exercise, LONGEST.toSeconds() + " s");
        }
        if (!line.get().startsWith("{")) { // the last words of the JVM, if anything
            if (!process.waitFor(TO_END, TimeUnit.SECONDS)) { // or more than is read
                close();
                return gaveUp(exercise, BoundedLines.LONGEST / 1024 / 1024 + " MB to tell");
            }
            if (process.exitValue() == OUT_OF_MEMORY) {
                return gaveUp(exercise, HEAP + " MB of memory");
            }
            throw new IOException("the JVM that compiles has ended: " + said);
        }
        var done = CompileJob.Done.read(line.get());
        return new Compiled(String.join("\n", done.errors()), done.classes());
    }

    /**
     * Nothing if that takes it too long.
     *
     * @throws IOException if it gets no time to work
     */
    private Optional<String> answer() throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var before = process.info().totalCpuDuration();
        for (var second = 0; second < MOST_SECONDS; second++) {
            var line = answers.next(1, TimeUnit.SECONDS);
            if (line.isPresent() || worked(before, begun).compareTo(LONGEST) > 0) {
                return line;
            }
        }
        close();
        throw new IOException("the JVM that compiles has had no time to work");
    }

    /** Where that is not to be had, the time that has passed. */
    private Duration worked(Optional<Duration> before, long begun) {
        var now = process.info().totalCpuDuration();
        return now.isPresent() && before.isPresent()
                ? now.get().minus(before.get())
                : Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Compiled gaveUp(Exercise exercise, String what) {
        return new Compiled(
                "%s: javac needs more than %s for it"
                        .formatted(exercise.source().getFileName(), what),
                Map.of());
    }

    private void start() throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx%sm".formatted(HEAP),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Duser.language=en",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CompilerMain.class.getName())
                        .start();
        said = new RawOutput(process.getErrorStream());
        answers = new BoundedLines(Channels.newChannel(process.getInputStream()));
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
