package course.kit;

import course.kit.jvm.ChildJvm;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A demo in a JVM of its own, and what it prints. */
public final class Program implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Program(Process process) {
        this.process = process;
        reader = Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
    }

    /** Starts {@code main} of a class, with standard output and error in one. */
    public static Program start(Class<?> main, String... arguments) throws IOException {
        var command = ChildJvm.command(List.of(), main.getName(), List.of(arguments));
        return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Starts what {@code command} says. */
    public static Program start(ProcessBuilder command) throws IOException {
        return new Program(command.start());
    }

    private void read(BufferedReader output) {
        try (output) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            // the program has been ended
        }
    }

    /** Types a line into the program's standard input. */
    public void types(String line) throws IOException {
        var input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /** All that it has printed so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a line that {@code regex} matches as a whole. */
    public Matcher awaitLine(String regex) {
        var pattern = Pattern.compile(regex);
        try {
            return Awaitility.await().atMost(LIMIT).until(() -> find(pattern), Objects::nonNull);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no line like %s in:%n%s".formatted(regex, printed()));
        }
    }

    /** Waits for a line that {@code pattern} matches, or the program's end; whether it runs on. */
    public boolean awaitLineOrEnd(Pattern pattern, Duration limit) {
        try {
            Awaitility.await()
                    .atMost(limit)
                    .until(() -> find(pattern) != null && process.isAlive() || hasEnded());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("the program has not ended; it printed:\n" + printed());
        }
        return !hasEnded();
    }

    private boolean hasEnded() {
        return !process.isAlive() && !reader.isAlive();
    }

    private Matcher find(Pattern pattern) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElse(null);
    }

    private String printed() {
        return lines.stream().collect(Collectors.joining("\n"));
    }

    /** Waits for the program's own end; its exit status. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the program has not ended; it printed:\n" + printed());
        }
        reader.join();
        return process.exitValue();
    }

    /** Asks the program to end, as Ctrl-C does; its exit status. */
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Asks the program and each JVM that it has started to end, as Ctrl-C does; waits for that. */
    public void interrupt() throws InterruptedException {
        var started = process.descendants().toList();
        started.stream()
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .forEach(ProcessHandle::destroy);
        stop();
        var all = started.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("what the program has started has not ended", e);
        } finally {
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
