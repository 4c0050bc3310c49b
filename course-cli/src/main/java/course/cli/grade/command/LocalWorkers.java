package course.cli.grade.command;

import course.cli.words.Words;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Workers on this machine, each in a JVM of its own. One that ends is replaced, unless they do not
 * even start.
 */
final class LocalWorkers implements AutoCloseable {
    private static final Duration NO_START = Duration.ofSeconds(10);
    private static final int MOST_NO_STARTS = 6;

    private final Path course;
    private final String uri;
    private final Runnable failed;
    private final Set<Process> processes = new HashSet<>();
    private int noStarts;
    private boolean isClosed;

    /**
     * @param failed run when they do not start
     */
    LocalWorkers(Path course, String uri, Runnable failed) {
        this.course = course;
        this.uri = uri;
        this.failed = failed;
    }

    synchronized void start(int count) throws IOException {
        for (var i = 0; i < count; i++) {
            startOne();
        }
    }

    private synchronized void startOne() throws IOException {
        if (isClosed) {
            return;
        }
        var begun = System.nanoTime();
        var process =
                new ProcessBuilder(command())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        processes.add(process);
        var input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(uri + "\n"); // in no list of processes; and it ends with its input
        input.flush();
        process.onExit().thenRun(() -> ended(process, System.nanoTime() - begun));
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dcourse.root=" + course,
                "-cp",
                classPath(),
                "course.cli.Course",
                "grade",
                "worker",
                "--queue",
                Work.STANDARD_INPUT,
                "--jobs",
                "1");
    }

    private static String classPath() {
        return System.getProperty("java.class.path", "." + File.pathSeparator);
    }

    private void ended(Process process, long nanos) {
        synchronized (this) {
            processes.remove(process);
            if (isClosed) {
                return;
            }
            noStarts = nanos < NO_START.toNanos() ? noStarts + 1 : 0;
            if (noStarts < MOST_NO_STARTS) {
                try {
                    startOne();
                    return;
                } catch (IOException e) {
                    System.err.println(e.getMessage());
                }
            }
        }
        System.err.println(Words.text("grade.workers.failed"));
        failed.run();
    }

    @Override
    public void close() {
        List<Process> left;
        synchronized (this) {
            isClosed = true;
            left = List.copyOf(processes);
        }
        for (var process : left) {
            try {
                process.getOutputStream().close();
            } catch (IOException alreadyEnded) {
                process.destroy();
            }
        }
    }
}
