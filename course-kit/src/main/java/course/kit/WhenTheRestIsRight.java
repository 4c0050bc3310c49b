package course.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An example that takes long, and would say nothing new on an answer that is wrong already: it is
 * skipped when an earlier one of its exercise has failed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WhenTheRestIsRight {
    /** How the reason begins for which such an example is skipped. */
    String NOT_YET = "it comes when the rest is right";
}
