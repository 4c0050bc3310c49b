package course.kit;

import org.junit.jupiter.api.DisplayNameGenerator;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;

/** Reads {@code anEmptyListWaits} as "an empty list waits". */
public final class Sentences extends DisplayNameGenerator.Standard {

    @Override
    public String generateDisplayNameForMethod(
            List<Class<?>> enclosing, Class<?> testClass, Method method) {
        return sentence(method.getName());
    }

    @Override
    public String generateDisplayNameForNestedClass(List<Class<?>> enclosing, Class<?> nested) {
        return sentence(nested.getSimpleName());
    }

    static String sentence(String name) {
        return name.replaceAll(
                        "(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])|(?<=[A-Z])(?=[A-Z][a-z])",
                        " ")
                .toLowerCase(Locale.ROOT);
    }
}
