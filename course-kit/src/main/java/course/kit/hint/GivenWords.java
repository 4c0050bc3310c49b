package course.kit.hint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a learner has before the eyes: every name in the contracts, stubs, demos and specs of a
 * lesson, in its README, and in what it is given by other modules. Not in the references, nor in
 * the mistakes.
 */
public record GivenWords(Set<String> words) {
    private static final Pattern WORD = Pattern.compile("\\w+");

    /**
     * @param lesson its folder
     */
    public static GivenWords of(Path lesson) throws IOException {
        var words = new HashSet<String>();
        addAll(lesson.resolve("README.md"), words);
        addFolder(lesson.resolve("src"), path -> true, words);
        try (var modules = Files.newDirectoryStream(lesson.toAbsolutePath().getParent())) {
            for (var module : modules) {
                addFolder(
                        module.resolve("src/main/java"),
                        path -> !path.contains("/demo/") && !path.contains("/kit/"),
                        words);
            }
        }
        return new GivenWords(Set.copyOf(words));
    }

    boolean has(String word) {
        return words.contains(word);
    }

    private static void addFolder(Path folder, Predicate<String> wanted, Set<String> words)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                var path = file.toString().replace('\\', '/');
                if (!path.contains("/reference/")
                        && !path.contains("/mistakes/")
                        && wanted.test(path)) {
                    addAll(file, words);
                }
            }
        }
    }

    private static void addAll(Path file, Set<String> words) throws IOException {
        if (Files.exists(file)) {
            WORD.matcher(Files.readString(file)).results().forEach(one -> words.add(one.group()));
        }
    }
}
