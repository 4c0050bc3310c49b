package course.kit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Runs each example of a spec as an {@link Example}: on its own thread, with its deadline. */
final class ExampleExtension
        implements ParameterResolver, InvocationInterceptor, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(ExampleExtension.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(
            ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return parameter.isAnnotated(Given.class)
                || type == Candidate.class
                || helperConstructor(type).isPresent()
                || type == Candidates.contractOf(context.getRequiredTestClass());
    }

    /**
     * What goes wrong here is kept for the constructor that asks for the parameter, since JUnit
     * would wrap it in a failure of its own.
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var example = example(context);
        try {
            return resolve(parameter, example);
        } catch (Throwable thrown) {
            example.cannotBegin(example.judge(thrown));
            return null;
        }
    }

    private static Object resolve(ParameterContext parameter, Example example) throws Throwable {
        var type = parameter.getParameter().getType();
        var helper = helperConstructor(type);
        if (helper.isPresent()) {
            return example.run(() -> newHelper(helper.get(), example));
        }
        if (type == Candidate.class) {
            return new Candidate<>(implementation(parameter, contractOf(parameter)), example);
        }
        return create(implementation(parameter, type), example);
    }

    private static Class<?> implementation(ParameterContext parameter, Class<?> contract) {
        return parameter.isAnnotated(Given.class)
                ? Candidates.implementation(contract, Track.REFERENCE)
                : Candidates.candidateFor(contract);
    }

    private static Object newHelper(Constructor<?> constructor, Example example) {
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(example);
        } catch (InvocationTargetException thrown) {
            throw sneaky(thrown.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create a " + constructor.getName(), e);
        }
    }

    /** Of a class whose only constructor takes the example that it helps. */
    private static Optional<Constructor<?>> helperConstructor(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor ->
                        Arrays.equals(
                                constructor.getParameterTypes(), new Class<?>[] {Example.class}))
                .findFirst();
    }

    /** The {@code Foo} of a parameter {@code Candidate<Foo>} or {@code Candidate<Foo<Bar>>}. */
    private static Class<?> contractOf(ParameterContext parameter) {
        var type = (ParameterizedType) parameter.getParameter().getParameterizedType();
        var contract = type.getActualTypeArguments()[0];
        return (Class<?>)
                (contract instanceof ParameterizedType generic ? generic.getRawType() : contract);
    }

    private static Object create(Class<?> implementation, Example example) throws Throwable {
        var created = example.run(() -> createUnchecked(implementation));
        if (created instanceof AutoCloseable closeable) {
            example.closesAtEnd(closeable);
        }
        return created;
    }

    private static Object createUnchecked(Class<?> implementation) {
        try {
            return Candidates.create(implementation);
        } catch (Throwable thrown) {
            throw sneaky(thrown);
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
            example(context).tidiesUp();
        }
        run(invocation, context);
    }

    private static <T> T run(Invocation<T> invocation, ExtensionContext context) throws Throwable {
        var example = example(context);
        try {
            example.checkCanBegin();
            return example.run(() -> {
                try {
                    return invocation.proceed();
                } catch (Throwable thrown) {
                    throw sneaky(thrown);
                }
            });
        } catch (Throwable thrown) {
            throw example.judge(thrown);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var example = example(context);
        try {
            example.finish(context.getExecutionException().isEmpty());
        } catch (Throwable thrown) {
            throw sneaky(example.judge(thrown));
        }
    }

    private static Example example(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Example.class, type -> newExample(context), Example.class);
    }

    private static Example newExample(ExtensionContext context) {
        var spec = context.getRequiredTestClass();
        var exercise = exerciseOf(spec);
        var seconds =
                AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Deadline.class)
                        .or(() -> AnnotationSupport.findAnnotation(spec, Deadline.class))
                        .map(Deadline::seconds)
                        .orElse((int) Settings.current().deadline().toSeconds());
        return new Example(
                exercise.id(),
                "exercise %s in README.md; tutorial, section \"%s\" (see TUTORIAL.md)"
                        .formatted(exercise.id(), exercise.section()),
                Duration.ofSeconds(seconds));
    }

    /** The exercise that a spec class, or a class nested in one, is about. */
    static Exercise exerciseOf(Class<?> spec) {
        for (var type = spec; type != null; type = type.getEnclosingClass()) {
            var exercise = AnnotationSupport.findAnnotation(type, Exercise.class);
            if (exercise.isPresent()) {
                return exercise.get();
            }
        }
        throw new IllegalStateException(spec.getName() + " has no @Exercise");
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
