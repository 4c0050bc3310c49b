package course.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a known-wrong implementation of a contract, in the {@code mistakes} package beside the
 * contract's spec. The proof runs the example that it names on it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Mistake {

    /** The method of the example that must reject it. */
    String killedBy();

    /** Words that this example's message must contain. */
    String saying();
}
