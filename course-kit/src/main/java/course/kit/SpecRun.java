package course.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

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
    private static final String SEPARATOR = " ";

    private SpecRun() {}

    /** The line that asks for a run. */
    static String request(Class<?> spec, Class<?> candidate, Path folder) {
        return String.join(SEPARATOR, spec.getName(), candidate.getName(), folder.toString());
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
            var parts = line.split(SEPARATOR, 3);
            Settings.nextRun(parts[1], Path.of(parts[2]));
            CurrentRun.start();
            run(parts[0]);
            answers.println(CurrentRun.leavesNothing());
        }
        System.exit(0);
    }

    private static void run(String spec) {
        var request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(spec)).build();
        try (var session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request);
        }
    }
}
