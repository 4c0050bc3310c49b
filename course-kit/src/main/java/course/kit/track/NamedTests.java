package course.kit.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether {@code -Dtest=…} names tests that there are. Maven can't say so itself: most modules of a
 * build have none of that name, and must not fail for it.
 */
public final class NamedTests {
    private static final Pattern TEST_FILE = Pattern.compile("(\\w+(?:Spec|Test|Proof))[.]java");
    private static final Pattern EXAMPLE =
            Pattern.compile("@(?!Override|Before|After)\\w+[^;]*?(?<!private )\\bvoid (\\w+)\\(");
    private static final Pattern PART =
            Pattern.compile("@Nested\\s[^{]*\\bclass (\\w+) extends (\\w+)");

    private final String asked;
    private final List<Path> modules;
    private final Path proofs;

    private NamedTests(String asked, List<Path> modules, Path proofs) {
        this.asked = asked;
        this.modules = modules;
        this.proofs = proofs;
    }

    /** What is wrong with {@code asked}; empty if nothing is. */
    static String complaint(Path root, String selected, String asked) throws IOException {
        List<Path> modules;
        try (var folders = Files.list(root)) {
            modules =
                    folders.filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
                            .sorted()
                            .toList();
        }
        var named =
                modules.stream()
                        .filter(module -> selected.contains(module.getFileName().toString()))
                        .toList();
        var proofs = root.resolve("course-kit/src/main/java/course/kit/proof");
        return new NamedTests(asked, named.isEmpty() ? modules : named, proofs).complaint();
    }

    private String complaint() throws IOException {
        for (var one : asked.split(",")) {
            var name = one.strip();
            if (name.isEmpty() || name.startsWith("!") || name.startsWith("%")) {
                continue; // leaves tests out, or is a regular expression
            }
            var parts = name.split("#", 2);
            var files = filesOf(parts[0]);
            if (files.isEmpty()) {
                return "-Dtest=%s: there is no such test. There are%n%s".formatted(name, list());
            }
            for (var method : parts.length < 2 ? new String[0] : parts[1].split("[+]")) {
                var type = simpleName(parts[0]).replaceFirst(".*[$]", "");
                if (examples(files, type).stream()
                        .noneMatch(glob(method.replaceAll("\\[.*", "")).asMatchPredicate())) {
                    return "-Dtest=%s: %s has no example of that name. It has%n  %s"
                            .formatted(
                                    name,
                                    parts[0],
                                    Stream.concat(
                                                    examples(files, type).stream(),
                                                    examplesOfParts(files))
                                            .collect(Collectors.joining("\n  ")));
                }
            }
        }
        return "";
    }

    /** Those in which a class is that is called so. */
    private List<Path> filesOf(String name) throws IOException {
        var classes = simpleName(name).split("[$]");
        var found = new ArrayList<Path>();
        for (var module : modules) {
            found.addAll(testFiles(module.resolve("src/test/java"), glob(classes[0])));
        }
        found.addAll(testFiles(proofs, glob(classes[0])));
        if (classes.length > 1) {
            var nested = Pattern.compile("\\bclass " + glob(classes[classes.length - 1]) + "\\b");
            found.removeIf(file -> !nested.matcher(read(file)).find());
        }
        return found;
    }

    private static String simpleName(String name) {
        return name.replaceFirst("[.](?:java|class)$", "").replaceFirst(".*[./]", "");
    }

    private static List<Path> testFiles(Path folder, Pattern name) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(
                            file -> {
                                var matcher = TEST_FILE.matcher(file.getFileName().toString());
                                return matcher.matches()
                                        && name.matcher(matcher.group(1)).matches();
                            })
                    .sorted()
                    .toList();
        }
    }

    private static Pattern glob(String name) {
        return Pattern.compile(
                name.replaceAll("[^\\w*?]", "\\\\$0").replace("*", ".*").replace('?', '.'));
    }

    /** With those that a class has from the one that it extends. */
    private List<String> examples(List<Path> files, String type) {
        var parents = Pattern.compile("\\bclass " + glob(type) + " extends (\\w+)");
        return files.stream()
                .flatMap(file -> {
                    var text = read(file);
                    var parent = parents.matcher(text);
                    return Stream.concat(
                            EXAMPLE.matcher(text).results().map(example -> example.group(1)),
                            parent.find()
                                    ? examples(beside(file, parent.group(1)), parent.group(1))
                                            .stream()
                                    : Stream.of());
                })
                .distinct()
                .toList();
    }

    /** As they have to be asked for, behind the name of the class that has the parts. */
    private Stream<String> examplesOfParts(List<Path> files) {
        return files.stream()
                .flatMap(file ->
                        PART.matcher(read(file))
                                .results()
                                .flatMap(part ->
                                        examples(beside(file, part.group(2)), part.group(2))
                                                .stream()
                                                .map(example ->
                                                        "$" + part.group(1) + "#" + example)));
    }

    private static List<Path> beside(Path file, String name) {
        return Stream.of(file.resolveSibling(name + ".java")).filter(Files::exists).toList();
    }

    private String list() throws IOException {
        var lines = new ArrayList<String>();
        for (var module : modules) {
            lines.add(
                    testFiles(module.resolve("src/test/java"), glob("*Spec")).stream()
                            .map(file -> file.getFileName().toString().replace(".java", ""))
                            .collect(
                                    Collectors.joining(
                                            ", ", "  in " + module.getFileName() + ": ", "")));
        }
        return String.join("\n", lines);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The course's folder, the modules that {@code -pl} names, the value of -Dtest, and a file that
     * is there afterwards if it names nothing.
     */
    public static void main(String[] arguments) throws IOException {
        var complaint = complaint(Path.of(arguments[0]), arguments[1], arguments[2]);
        var file = Path.of(arguments[3]);
        Files.deleteIfExists(file);
        if (!complaint.isEmpty()) {
            System.err.println(complaint);
            Files.writeString(file, complaint);
        }
    }
}
