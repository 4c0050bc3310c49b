package course.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs specs in a JVM of their own, on any implementation: however wrong it is, it spoils no other
 * run.
 */
public final class SpecRun {
    private SpecRun() {}

    /** The child's side: the arguments are the names of spec classes. */
    public static void main(String... specs) {
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(Arrays.stream(specs).map(spec -> selectClass(spec)).toList())
                        .build();
        try (var session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request);
        }
        System.exit(0);
    }

    /**
     * @param output what the run printed
     * @param examples empty if it did not come to its end
     */
    public record Outcome(String output, List<Result> examples) {}

    /**
     * Runs {@code spec} on {@code candidate}, and waits for the end.
     *
     * @param properties further system properties of the JVM, such as {@code course.patience}
     * @param limit when the run is ended by force
     */
    public static Outcome run(
            Class<?> spec, Class<?> candidate, Map<String, String> properties, Duration limit)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("spec-run");
        try {
            var log = folder.resolve("output.txt");
            var child =
                    new ProcessBuilder(command(spec, candidate, properties, folder))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            try {
                child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                child.destroyForcibly().waitFor();
            }
            var results = folder.resolve(Track.EXERCISE.id() + ".json");
            return new Outcome(
                    Files.readString(log),
                    Files.exists(results) ? ResultFile.read(results).examples() : List.of());
        } finally {
            try (var files = Files.newDirectoryStream(folder)) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static List<String> command(
            Class<?> spec, Class<?> candidate, Map<String, String> properties, Path folder) {
        var options = new ArrayList<String>();
        options.add("-Dcourse.track=" + Track.EXERCISE.id());
        options.add("-Dcourse.strict=true");
        options.add("-Dcourse.output=" + folder);
        options.add("-D" + Candidates.OVERRIDE + "=" + candidate.getName());
        properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
        return ChildJvm.command(options, SpecRun.class.getName(), List.of(spec.getName()));
    }
}
