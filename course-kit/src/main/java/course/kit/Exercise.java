package course.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class the specification of one exercise. {@code FooSpec} specifies the contract {@code
 * Foo} of its own package, and runs on {@code exercise.ExerciseFoo} or {@code
 * reference.ReferenceFoo}, whichever the {@link course.kit.track.Track} asks for. Its constructor
 * may ask for
 *
 * <ul>
 *   <li>the contract {@code Foo}: a fresh candidate for each example, closed after it if it is
 *       {@link AutoCloseable};
 *   <li>a {@link Candidate} of it, where the spec chooses what it is constructed with;
 *   <li>another contract of the package, marked {@link Given}: always the reference;
 *   <li>a helper: {@link Background}, {@link course.kit.net.Network}, or any class whose
 *       constructor takes the {@link Example}.
 * </ul>
 *
 * <p>Where one contract is worth several exercises, its spec is in parts: the classes nested in it
 * are exercises, too, each with an annotation of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Exercise {

    /**
     * Lesson and number, such as {@code 5.2}: unique in the course, and a heading of the lesson.
     */
    String id();

    String title();

    /** The tutorial's section behind it, as the tutorial writes it. */
    String section();
}
