package course.cli.demo;

import java.nio.file.Path;

/**
 * A program of a lesson.
 *
 * @param lesson such as {@code 05-select-server}
 * @param className with its package
 * @param name such as {@code SelectServerDemo}; with the lesson's number before it, such as {@code
 *     03/SwitchCostDemo}, where another lesson has one of that name
 * @param about what its Javadoc says first
 */
public record Demo(String lesson, String className, String name, String about, Path source) {
    private static final String ENDING = "Demo";

    String simpleName() {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /**
     * Whether {@code typed} may mean it: a part of the name is left out, or typed in small letters.
     */
    boolean isMeantBy(String typed) {
        var slash = typed.lastIndexOf('/');
        var last = typed.substring(slash + 1);
        return lesson.startsWith(slash < 0 ? "" : typed.substring(0, slash))
                && (last.equalsIgnoreCase(simpleName())
                        || (last + ENDING).equalsIgnoreCase(simpleName())
                        || last.equals(className));
    }

    boolean isExactly(String typed) {
        return typed.equals(name) || typed.equals(className);
    }

    Demo withName(String other) {
        return new Demo(lesson, className, other, about, source);
    }
}
