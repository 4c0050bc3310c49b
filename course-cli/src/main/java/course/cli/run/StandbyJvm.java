package course.cli.run;

import course.cli.answer.Lesson;
import course.cli.words.Words;
import course.kit.jvm.Processes;
import course.kit.standby.Greeting;
import course.kit.standby.Message;
import course.kit.standby.Request;
import course.kit.standby.Seal;
import course.kit.standby.Standby;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM that stands by for one run of an exercise of its lesson. */
final class StandbyJvm implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration TO_END = Duration.ofSeconds(3);

    private final Lesson lesson;
    private final Path folder;
    private final Process process;
    private final Seal seal;
    private final RawOutput output;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Thread tidying;
    private volatile Socket socket;
    private BufferedReader messages;

    /**
     * @param folder of its own, and empty
     * @param likely the spec that it is warmed up for
     * @param properties further system properties
     */
    StandbyJvm(Lesson lesson, Path folder, String likely, Map<String, String> properties)
            throws IOException {
        this.lesson = lesson;
        this.folder = folder;
        Files.createDirectories(classes());
        Files.createDirectories(folder.resolve("tmp"));
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var builder =
                new ProcessBuilder(command(likely, properties))
                        .directory(lesson.folder().toFile())
                        .redirectErrorStream(true);
        builder.environment().put(Processes.MARK, folder.toString());
        process = builder.start();
        output = new RawOutput(process.getInputStream());
        var key = HexFormat.of().formatHex(RANDOM.generateSeed(16));
        seal = new Seal(key);
        process.getOutputStream()
                .write(new Greeting("" + server.getLocalPort(), key, false).line().getBytes());
        process.getOutputStream().flush();
        process.onExit().thenRun(() -> closeQuietly(server));
        Thread.ofVirtual().start(() -> connect(server));
    }

    private List<String> command(String likely, Map<String, String> properties) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(lesson.jvmFlags());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        var all =
                Map.of(
                        "course.track", "exercise",
                        "course.strict", "true",
                        "course.module", lesson.name(),
                        "course.output", folder.toString(),
                        "java.io.tmpdir", folder.resolve("tmp").toString());
        all.forEach((key, value) -> command.add("-D" + key + "=" + value));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classPath(), Standby.class.getName(), likely));
        lesson.specs().stream().filter(spec -> !spec.equals(likely)).forEach(command::add);
        return command;
    }

    /** What is compiled comes last: nothing before it has classes of exercises. */
    private String classPath() {
        return Stream.concat(lesson.classPath().stream(), Stream.of(classes()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private void connect(ServerSocket server) {
        try (server) {
            socket = server.accept();
            messages =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            if (next(0) == null || next(0) == null) {
                throw new IOException(Words.text("jvm.ended"));
            }
            ready.complete(null);
        } catch (IOException e) {
            process.destroyForcibly();
            process.onExit().join();
            ready.completeExceptionally(
                    new IOException(
                            Words.text("jvm.none", lesson.name(), e.getMessage(), output), e));
        }
    }

    /** When all is loaded. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    boolean isUsable() {
        return process.isAlive() && !ready.isCompletedExceptionally();
    }

    boolean isClosed() {
        return closed.get();
    }

    Lesson lesson() {
        return lesson;
    }

    /** Begins the run; to be called once, when it is ready. */
    void run(Request request, Map<String, byte[]> compiled) throws IOException {
        for (var one : compiled.entrySet()) {
            var file = classes().resolve(one.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, one.getValue());
        }
        socket.getOutputStream().write(request.line().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Waits for what it tells next; null if it has ended.
     *
     * @param seconds how long; 0 is without end
     * @throws java.net.SocketTimeoutException if nothing has come by then
     */
    Message next(long seconds) throws IOException {
        socket.setSoTimeout(Math.toIntExact(seconds * 1_000));
        try {
            var line = messages.readLine();
            if (line == null) {
                return null;
            }
            var text = seal.opened(line);
            return Message.of(text.orElseThrow(() -> new IOException("somebody else is heard")));
        } catch (SocketException hasEnded) {
            return null;
        }
    }

    /**
     * What it has printed past {@code System.out}: the words of a JVM that crashes, for example.
     */
    String rawOutput() {
        return output.toString();
    }

    /** Ends it, and all that its code has started; what is left of it is deleted afterwards. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            tidying = Thread.ofPlatform().daemon().name("tidying").start(this::tidyUp);
        }
    }

    /** Waits until nothing is left of it that was closed. */
    void awaitEnd() {
        try {
            if (tidying != null) {
                tidying.join(TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tidyUp() {
        process.onExit().join();
        Processes.endAll(folder.toString());
        if (socket != null) {
            closeQuietly(socket);
        }
        Folders.delete(folder);
    }

    private static void closeQuietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
