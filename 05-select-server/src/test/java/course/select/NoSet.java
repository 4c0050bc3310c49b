package course.select;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is no set of events. */
enum NoSet {
    NULL,
    WITH_NULL_FIRST,
    WITH_NULL_LAST;

    /**
     * @param event what there is beside null, if there is anything
     */
    <E> Set<E> with(E event) {
        return switch (this) {
            case NULL -> null;
            case WITH_NULL_FIRST -> new LinkedHashSet<>(Arrays.asList(null, event));
            case WITH_NULL_LAST -> new LinkedHashSet<>(Arrays.asList(event, null));
        };
    }
}
