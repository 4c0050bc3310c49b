package course.kit;

import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs the examples of a spec in the order in which they are written: the simple ones first, and
 * those that it inherits before its own.
 */
public final class SourceOrder implements MethodOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        var written = withInherited(context.getTestClass());
        context.getMethodDescriptors()
                .sort(Comparator.comparingInt(method -> written.indexOf(nameOf(method))));
    }

    private static String nameOf(MethodDescriptor method) {
        return method.getMethod().getName();
    }

    private static List<String> withInherited(Class<?> spec) {
        var written = new ArrayList<String>();
        for (var type = spec; type != Object.class; type = type.getSuperclass()) {
            written.addAll(0, methodsOf(type));
        }
        return written;
    }

    /** Reflection promises no order, but compilers write methods as they find them. */
    private static List<String> methodsOf(Class<?> spec) {
        var file = spec.getName().substring(spec.getPackageName().length() + 1) + ".class";
        try (var bytes = spec.getResourceAsStream(file)) {
            return ClassFile.of().parse(bytes.readAllBytes()).methods().stream()
                    .map(method -> method.methodName().stringValue())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
