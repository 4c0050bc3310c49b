package course.kit.track;

import java.util.Locale;

/** Whose code the specifications run on. */
public enum Track {
    REFERENCE,
    EXERCISE;

    /** In lower case: a lesson's sub-package, and the name of a result file. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first word of the names of this track's classes. */
    String prefix() {
        return name().charAt(0) + id().substring(1);
    }
}
