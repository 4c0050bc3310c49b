package course.cli.grade.jvm;

import course.cli.run.RawOutput;
import course.cli.workspace.Exercise;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * javac in another JVM: a source can be written so that it takes all memory, or all time, of who
 * compiles it. It runs no code of a submission.
 */
public final class CompilerJvm implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
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
        var line = answers.next(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        if (line.isEmpty()) {
            close();
            return gaveUp(exercise, LONGEST.toSeconds() + " s");
        }
        if (!line.get().startsWith("{")) { // the last words of the JVM, if anything
            if (process.waitFor() == OUT_OF_MEMORY) {
                return gaveUp(exercise, HEAP + " MB of memory");
            }
            throw new IOException("the JVM that compiles has ended: " + said);
        }
        var done = CompileJob.Done.read(line.get());
        return new Compiled(String.join("\n", done.errors()), done.classes());
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
