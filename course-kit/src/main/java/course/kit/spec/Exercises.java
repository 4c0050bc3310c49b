package course.kit.spec;

import course.kit.Exercise;

import org.junit.platform.commons.support.AnnotationSupport;

import java.util.Optional;

/** Which exercise a class is about. */
public final class Exercises {
    private Exercises() {}

    /** That of a spec, or of a class nested in one; nothing for a class that is neither. */
    public static Optional<Exercise> of(Class<?> type) {
        for (var outer = type; outer != null; outer = outer.getEnclosingClass()) {
            var exercise = AnnotationSupport.findAnnotation(outer, Exercise.class);
            if (exercise.isPresent()) {
                return exercise;
            }
        }
        return Optional.empty();
    }
}
