package course.kit.proof;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The course as one gets it: its files as they are now, without what git ignores. All modules of a
 * build share one, so that it is compiled once.
 */
final class FreshClone {
    private static final String THIS_BUILD = System.getProperty("course.build", "");

    private final Path folder;
    private final List<PathMatcher> ignored;

    private FreshClone(Path folder, List<PathMatcher> ignored) {
        this.folder = folder;
        this.ignored = ignored;
    }

    /** Of the course in {@code root}, which may be a git repository, or none. */
    static FreshClone of(Path root) throws IOException {
        var folder = root.resolve("course-kit/target/fresh-clone");
        var clone = new FreshClone(folder, ignoredIn(root));
        if (THIS_BUILD.isEmpty() || !clone.isOf(THIS_BUILD)) {
            clone.make(root);
        }
        return clone;
    }

    Path folder() {
        return folder;
    }

    /** What git would now say is new or changed. */
    List<String> changes() throws IOException {
        var before = Files.readAllLines(list());
        return contents(folder).stream().filter(file -> !before.contains(file)).toList();
    }

    /** Beside the clone: the build that made it, and what it held then. */
    private Path list() {
        return folder.resolveSibling("fresh-clone.txt");
    }

    private boolean isOf(String build) throws IOException {
        return Files.exists(list()) && Files.readAllLines(list()).getFirst().equals(build);
    }

    private void make(Path root) throws IOException {
        Files.deleteIfExists(list());
        delete(folder);
        for (var file : files(root)) {
            var copy = folder.resolve(root.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            copy.toFile().setExecutable(Files.isExecutable(file));
        }
        Files.write(
                list(), Stream.concat(Stream.of(THIS_BUILD), contents(folder).stream()).toList());
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    private List<String> contents(Path root) throws IOException {
        var contents = new TreeMap<String, Integer>();
        for (var file : files(root)) {
            contents.put(
                    root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
        return contents.entrySet().stream()
                .map(file -> "%s (%08x)".formatted(file.getKey(), file.getValue()))
                .toList();
    }

    private List<Path> files(Path root) throws IOException {
        var files = Stream.<Path>builder();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path entered, BasicFileAttributes attributes) {
                        return isIgnored(entered)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (!isIgnored(file)) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    private boolean isIgnored(Path path) {
                        return !path.equals(root)
                                && ignored.stream()
                                        .anyMatch(name -> name.matches(path.getFileName()));
                    }
                });
        return files.build().toList();
    }

    /** The course's {@code .gitignore} holds names and simple patterns only. */
    private static List<PathMatcher> ignoredIn(Path root) throws IOException {
        return Stream.concat(
                        Stream.of(".git"),
                        Files.readAllLines(root.resolve(".gitignore")).stream()
                                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                                .map(line -> line.replaceAll("^/|/$", "")))
                .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name))
                .toList();
    }
}
