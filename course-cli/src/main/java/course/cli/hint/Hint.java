package course.cli.hint;

import course.kit.hint.Rung;

/**
 * What is said of a TODO.
 *
 * @param todo such as {@code 5.2.1}
 * @param text in Markdown
 * @param isNew whether it had not been shown before
 */
public record Hint(String todo, Rung rung, String text, boolean isNew) {
    /** From 1. */
    public int number() {
        return rung.ordinal() + 1;
    }

    public boolean isLast() {
        return rung == Rung.values()[Rung.values().length - 1];
    }
}
