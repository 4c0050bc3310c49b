package course.kit.example;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import course.kit.Exercise;
import course.kit.WhenTheRestIsRight;
import course.kit.failure.Verdicts.NotDone;
import course.kit.spec.Exercises;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;

import java.util.Optional;

/**
 * Skips what comes {@link WhenTheRestIsRight}. Found as a service, as {@link ExampleExtension} is.
 */
public final class EarlierFailures implements ExecutionCondition, TestWatcher {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!AnnotationSupport.isAnnotated(context.getElement(), WhenTheRestIsRight.class)) {
            return enabled(null);
        }
        return exercise(context)
                .flatMap(CurrentRun::firstFailure)
                .map(failed ->
                        disabled(
                                "%s, which \"%s\" is not"
                                        .formatted(WhenTheRestIsRight.NOT_YET, failed)))
                .orElse(enabled(null));
    }

    @Override
    public void testFailed(ExtensionContext example, Throwable failure) {
        if (!(failure instanceof NotDone)) {
            exercise(example).ifPresent(id -> CurrentRun.hasFailed(id, example.getDisplayName()));
        }
    }

    private static Optional<String> exercise(ExtensionContext context) {
        return context.getTestClass().flatMap(Exercises::of).map(Exercise::id);
    }
}
