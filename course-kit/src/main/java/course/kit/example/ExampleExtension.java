package course.kit.example;

import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.TakesTime;
import course.kit.spec.Exercises;
import course.kit.trace.LatestTrace;
import course.kit.track.Settings;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs each example of a spec as a {@link RunningExample}: on its own thread, with its deadline.
 * JUnit finds it as a service, for all its tests; those of no exercise are none of its business.
 */
public final class ExampleExtension
        implements ParameterResolver, InvocationInterceptor, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(ExampleExtension.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(
            ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return exercise(context).isPresent()
                && Arguments.isKnown(parameter, context.getRequiredTestClass());
    }

    /**
     * What goes wrong here is kept for the constructor that asks for the parameter, since JUnit
     * would wrap it in a failure of its own.
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var example = example(context).orElseThrow();
        try {
            return Arguments.create(parameter, example);
        } catch (Throwable thrown) {
            example.cannotBegin(example.judge(thrown));
            return null;
        }
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> target,
            ExtensionContext context)
            throws Throwable {
        return run(invocation, context);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> target,
            ExtensionContext context)
            throws Throwable {
        run(invocation, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> target,
            ExtensionContext context)
            throws Throwable {
        run(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> target,
            ExtensionContext context)
            throws Throwable {
        run(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> target,
            ExtensionContext context)
            throws Throwable {
        if (context.getExecutionException().isEmpty()) {
            example(context).ifPresent(RunningExample::tidiesUp);
        }
        run(invocation, context);
    }

    private static <T> T run(Invocation<T> invocation, ExtensionContext context) throws Throwable {
        var running = example(context);
        if (running.isEmpty()) {
            return invocation.proceed();
        }
        var example = running.get();
        try {
            example.checkCanBegin();
            return example.run(invocation::proceed);
        } catch (Throwable thrown) {
            throw example.judge(thrown);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        example(context).ifPresent(example -> finish(example, context));
    }

    private static void finish(RunningExample example, ExtensionContext context) {
        try {
            example.finish(context.getExecutionException().isEmpty());
        } catch (Throwable thrown) {
            throw unchecked(example.judge(thrown));
        } finally {
            LatestTrace.keep(context.getUniqueId(), example.trace());
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private static Optional<Exercise> exercise(ExtensionContext context) {
        return context.getTestClass().flatMap(Exercises::of);
    }

    private static Optional<RunningExample> example(ExtensionContext context) {
        return exercise(context)
                .map(exercise ->
                        context.getStore(NAMESPACE)
                                .computeIfAbsent(
                                        RunningExample.class,
                                        type -> newExample(exercise, context),
                                        RunningExample.class));
    }

    private static RunningExample newExample(Exercise exercise, ExtensionContext context) {
        ExitGuard.install();
        return new RunningExample(
                exercise.id(),
                "exercise %s in README.md; tutorial, section \"%s\" (see TUTORIAL.md)"
                        .formatted(exercise.id(), exercise.section()),
                new TimeLimit(
                        exercise.id(),
                        deadline(context),
                        annotation(TakesTime.class, context).isPresent()));
    }

    private static Duration deadline(ExtensionContext context) {
        return annotation(Deadline.class, context)
                .map(deadline -> Duration.ofSeconds(deadline.seconds()))
                .orElse(Settings.current().deadline());
    }

    private static <A extends Annotation> Optional<A> annotation(
            Class<A> type, ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), type)
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), type));
    }
}
