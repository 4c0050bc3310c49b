package course.kit;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import course.kit.Verdicts.NotDone;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what comes {@link WhenTheRestIsRight}. */
final class EarlierFailures implements ExecutionCondition, TestWatcher {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!AnnotationSupport.isAnnotated(context.getElement(), WhenTheRestIsRight.class)) {
            return enabled(null);
        }
        return CurrentRun.firstFailure(exercise(context))
                .map(failed ->
                        disabled(
                                "%s, which \"%s\" is not"
                                        .formatted(WhenTheRestIsRight.NOT_YET, failed)))
                .orElse(enabled(null));
    }

    @Override
    public void testFailed(ExtensionContext example, Throwable failure) {
        if (!(failure instanceof NotDone)) {
            CurrentRun.hasFailed(exercise(example), example.getDisplayName());
        }
    }

    private static String exercise(ExtensionContext context) {
        return ExampleExtension.exerciseOf(context.getRequiredTestClass()).id();
    }
}
