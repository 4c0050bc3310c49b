package course.kit.spec;

import course.kit.Exercise;
import course.kit.track.Settings;
import course.kit.track.Track;

import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

import java.util.Locale;

/**
 * Answers run in English, from the command line and in an IDE: none is wrong because its machine
 * writes numbers or capitals in another way. References run in the machine's own locale, so that it
 * can be seen that they do without.
 */
public final class NeutralLocale implements TestExecutionListener {

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (Settings.current().track() == Track.EXERCISE && hasExamples(plan)) {
            Locale.setDefault(Locale.ENGLISH);
        }
    }

    private static boolean hasExamples(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> test.getSource().stream())
                .anyMatch(source ->
                        source instanceof ClassSource type
                                && type.getJavaClass().isAnnotationPresent(Exercise.class));
    }
}
