package course.cli.grade.permit;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of what may be used: {@code java.util.*}, {@code java.lang.*Exception}, {@code
 * java.lang.Runtime#gc,freeMemory}; with a minus before it, of what may not. A method may be given
 * with the beginning of its descriptor: {@code <init>(Ljava/lang/String;}.
 *
 * @param classes a class's name, with the classes in it; {@code *} is anything but a dot, {@code
 *     **} anything
 * @param members none for all of them
 */
record Rule(boolean permits, Pattern classes, List<String> members) {

    /**
     * @throws IllegalArgumentException if that is no rule
     */
    static Rule of(String text) {
        var permits = !text.startsWith("-");
        var parts = (permits ? text : text.substring(1)).split("#", 2);
        if (!parts[0].matches("[\\w.$*]+")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no rule of what may be used".formatted(text));
        }
        var name =
                parts[0].replace(".", "\\.")
                        .replace("$", "\\$")
                        .replace("**", ".+")
                        .replaceAll("(?<![.+])\\*|(?<=\\.)\\*", "[^.]*");
        return new Rule(
                permits,
                Pattern.compile(name + "(\\$.*)?"),
                parts.length == 1 ? List.of() : List.of(parts[1].split(",")));
    }

    boolean isAbout(String className) {
        return classes.matcher(className).matches();
    }

    boolean isAboutAllOf(String className) {
        return members.isEmpty() && isAbout(className);
    }

    boolean isAbout(String className, Member member) {
        return isAbout(className)
                && (members.isEmpty() || members.stream().anyMatch(member::isMeantBy));
    }
}
