package course.kit.hint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The references of a lesson, every three lines of them, with nothing in them but what is written.
 */
public record ReferenceLines(Set<List<String>> threes) {
    private static final int MANY = 3;
    private static final String NOTHING_SAID =
            "[{}()\\s;]*|import .*|package .*|@Override|\\*.*|/\\*.*|//.*";

    /**
     * @param lesson its folder
     */
    public static ReferenceLines of(Path lesson) throws IOException {
        var threes = new HashSet<List<String>>();
        try (var files = Files.walk(lesson.resolve("src/main/java"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (file.getParent().endsWith("reference")) {
                    threes.addAll(threesOf(Files.readString(file)));
                }
            }
        }
        return new ReferenceLines(Set.copyOf(threes));
    }

    /** The first three lines of the reference that are in a text; none if there are none. */
    public List<String> threeIn(String text) {
        return threesOf(text).stream().filter(threes::contains).findFirst().orElse(List.of());
    }

    static List<List<String>> threesOf(String text) {
        var lines =
                text.lines()
                        .map(line -> line.replaceAll("\\s+", " ").replaceAll("[{} ]+$", "").strip())
                        .filter(line -> !line.matches(NOTHING_SAID))
                        .collect(Collectors.toCollection(ArrayList::new));
        var threes = new ArrayList<List<String>>();
        for (var i = 0; i + MANY <= lines.size(); i++) {
            threes.add(List.copyOf(lines.subList(i, i + MANY)));
        }
        return threes;
    }
}
