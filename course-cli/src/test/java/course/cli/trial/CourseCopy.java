package course.cli.trial;

import course.cli.keep.Comparison;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** A copy of the course to write in; its classes are the original's. */
public final class CourseCopy implements AutoCloseable {
    private static final Path ORIGINAL = Path.of("").toAbsolutePath().getParent();
    private static final List<String> FLAGS =
            List.of("--add-exports", "--enable-native-access", "-XX:+Use");

    private final Workspace workspace;

    private CourseCopy(Workspace workspace) {
        this.workspace = workspace;
    }

    public static CourseCopy in(Path folder) throws IOException {
        Files.copy(ORIGINAL.resolve("pom.xml"), folder.resolve("pom.xml"));
        copy("course-result/src", folder, file -> true);
        var original = Workspace.around(ORIGINAL);
        for (var lesson : original.lessons()) {
            copy(lesson, folder, file -> !file.getName(1).endsWith("target"));
            Files.createSymbolicLink(
                    folder.resolve(lesson).resolve("target"),
                    ORIGINAL.resolve(lesson).resolve("target"));
        }
        return new CourseCopy(Workspace.around(folder)).withFlags();
    }

    private static boolean isOfTheCourse(Path file) {
        var path = ORIGINAL.relativize(file);
        return !path.startsWith(".git")
                && !path.startsWith(".course")
                && !path.toString().contains("fresh-clone");
    }

    private CourseCopy withFlags() throws IOException {
        var start = Files.createDirectories(root().resolve(".course/start"));
        Files.write(
                start.resolve("flags"),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(one -> FLAGS.stream().anyMatch(one::startsWith))
                        .toList());
        return this;
    }

    /** With all that Maven needs; it compiles it anew. */
    public static CourseCopy wholeIn(Path folder) throws IOException {
        copy("", folder, file -> true);
        return new CourseCopy(Workspace.around(folder)).withFlags();
    }

    private static void copy(String what, Path folder, Predicate<Path> wanted) throws IOException {
        try (var files = Files.walk(ORIGINAL.resolve(what))) {
            for (var file : files.filter(CourseCopy::isOfTheCourse).toList()) {
                var path = ORIGINAL.relativize(file);
                if (path.getNameCount() > 1 && !wanted.test(path)) {
                    continue;
                }
                var target = folder.resolve(path);
                Files.createDirectories(target.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** A further flag of the JVMs that run answers. */
    public CourseCopy withFlag(String flag) throws IOException {
        Files.writeString(
                root().resolve(".course/start/flags"), flag + "\n", StandardOpenOption.APPEND);
        return this;
    }

    public Workspace workspace() {
        return workspace;
    }

    public Path root() {
        return workspace.root();
    }

    public Exercise exercise(String id) {
        return workspace.exercise(id).orElseThrow();
    }

    /** The stub as it is checked in. */
    public String stub(String id) {
        return read(ORIGINAL.resolve(root().relativize(exercise(id).source())));
    }

    /** The stub with some code before its first TODO. */
    public String stubWith(String id, String code) {
        var stub = stub(id);
        var first = stub.indexOf("throw new UnsupportedOperationException(");
        return stub.substring(0, first) + code + stub.substring(first);
    }

    /**
     * A right answer: the reference's code. What it uses of its package {@link #writeHelpers}
     * writes.
     */
    public String right(String id) {
        var name = exercise(id).source().getFileName().toString();
        return renamed(referencesOf(id).resolve(name.replaceFirst("^Exercise", "Reference")));
    }

    /** Writes what right answers of a lesson use beside their own files. */
    public void writeHelpers(String id) throws IOException {
        try (var files = Files.newDirectoryStream(referencesOf(id), "*.java")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (!name.startsWith("Reference")) {
                    Files.writeString(exercise(id).source().resolveSibling(name), renamed(file));
                }
            }
        }
    }

    private Path referencesOf(String id) {
        var exercises = root().relativize(exercise(id).source()).getParent();
        return ORIGINAL.resolve(exercises).resolveSibling("reference");
    }

    private static String renamed(Path file) {
        return Comparison.underExerciseNames(read(file));
    }

    public void write(String id, String answer) throws IOException {
        Files.writeString(exercise(id).source(), answer);
    }

    /** As most editors do it. */
    public void writeByRenaming(String id, String answer) throws IOException {
        var file = exercise(id).source();
        var other = Files.writeString(file.resolveSibling(file.getFileName() + "~"), answer);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    public static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The folder is the caller's; the original's classes are not. */
    @Override
    public void close() throws IOException {
        for (var lesson : workspace.lessons()) {
            var target = root().resolve(lesson).resolve("target");
            if (Files.isSymbolicLink(target)) {
                Files.delete(target);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
