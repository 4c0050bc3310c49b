package course.kit.track;

import org.junit.platform.commons.support.ReflectionSupport;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Optional;

/** Finds contracts and their implementations by name and place alone. */
public final class Candidates {
    private static final String SPEC = "Spec";

    private Candidates() {}

    /** The contract that a spec class, or a class nested in one, is about. */
    public static Class<?> contractOf(Class<?> spec) {
        var outermost = spec;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        var name = outermost.getName();
        if (!name.endsWith(SPEC)) {
            throw new IllegalStateException(name + " is no spec: its name must end in " + SPEC);
        }
        return load(name.substring(0, name.length() - SPEC.length()))
                .orElseThrow(() ->
                        new IllegalStateException(name + " has no contract of its name beside it"));
    }

    /** The name that convention gives to a contract's implementation on a track. */
    public static String implementationName(Class<?> contract, Track track) {
        return "%s.%s.%s%s"
                .formatted(
                        contract.getPackageName(),
                        track.id(),
                        track.prefix(),
                        contract.getSimpleName());
    }

    public static Class<?> implementation(Class<?> contract, Track track) {
        var name = implementationName(contract, track);
        return load(name).orElseThrow(() -> missing(contract, name));
    }

    /** Told as it is, without the name of its type. */
    private static AssertionError missing(Class<?> contract, String name) {
        var missing =
                new AssertionError(
                        ExerciseCompiler.failure(name)
                                .orElse(
                                        "%s needs a class %s, and there is none"
                                                .formatted(contract.getSimpleName(), name)));
        missing.setStackTrace(new StackTraceElement[0]);
        return missing;
    }

    public static Class<?> candidateFor(Class<?> contract) {
        var settings = Settings.current();
        if (settings.candidate().isEmpty()) {
            return implementation(contract, settings.track());
        }
        var name = settings.candidate().get();
        return load(name).orElseThrow(() -> new IllegalStateException("There is no class " + name));
    }

    /** Creates an implementation; the contracts that its constructor asks for are given. */
    public static Object create(Class<?> implementation) throws Throwable {
        var types = constructorOf(implementation).getParameterTypes();
        var arguments = new Object[types.length];
        for (var i = 0; i < types.length; i++) {
            arguments[i] = create(implementation(types[i], Track.REFERENCE));
        }
        return construct(implementation, arguments);
    }

    public static Object construct(Class<?> implementation, Object... arguments) throws Throwable {
        try {
            return constructorOf(implementation).newInstance(arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "%s needs a constructor for %s"
                            .formatted(
                                    implementation.getSimpleName(),
                                    Arrays.stream(arguments)
                                            .map(argument -> argument.getClass().getSimpleName())
                                            .toList()),
                    e);
        }
    }

    private static Constructor<?> constructorOf(Class<?> implementation) {
        var constructors = implementation.getDeclaredConstructors();
        if (constructors.length != 1) {
            throw new IllegalStateException(
                    implementation.getName() + " must have exactly one constructor");
        }
        constructors[0].setAccessible(true);
        return constructors[0];
    }

    private static Optional<Class<?>> load(String name) {
        return ReflectionSupport.tryToLoadClass(name).toOptional();
    }
}
