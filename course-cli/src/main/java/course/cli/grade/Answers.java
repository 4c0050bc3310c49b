package course.cli.grade;

import course.cli.answer.Lesson;
import course.cli.grade.jvm.CompilerJvm;
import course.cli.grade.submission.Submission;
import course.cli.keep.Stubs;
import course.cli.workspace.Exercise;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes classes of what a submission has for an exercise, or says why there are none to run. */
final class Answers {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** In bytes; no file system has longer ones. */
    private static final int LONGEST_NAME = 255;

    private static final int SHOWN = 40;

    private final CompilerJvm compiler;
    private final Refusals refusals;

    /** What is there of an exercise. */
    sealed interface Answer {}

    /** As the course gave it. */
    record Untouched() implements Answer {}

    /** Nothing that can be run. */
    record Refused(String why) implements Answer {}

    record Runnable(Map<String, byte[]> classes) implements Answer {}

    Answers(CompilerJvm compiler, Refusals refusals) {
        this.compiler = compiler;
        this.refusals = refusals;
    }

    Answer of(Submission submission, Exercise exercise, Lesson lesson)
            throws IOException, InterruptedException {
        var name = exercise.source().getFileName().toString();
        var files = submission.beside(exercise);
        if (!files.containsKey(name)) {
            return new Refused("%s is not in the submission".formatted(name));
        }
        var text = text(files.get(name));
        if (text.isEmpty()) {
            return new Refused(
                    "%s is no UTF-8 (line %s): save it as UTF-8"
                            .formatted(name, lineOfBadByte(files.get(name))));
        }
        if (isSame(text.get(), new String(Stubs.of(exercise), StandardCharsets.UTF_8))) {
            return new Untouched();
        }
        var sources = new TreeMap<String, String>();
        files.forEach((file, bytes) -> text(bytes).ifPresent(one -> sources.put(file, one)));
        var compiled = compiler.compile(exercise, sources);
        if (!compiled.errors().isEmpty()) {
            return new Refused(shown(compiled.errors(), exercise) + leftOut(files, sources));
        }
        return checked(compiled.classes(), exercise, lesson);
    }

    /** What is no UTF-8 beside it may be what is missing. */
    private static String leftOut(Map<String, byte[]> files, Map<String, String> sources) {
        return files.keySet().stream()
                .filter(file -> !sources.containsKey(file))
                .map(file -> "\n%s is no UTF-8, and was left out".formatted(file))
                .collect(Collectors.joining());
    }

    private Answer checked(Map<String, byte[]> classes, Exercise exercise, Lesson lesson)
            throws IOException {
        var name = exercise.source().getFileName();
        var expected = exercise.className();
        var packageName = expected.substring(0, expected.lastIndexOf('.'));
        for (var one : classes.keySet()) {
            if (!one.startsWith(packageName + ".")
                    || one.indexOf('.', packageName.length() + 1) >= 0) {
                return new Refused(
                        "%s declares %s, which is not in the package %s: an answer has its own package"
                                .formatted(name, one, packageName));
            }
            var file = one.substring(packageName.length() + 1) + ".class";
            if (file.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return new Refused(
                        "%s declares a class whose name is too long for a file: %s…"
                                .formatted(name, file.substring(0, SHOWN)));
            }
        }
        if (!classes.containsKey(expected)) {
            return new Refused(
                    "%s declares no class %s"
                            .formatted(name, expected.substring(packageName.length() + 1)));
        }
        var refused = refusals.of(exercise, lesson, classes);
        return refused.isEmpty() ? new Runnable(classes) : new Refused(String.join("\n", refused));
    }

    /** The place is told as it is in the course. */
    private static String shown(String errors, Exercise exercise) {
        return errors.replace(exercise.source().getParent() + "/", "");
    }

    /** With no byte order mark; nothing if it is no UTF-8. */
    private static Optional<String> text(byte[] bytes) {
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int lineOfBadByte(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length + 1);
        decoder.decode(in, out, true);
        return 1 + (int) out.flip().chars().filter(one -> one == '\n').count();
    }

    private static boolean isSame(String one, String other) {
        return List.of(one.stripTrailing().split("\\R"))
                .equals(List.of(other.stripTrailing().split("\\R")));
    }
}
