package course.cli.keep;

import java.util.Locale;

/** Why a copy was kept. */
public enum Why {
    /** The stub was put in its place; an undo takes that back. */
    RESET,
    /** An older copy was put in its place. */
    UNDO,
    /** The reference was shown. */
    ANSWER,
    /** All its examples passed. */
    DONE,
    /** The learner came or went, and something else might come in its place, such as an update. */
    VISIT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
