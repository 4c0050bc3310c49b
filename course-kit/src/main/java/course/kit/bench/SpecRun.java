package course.kit.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import course.kit.example.CurrentRun;
import course.kit.track.Settings;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The side of {@link SpecRuns} in the other JVM: runs what it is told on standard input. */
final class SpecRun {
    static final String EVERY_EXAMPLE = "*";
    private static final String SEPARATOR = " ";

    private SpecRun() {}

    /** The line that asks for a run. */
    static String request(Class<?> spec, Class<?> candidate, String example, Path folder) {
        return String.join(
                SEPARATOR, spec.getName(), candidate.getName(), example, folder.toString());
    }

    /** Whether a run's answer says that the JVM is as it was before. */
    static boolean isClean(String answer) {
        return Boolean.parseBoolean(answer);
    }

    public static void main(String... none) throws IOException {
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var answers = System.out;
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        for (var line = requests.readLine(); line != null; line = requests.readLine()) {
            var parts = line.split(SEPARATOR, 4);
            Settings.nextRun(parts[1], Path.of(parts[3]));
            CurrentRun.start();
            run(parts[0], parts[2]);
            answers.println(CurrentRun.leavesNothing());
        }
        System.exit(0);
    }

    private static void run(String spec, String example) {
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(spec))
                        .filters(named(example))
                        .build();
        try (var session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request);
        }
    }

    private static PostDiscoveryFilter named(String example) {
        return found ->
                FilterResult.includedIf(
                        example.equals(EVERY_EXAMPLE)
                                || found.getSource()
                                        .filter(MethodSource.class::isInstance)
                                        .map(MethodSource.class::cast)
                                        .map(MethodSource::getMethodName)
                                        .filter(example::equals)
                                        .isPresent());
    }
}
