package course.kit.failure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The TODO that an example ended in.
 *
 * @param text what the stub said, such as {@code TODO 5.2.1: accept the connection}
 * @param where the stub's line, such as {@code ExerciseSelectServer.java:31}
 */
public record ToDo(String text, Optional<Place> where) {

    private static final Pattern MESSAGE = Pattern.compile("TODO \\d+\\.\\d[^\\r\\n]*");
    private static final String TYPE = UnsupportedOperationException.class.getName();
    private static final Pattern FRAME =
            Pattern.compile("at (?:\\S+/)?([\\w.$]+)\\.[\\w$<>]+\\(([\\w$]+\\.java):(\\d+)\\)");

    /** A line of source code. */
    public record Place(String className, String file, int line) {
        static Place of(StackTraceElement frame) {
            return new Place(frame.getClassName(), frame.getFileName(), frame.getLineNumber());
        }

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** Looks for a TODO in what was thrown, its causes, and failures that quote one. */
    public static Optional<ToDo> in(Throwable thrown) {
        var all = withCauses(thrown);
        return first(all, ToDo::thrownBy).or(() -> first(all, ToDo::quotedBy));
    }

    private static Optional<ToDo> first(
            Collection<Throwable> all, Function<Throwable, Optional<ToDo>> find) {
        return all.stream().flatMap(one -> find.apply(one).stream()).findFirst();
    }

    private static Collection<Throwable> withCauses(Throwable thrown) {
        var all = new ArrayList<Throwable>();
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        var pending = new ArrayDeque<Throwable>(List.of(thrown));
        while (!pending.isEmpty()) {
            var next = pending.remove();
            if (seen.add(next)) {
                all.add(next);
                if (next.getCause() != null) {
                    pending.add(next.getCause());
                }
                Collections.addAll(pending, next.getSuppressed());
            }
        }
        return all;
    }

    private static Optional<ToDo> thrownBy(Throwable thrown) {
        var message = String.valueOf(thrown.getMessage());
        if (!(thrown instanceof UnsupportedOperationException)
                || !MESSAGE.matcher(message).lookingAt()) {
            return Optional.empty();
        }
        var frames = thrown.getStackTrace();
        return Optional.of(
                new ToDo(
                        message,
                        frames.length == 0 ? Optional.empty() : Optional.of(Place.of(frames[0]))));
    }

    /** An assertion about exceptions swallows the one that it sees, but tells of it. */
    private static Optional<ToDo> quotedBy(Throwable thrown) {
        var message = String.valueOf(thrown.getMessage());
        var type = message.indexOf(TYPE);
        if (!(thrown instanceof AssertionError) || type < 0) {
            return Optional.empty();
        }
        var quoted = MESSAGE.matcher(message);
        if (!quoted.find(type)) {
            return Optional.empty();
        }
        var frame = FRAME.matcher(message);
        return Optional.of(
                new ToDo(
                        quoted.group(),
                        frame.find(quoted.end())
                                ? Optional.of(
                                        new Place(
                                                frame.group(1),
                                                frame.group(2),
                                                Integer.parseInt(frame.group(3))))
                                : Optional.empty()));
    }

    /** Such as {@code 5.2.1}. */
    public String number() {
        return text.replaceFirst("TODO ([\\d.]*\\d).*", "$1");
    }

    /** Its number and place, for lists in which it comes many times. */
    String brief() {
        return withPlace(text.replaceFirst(":.*", ""));
    }

    @Override
    public String toString() {
        return withPlace(text);
    }

    private String withPlace(String what) {
        return what + where.map(place -> " (" + place + ")").orElse("");
    }
}
