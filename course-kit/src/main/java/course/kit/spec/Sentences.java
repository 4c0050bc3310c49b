package course.kit.spec;

import org.junit.jupiter.api.DisplayNameGenerator;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads a spec's {@code anEmptyListWaits} as "an empty list waits". */
public final class Sentences extends DisplayNameGenerator.Standard {

    @Override
    public String generateDisplayNameForMethod(
            List<Class<?>> enclosing, Class<?> testClass, Method method) {
        return isExercise(testClass, enclosing)
                ? sentence(method.getName())
                : super.generateDisplayNameForMethod(enclosing, testClass, method);
    }

    @Override
    public String generateDisplayNameForNestedClass(List<Class<?>> enclosing, Class<?> nested) {
        return isExercise(nested, enclosing)
                ? sentence(nested.getSimpleName())
                : super.generateDisplayNameForNestedClass(enclosing, nested);
    }

    /** A class that a part inherits may be nested elsewhere. */
    private static boolean isExercise(Class<?> type, List<Class<?>> enclosing) {
        return Stream.concat(Stream.of(type), enclosing.stream())
                .anyMatch(one -> Exercises.of(one).isPresent());
    }

    static String sentence(String name) {
        return name.replaceAll(
                        "(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])|(?<=[A-Z])(?=[A-Z][a-z])",
                        " ")
                .toLowerCase(Locale.ROOT);
    }
}
