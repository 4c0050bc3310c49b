package course.cli.run;

import course.cli.answer.Lesson;
import course.cli.words.Words;
import course.kit.bench.SharedHost;
import course.kit.jvm.Processes;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the runs of a lesson share and what takes long to start, such as a broker: in a JVM of its
 * own, if the lesson has such a thing.
 */
final class SharedByRuns implements AutoCloseable {
    private static final String SERVICE = "target/test-classes/META-INF/services/" + SharedHost.ID;

    private final Optional<Process> host;
    private final Map<String, String> properties;

    private SharedByRuns(Optional<Process> host, Map<String, String> properties) {
        this.host = host;
        this.properties = properties;
    }

    /** Waits until it is there. */
    static SharedByRuns start(Lesson lesson) throws IOException {
        if (!Files.exists(lesson.folder().resolve(SERVICE))) {
            return new SharedByRuns(Optional.empty(), Map.of());
        }
        var builder =
                new ProcessBuilder(command(lesson))
                        .directory(lesson.folder().toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(Processes.MARK, "shared-" + ProcessHandle.current().pid());
        var host = builder.start();
        try {
            return new SharedByRuns(Optional.of(host), propertiesOf(host));
        } catch (IOException e) {
            host.destroyForcibly();
            throw new IOException(Words.text("run.noShared", lesson.name()), e);
        }
    }

    private static List<String> command(Lesson lesson) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(lesson.jvmFlags());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        command.add(
                lesson.classPath().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(SharedHost.class.getName());
        return command;
    }

    private static Map<String, String> propertiesOf(Process host) throws IOException {
        var lines =
                new BufferedReader(
                        new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8));
        var properties = new HashMap<String, String>();
        for (var line = lines.readLine(); !SharedHost.END.equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new IOException(Words.text("run.sharedEnded"));
            }
            var parts = line.split("=", 2);
            properties.put(parts[0], parts[1]);
        }
        return properties;
    }

    boolean isAlive() {
        return host.isEmpty() || host.get().isAlive();
    }

    Map<String, String> properties() {
        return properties;
    }

    /** It ends with its input, and tidies up then. */
    @Override
    public void close() {
        host.ifPresent(process -> {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                process.destroy();
            }
        });
    }
}
