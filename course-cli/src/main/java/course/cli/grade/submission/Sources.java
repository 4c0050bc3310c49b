package course.cli.grade.submission;

import course.cli.workspace.Workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes the sources of exercises from what passes by: by the path that they have in a clone,
 * wherever that is, or else by the package that they declare, in a folder of its name before one of
 * any other.
 */
final class Sources {
    private static final int LARGEST = 1024 * 1024;
    private static final int MOST = 1_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_NOTES = 20;

    /** In a clone, what is not its sources. */
    private static final Set<String> PASSED_BY =
            Set.of("target", ".git", ".course", "stubs", "__MACOSX", "node_modules");

    /** It gives nothing back that it has taken: a file may be a megabyte of blanks. */
    private static final Pattern PACKAGE = Pattern.compile("\\bpackage\\s++([\\w.]++)\\s*+;");

    /** By the folders of the exercises, as paths in the course, the packages. */
    private final Map<String, String> packages = new HashMap<>();

    /** What the files of the exercises are called. */
    private final Set<String> names = new HashSet<>();

    private final Map<String, Found> found = new TreeMap<>();
    private long size;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    /** The deeper of two has the higher rank, and loses; of the same rank, the later in the ABC. */
    private record Found(String from, int rank, byte[] bytes) {
        boolean isBetterThan(Found other) {
            return rank == other.rank ? from.compareTo(other.from) < 0 : rank < other.rank;
        }
    }

    /** What an archive or a folder has to say of a file. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    Sources(Workspace course) {
        for (var exercise : course.exercises()) {
            var type = exercise.className();
            packages.put(Submission.folderOf(exercise), type.substring(0, type.lastIndexOf('.')));
            names.add(exercise.source().getFileName().toString());
        }
    }

    static boolean isPassedBy(String folder) {
        return PASSED_BY.contains(folder);
    }

    /** Whether a file's content is of interest. */
    boolean wants(String path) {
        return path.endsWith(".java") && isPlain(path);
    }

    private static boolean isPlain(String path) {
        for (var name : path.split("/")) {
            if (isPassedBy(name)) {
                return false;
            }
        }
        return true;
    }

    /** A file that is not one. */
    void refuse(String path, String why) {
        if (wants(path)) {
            note("%s was left out: %s".formatted(path, why));
        }
    }

    void refuseFolder(String path, String why) {
        if (isPlain(path)) {
            note("%s was left out: %s".formatted(path, why));
        }
    }

    /**
     * @param path with {@code /}
     */
    void add(String path, Content content) throws IOException {
        if (!wants(path)) {
            return;
        }
        if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
            refuse(path, "its path leads out of the submission");
            return;
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            refuse(path, "no file of Java is called so");
            return;
        }
        if (found.size() >= MOST || size >= MOST_BYTES) {
            note(
                    "there are more than %s sources, or more than %s MB of them: the others were left out"
                            .formatted(MOST, MOST_BYTES / 1024 / 1024));
            return;
        }
        var bytes = read(content);
        if (bytes.isEmpty()) {
            refuse(path, "it is larger than %s KB".formatted(LARGEST / 1024));
            return;
        }
        size += bytes.get().length;
        var place = place(path, bytes.get());
        place.ifPresent(one -> put(one, new Found(path, rank(one, path), bytes.get())));
        if (place.isEmpty() && names.contains(nameOf(path))) {
            refuse(path, "it has no line with the package of its exercise, or is no UTF-8");
        }
    }

    private static Optional<byte[]> read(Content content) throws IOException {
        try (var in = content.open()) {
            var bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? Optional.empty() : Optional.of(bytes);
        }
    }

    /** Where the course has it. */
    private Optional<String> place(String path, byte[] bytes) {
        var name = nameOf(path);
        for (var folder : packages.keySet()) {
            if (("/" + path).endsWith("/" + folder + "/" + name)) {
                return Optional.of(folder + "/" + name);
            }
        }
        if (path.contains("src/main/java/") || path.contains("src/test/java/")) {
            return packages.keySet().stream()
                    .map(folder -> folder + "/" + name)
                    .filter(place -> ("/" + path).endsWith(withoutLesson(place)))
                    .findFirst();
        }
        return PACKAGE.matcher(new String(bytes, StandardCharsets.UTF_8))
                .results()
                .flatMap(declared -> placeOf(declared.group(1), name).stream())
                .findFirst();
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Optional<String> placeOf(String declared, String name) {
        return packages.entrySet().stream()
                .filter(one -> one.getValue().equals(declared))
                .map(one -> one.getKey() + "/" + name)
                .findFirst();
    }

    /** Its place in a clone counts more than what it declares. */
    private static int rank(String place, String path) {
        var depth = path.split("/").length;
        var whole = "/" + path;
        if (whole.endsWith("/" + place)) {
            return depth;
        }
        return depth + (whole.endsWith(withoutLesson(place)) ? 1_000 : 2_000);
    }

    /**
     * With its first slash: a lesson's folder may have any name, and none if it is all there is.
     */
    private static String withoutLesson(String place) {
        return place.substring(place.indexOf('/'));
    }

    private void put(String place, Found one) {
        var other = found.get(place);
        if (other == null) {
            found.put(place, one);
            return;
        }
        var taken = one.isBetterThan(other) ? one : other;
        var left = taken == one ? other : one;
        found.put(place, taken);
        note("%s was left out: %s was taken".formatted(left.from(), taken.from()));
    }

    void note(String text) {
        if (told.add(text) && notes.size() < MOST_NOTES) {
            notes.add(text);
        }
    }

    Submission submission(String name) {
        var files = new TreeMap<String, byte[]>();
        found.forEach((place, one) -> files.put(place, one.bytes()));
        return new Submission(name, files, notes, Optional.empty());
    }

    boolean isEmpty() {
        return found.isEmpty();
    }
}
