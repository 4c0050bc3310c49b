package course.kit.example;

import course.kit.Candidate;
import course.kit.Example;
import course.kit.Given;
import course.kit.track.Candidates;
import course.kit.track.Track;

import org.junit.jupiter.api.extension.ParameterContext;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Optional;

/** What a spec's constructor is given: candidates, references, helpers. */
final class Arguments {
    private Arguments() {}

    static boolean isKnown(ParameterContext parameter, Class<?> spec) {
        var type = parameter.getParameter().getType();
        return parameter.isAnnotated(Given.class)
                || type == Candidate.class
                || helperConstructor(type).isPresent()
                || type == Candidates.contractOf(spec);
    }

    static Object create(ParameterContext parameter, RunningExample example) throws Throwable {
        var type = parameter.getParameter().getType();
        var helper = helperConstructor(type);
        if (helper.isPresent()) {
            return example.run(() -> newHelper(helper.get(), example));
        }
        if (type == Candidate.class) {
            return candidate(
                    implementation(parameter, contractOf(parameter.getParameter())), example);
        }
        return create(implementation(parameter, type), example);
    }

    private static Class<?> implementation(ParameterContext parameter, Class<?> contract) {
        return parameter.isAnnotated(Given.class)
                ? Candidates.implementation(contract, Track.REFERENCE)
                : Candidates.candidateFor(contract);
    }

    private static Object newHelper(Constructor<?> constructor, Example example) throws Throwable {
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(example);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
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
    private static Class<?> contractOf(Parameter parameter) {
        var type = (ParameterizedType) parameter.getParameterizedType();
        var contract = type.getActualTypeArguments()[0];
        return (Class<?>)
                (contract instanceof ParameterizedType generic ? generic.getRawType() : contract);
    }

    private static <T> Candidate<T> candidate(Class<T> implementation, Example example) {
        return new Candidate<>() {
            @Override
            public T create(Object... arguments) throws Exception {
                return closedAtEnd(createOpen(arguments), example);
            }

            @Override
            public T createOpen(Object... arguments) throws Exception {
                try {
                    return implementation.cast(Candidates.construct(implementation, arguments));
                } catch (Exception | Error thrown) {
                    throw thrown;
                } catch (Throwable thrown) {
                    throw new AssertionError(thrown);
                }
            }
        };
    }

    private static Object create(Class<?> implementation, RunningExample example) throws Throwable {
        return closedAtEnd(example.run(() -> Candidates.create(implementation)), example);
    }

    private static <T> T closedAtEnd(T created, Example example) {
        if (created instanceof AutoCloseable closeable) {
            example.closesAtEnd(closeable);
        }
        return created;
    }
}
