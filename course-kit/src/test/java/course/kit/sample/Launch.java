package course.kit.sample;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a spec as JUnit's own console does: what failed shows in the exit status. */
public final class Launch {
    private Launch() {}

    public static void main(String... specs) throws Exception {
        var heard = new SummaryGeneratingListener();
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(Class.forName(specs[0])))
                        .build();
        try (var session = LauncherFactory.openSession()) {
            session.getLauncher().registerTestExecutionListeners(heard);
            session.getLauncher().execute(request);
        }
        var summary = heard.getSummary();
        System.out.printf(
                "JUnit: %d passed, %d failed, %d aborted%n",
                summary.getTestsSucceededCount(),
                summary.getTestsFailedCount(),
                summary.getTestsAbortedCount());
        System.exit(summary.getTotalFailureCount() == 0 ? 0 : 1);
    }
}
