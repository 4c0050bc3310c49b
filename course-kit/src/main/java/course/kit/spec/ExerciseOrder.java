package course.kit.spec;

import course.kit.Exercise;
import course.kit.track.Settings;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Runs the specs in the order of the lesson: 5.2 before 5.10; and a spec's parts as written, after
 * the one that has what the run is to begin with.
 */
public final class ExerciseOrder implements ClassOrderer {

    /** Orders exercise ids by their numbers. */
    public static final Comparator<String> BY_ID =
            Comparator.comparing(ExerciseOrder::numbers, Arrays::compare);

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(
                        Comparator.comparing(ExerciseOrder::id, BY_ID)
                                .thenComparing(ExerciseOrder::turn)
                                .thenComparing(ExerciseOrder::place));
    }

    private static int turn(ClassDescriptor descriptor) {
        var settings = Settings.current();
        return ReflectionSupport.findMethods(
                        descriptor.getTestClass(),
                        method -> settings.first().contains(method.getName()),
                        HierarchyTraversalMode.BOTTOM_UP)
                .stream()
                .mapToInt(method -> settings.turn(method.getName()))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** What is no spec comes first. */
    private static String id(ClassDescriptor descriptor) {
        return descriptor.findAnnotation(Exercise.class).map(Exercise::id).orElse("0");
    }

    private static int place(ClassDescriptor descriptor) {
        var type = descriptor.getTestClass();
        return type.isMemberClass() ? SourceOrder.lineOf(type) : 0;
    }

    private static int[] numbers(String id) {
        return Arrays.stream(id.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
