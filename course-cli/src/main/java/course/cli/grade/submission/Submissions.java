package course.cli.grade.submission;

import course.cli.workspace.Workspace;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The submissions that folders and archives are: an archive is one, and so is a folder that has
 * sources or a clone of the course; of any other folder, each folder and each archive in it is one.
 */
public final class Submissions {
    private static final int DEEPEST = 40;
    private static final Pattern LESSON = Pattern.compile("\\d\\d-.+");
    private static final Pattern ARCHIVE_ENDING =
            Pattern.compile("\\.(zip|tar\\.gz|tgz)$", Pattern.CASE_INSENSITIVE);

    /** Of an archive that is not known; or of a file for which Moodle has made no folder. */
    private static final Pattern MEANT =
            Pattern.compile(
                    "\\.(7z|rar|tar|tar\\.\\w+|tbz2?|txz)$|_assignsubmission_file_",
                    Pattern.CASE_INSENSITIVE);

    private final Workspace course;
    private final Map<String, Path> paths = new TreeMap<>();
    private final Archives.Bounds bounds;

    public Submissions(Workspace course) {
        this(course, Archives.Bounds.USUAL);
    }

    Submissions(Workspace course, Archives.Bounds bounds) {
        this.course = course;
        this.bounds = bounds;
    }

    /**
     * By their names. Of several, one in which there is nothing to grade is one, too: it stands for
     * somebody who has handed in nothing.
     *
     * @throws IOException if there is nothing to grade in the only one, or no such file
     */
    public List<Submission> in(List<Path> given) throws IOException {
        var all = new TreeMap<String, Submission>();
        for (var one : given) {
            var path = one.toAbsolutePath().normalize();
            var found = pathsOf(path);
            if (found.isEmpty() && given.size() == 1) {
                throw new IOException(
                        "%s has no submission in it: neither a folder, nor a .zip or .tar.gz"
                                .formatted(one));
            }
            for (var submission : found.isEmpty() ? List.of(path) : found) {
                var name = unique(nameOf(submission), all.keySet());
                all.put(name, read(submission, name));
                paths.put(name, submission);
            }
        }
        return List.copyOf(all.values());
    }

    /** Where those are that were read, by their names. */
    public Map<String, Path> paths() {
        return Map.copyOf(paths);
    }

    private static String unique(String name, Set<String> taken) {
        var unique = name;
        for (var i = 2; taken.contains(unique); i++) {
            unique = "%s (%s)".formatted(name, i);
        }
        return unique;
    }

    private static String nameOf(Path path) {
        var name = path.getFileName().toString();
        return Files.isDirectory(path) ? name : ARCHIVE_ENDING.matcher(name).replaceFirst("");
    }

    private static List<Path> pathsOf(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("there is no %s".formatted(path));
        }
        if (!Files.isDirectory(path)) {
            return Archives.isArchive(path) ? List.of(path) : List.of();
        }
        var inside = children(path);
        if (inside.stream().anyMatch(Submissions::isPartOfSubmission)) {
            return List.of(path);
        }
        return inside.stream()
                .filter(one -> !one.getFileName().toString().startsWith("."))
                .filter(one ->
                        Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)
                                || Archives.isArchive(one)
                                || isMeantAsSubmission(one))
                .toList();
    }

    private static boolean isPartOfSubmission(Path path) {
        var name = path.getFileName().toString();
        return Files.isDirectory(path)
                ? LESSON.matcher(name).matches() && Files.isDirectory(path.resolve("src"))
                        || name.equals("src")
                : name.endsWith(".java") && !isMeantAsSubmission(path) || name.equals("pom.xml");
    }

    /** It cannot be read, and is told of. */
    private static boolean isMeantAsSubmission(Path file) {
        return MEANT.matcher(file.getFileName().toString()).find();
    }

    private static List<Path> children(Path folder) throws IOException {
        var all = new TreeSet<Path>();
        try (var files = Files.newDirectoryStream(folder)) {
            files.forEach(all::add);
        }
        return List.copyOf(all);
    }

    private Submission read(Path path, String name) {
        var sources = new Sources(course);
        try {
            if (Files.isDirectory(path)) {
                readFolder(path, sources);
            } else {
                new Archives(bounds).read(path, sources);
            }
            if (sources.isEmpty()) {
                sources.note("no source of an exercise was found in it");
            }
            return sources.submission(name);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return new Submission(
                    name,
                    new TreeMap<>(),
                    List.of(),
                    Optional.of("%s could not be read: %s".formatted(path.getFileName(), said(e))));
        }
    }

    private static String said(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Where it has no sources, but archives, as Moodle hands them out: those. */
    private void readFolder(Path folder, Sources sources) throws IOException {
        var archives = new ArrayList<Path>();
        Files.walkFileTree(
                folder,
                EnumSet.noneOf(FileVisitOption.class),
                DEEPEST,
                new Visitor(folder, sources, archives));
        if (sources.isEmpty()) {
            for (var archive : archives) {
                new Archives(bounds).read(archive, sources);
            }
        }
    }

    /** Follows no link. */
    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final Sources sources;
        private final List<Path> archives;
        private int count;

        Visitor(Path folder, Sources sources, List<Path> archives) {
            this.folder = folder;
            this.sources = sources;
            this.archives = archives;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes of) {
            return !entered.equals(folder) && Sources.isPassedBy(entered.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
            if (++count > bounds.entries()) {
                sources.note(
                        "there are more than %s files: the others were left out"
                                .formatted(bounds.entries()));
                return FileVisitResult.TERMINATE;
            }
            var path = folder.relativize(file).toString().replace('\\', '/');
            if (of.isSymbolicLink() && Files.isDirectory(file)) {
                sources.refuseFolder(path, "it is a link");
            } else if (!of.isRegularFile()) {
                sources.refuse(path, "it is a link, or no file");
            } else if (Archives.isArchive(file)) {
                archives.add(file);
            } else {
                sources.add(path, () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            sources.refuse(
                    folder.relativize(file).toString().replace('\\', '/'), "it cannot be read");
            return FileVisitResult.CONTINUE;
        }
    }
}
