package course.kit.bench;

import course.kit.jvm.ChildJvm;
import course.kit.jvm.OwnJvm;
import course.kit.jvm.Processes;
import course.kit.report.Result;
import course.kit.report.ResultFile;
import course.kit.track.Track;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/**
 * Runs specs in other JVMs, on any implementation: however wrong it is, it spoils no other run. A
 * JVM is used again as long as the runs in it leave it as it was before. Runs may be asked for by
 * several threads at once.
 */
public final class SpecRuns implements AutoCloseable {
    private final Map<String, String> properties;
    private final Duration limit;
    private final Deque<Jvm> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param output what the run printed
     * @param examples not run, those whose turn did not come
     */
    public record Outcome(String output, List<Result> examples) {}

    /**
     * @param properties further system properties of the JVMs, such as {@code course.patience}
     * @param limit when a run is ended by force
     */
    public SpecRuns(Map<String, String> properties, Duration limit) {
        this.properties = properties;
        this.limit = limit;
    }

    /** Runs {@code spec} on {@code candidate}, and waits for the end. */
    public Outcome run(Class<?> spec, Class<?> candidate) throws IOException {
        return run(spec, candidate, SpecRun.EVERY_EXAMPLE);
    }

    /**
     * Runs what {@code spec} and its parts have by the name of {@code example}, and nothing else.
     */
    public Outcome run(Class<?> spec, Class<?> candidate, String example) throws IOException {
        var alone = spec.isAnnotationPresent(OwnJvm.class);
        var used = alone ? null : idle.poll();
        var jvm = used == null ? new Jvm(properties) : used;
        var outcome = jvm.run(spec, candidate, example, limit);
        if (jvm.isClean() && !alone) {
            idle.push(jvm);
        } else {
            jvm.close();
        }
        return outcome;
    }

    @Override
    public void close() throws IOException {
        for (var jvm = idle.poll(); jvm != null; jvm = idle.poll()) {
            jvm.close();
        }
    }

    private static final class Jvm implements AutoCloseable {
        private final Path folder = Files.createTempDirectory("spec-run");
        private final Path log = folder.resolve("output.txt");
        private final Process process;
        private final Writer requests;
        private final BufferedReader answers;
        private boolean clean;

        Jvm(Map<String, String> properties) throws IOException {
            var builder = new ProcessBuilder(command(properties)).redirectError(log.toFile());
            // by this the run's processes are told from those of others
            builder.environment().put(Processes.MARK, folder.toString());
            process = builder.start();
            requests = process.outputWriter(StandardCharsets.UTF_8);
            answers = process.inputReader(StandardCharsets.UTF_8);
        }

        private static List<String> command(Map<String, String> properties) {
            var options = new ArrayList<String>();
            options.add("-Dcourse.track=" + Track.EXERCISE.id());
            options.add("-Dcourse.strict=true");
            properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
            return ChildJvm.command(options, SpecRun.class.getName(), List.of());
        }

        Outcome run(Class<?> spec, Class<?> candidate, String example, Duration limit)
                throws IOException {
            var results = folder.resolve(Track.EXERCISE.id() + ".json");
            Files.deleteIfExists(results);
            var printedBefore = Files.size(log);
            var request = SpecRun.request(spec, candidate, example, folder);
            clean = SpecRun.isClean(answer(request, limit));
            return new Outcome(
                    printedSince(printedBefore),
                    Files.exists(results) ? ResultFile.read(results).examples() : List.of());
        }

        /** Null if the JVM has ended, or has not answered in time. */
        private String answer(String request, Duration limit) {
            var answer = new CompletableFuture<String>();
            process.onExit().thenRun(() -> answer.complete(null));
            Thread.ofPlatform().daemon().start(() -> answer.complete(ask(request)));
            return answer.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS).join();
        }

        private String ask(String request) {
            try {
                requests.write(request + "\n");
                requests.flush();
                return answers.readLine();
            } catch (IOException hasEnded) {
                return null;
            }
        }

        private String printedSince(long position) throws IOException {
            try (var file = new RandomAccessFile(log.toFile(), "r")) {
                var bytes = new byte[(int) (file.length() - position)];
                file.seek(position);
                file.readFully(bytes);
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }

        boolean isClean() {
            return clean;
        }

        @Override
        public void close() throws IOException {
            if (clean) {
                requests.close();
            } else {
                process.destroyForcibly();
            }
            process.onExit().join();
            answers.close();
            for (var file : folder.toFile().listFiles()) {
                Files.delete(file.toPath());
            }
            Files.delete(folder);
        }
    }
}
