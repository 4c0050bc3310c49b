package course.cli.grade.jvm;

import course.cli.answer.Lesson;
import course.cli.grade.sandbox.Place;
import course.cli.grade.sandbox.Sandbox;
import course.cli.run.Folders;
import course.cli.run.RawOutput;
import course.kit.jvm.Processes;
import course.kit.standby.Greeting;
import course.kit.standby.Message;
import course.kit.standby.Request;
import course.kit.standby.Seal;
import course.kit.standby.Standby;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JVM of one exercise of a submission: in the sandbox, within the limits. */
final class GradedJvm implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Where an answer may read objects, they are no others than these. */
    private static final String DESERIALIZED = "java.lang.*;java.util.*;java.time.*;!*";

    private static final List<String> KEPT = List.of("PATH", "TZ", "COURSE_BROKER");

    private final Sandbox sandbox;
    private final Place place;
    private final Process process;
    private final RawOutput output;
    private final ServerSocketChannel server;
    private final Seal seal;
    private SocketChannel channel;
    private BoundedLines lines;

    /** Starts it; it is ready when {@link #awaitReady} returns. */
    GradedJvm(Lesson lesson, Map<String, byte[]> classes, JvmSettings settings) throws IOException {
        sandbox = settings.sandbox();
        place = Place.create(Files.createTempDirectory("grade"), classes);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(place.socket()));
        if (place.socket().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(
                    place.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        var builder =
                new ProcessBuilder(
                                sandbox.around(
                                        place,
                                        settings.readable(lesson),
                                        settings.limits(),
                                        command(lesson, settings)))
                        .directory(place.own().toFile())
                        .redirectErrorStream(true);
        setEnvironment(builder.environment());
        process = builder.start();
        output = new RawOutput(process.getInputStream());
        var key = HexFormat.of().formatHex(RANDOM.generateSeed(32));
        seal = new Seal(key);
        process.getOutputStream()
                .write(
                        new Greeting(place.socket().toString(), key, true)
                                .line()
                                .getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private void setEnvironment(Map<String, String> environment) {
        environment.keySet().retainAll(KEPT);
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("HOME", place.own().toString());
        environment.put("TMPDIR", place.own().toString());
        environment.put(Processes.MARK, place.folder().toString());
    }

    private List<String> command(Lesson lesson, JvmSettings settings) {
        var command = new ArrayList<String>();
        command.add(settings.java().toString());
        command.addAll(lesson.jvmFlags());
        command.addAll(settings.limits().jvmFlags());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-XX:ErrorFile=" + place.own().resolve("crash.txt")));
        var properties =
                Map.of(
                        "course.graded",
                        "true",
                        "jdk.serialFilter",
                        DESERIALIZED,
                        "course.track",
                        "exercise",
                        "course.strict",
                        "true",
                        "course.module",
                        lesson.name(),
                        "course.output",
                        place.own().toString(),
                        "course.deadline",
                        "" + settings.deadline().toSeconds(),
                        "course.patience",
                        "" + settings.patience().toSeconds(),
                        "java.io.tmpdir",
                        place.own().toString(),
                        "user.home",
                        place.own().toString());
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classPath(lesson), Standby.class.getName()));
        return command;
    }

    /** What the answer has comes last: nothing before it can be put in another's place. */
    private String classPath(Lesson lesson) {
        return Stream.concat(lesson.classPath().stream(), Stream.of(place.classes()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Waits until all of the course's own is loaded, and nothing of the answer.
     *
     * @throws IOException if that does not come: it is none of the answer's doing
     */
    void awaitReady(Duration patience) throws IOException, InterruptedException {
        var watch = Thread.ofPlatform().daemon().name("start").start(() -> endUnready(patience));
        try {
            channel = server.accept();
        } catch (IOException e) {
            throw new IOException("the JVM for an exercise did not start: " + output, e);
        } finally {
            server.close(); // nobody else connects
            watch.interrupt();
        }
        lines = new BoundedLines(channel);
        for (var kind : List.of(Message.Kind.HELLO, Message.Kind.READY)) {
            if (next(patience).filter(message -> message.kind() == kind).isEmpty()) {
                throw new IOException("the JVM for an exercise did not get ready: " + output);
            }
        }
    }

    private void endUnready(Duration patience) {
        try {
            process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            server.close();
        } catch (InterruptedException | IOException ready) {
            // it has connected
        }
    }

    void run(Request request) throws IOException {
        var bytes = ByteBuffer.wrap(request.line().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * What it tells next; nothing when it has ended, or somebody else than the course's own code
     * has spoken.
     *
     * @throws SilenceException if nothing has come by then
     */
    Optional<Message> next(Duration patience) throws InterruptedException, SilenceException {
        var line = lines.next(patience.toMillis(), TimeUnit.MILLISECONDS);
        return seal.opened(line.orElseThrow(SilenceException::new)).map(Message::of);
    }

    /** Nothing was heard of a JVM for too long. */
    static final class SilenceException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** What it has printed: the last words of a JVM that crashes, for example. */
    String lastWords() {
        return output.toString();
    }

    /** Ends it, and all that its code has started; nothing is left of it then. */
    @Override
    public void close() {
        var descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        sandbox.end(place);
        Processes.endAll(place.folder().toString());
        closeQuietly(channel);
        closeQuietly(server);
        Folders.delete(place.folder());
    }

    private static void closeQuietly(AutoCloseable one) {
        try {
            if (one != null) {
                one.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
