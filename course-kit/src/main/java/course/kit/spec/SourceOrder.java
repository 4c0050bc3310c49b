package course.kit.spec;

import course.kit.WhenTheRestIsRight;
import course.kit.track.Settings;

import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs the examples of a spec in the order in which they are written: the simple ones first, and
 * those that it inherits before its own. Before them all come those that the run is to begin with.
 */
public final class SourceOrder implements MethodOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        if (Exercises.of(context.getTestClass()).isEmpty()) {
            return;
        }
        var written = withInherited(context.getTestClass());
        context.getMethodDescriptors()
                .sort(
                        Comparator.comparingInt(SourceOrder::turn)
                                .thenComparing(method -> written.indexOf(nameOf(method))));
    }

    private static int turn(MethodDescriptor method) {
        return method.isAnnotated(WhenTheRestIsRight.class)
                ? Integer.MAX_VALUE
                : Settings.current().turn(nameOf(method));
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
        return classFile(spec).methods().stream()
                .map(method -> method.methodName().stringValue())
                .toList();
    }

    /** The first line of a class in its source; 0 if it was compiled without. */
    static int lineOf(Class<?> part) {
        return classFile(part).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()).stream())
                .flatMap(table -> table.lineNumbers().stream())
                .mapToInt(LineNumberInfo::lineNumber)
                .min()
                .orElse(0);
    }

    private static ClassModel classFile(Class<?> type) {
        var file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (var bytes = type.getResourceAsStream(file)) {
            return ClassFile.of().parse(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
