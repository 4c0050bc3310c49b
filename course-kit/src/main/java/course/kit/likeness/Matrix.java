package course.kit.likeness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mistakes of a spec against its examples: a file of lines with tabs in the folder {@code
 * likeness} of the lesson.
 *
 * @param sources a fingerprint of what was run: the spec and its mistakes
 * @param mistakes the class of each, without its package, with its traits
 */
public record Matrix(String sources, Map<String, Traits> mistakes) {
    private static final String FOLDER = "likeness";
    private static final String SEPARATOR = "\t";
    private static final String SOURCES = "sources";
    private static final String EXAMPLE = "example";
    private static final String MISTAKE = "mistake";

    /** Marks an example that told nothing of a mistake. */
    private static final String UNKNOWN = "?";

    /**
     * @param lesson its folder
     * @param spec the class of a spec, without its package
     */
    public static Path file(Path lesson, String spec) {
        return lesson.resolve(FOLDER).resolve(spec + ".tsv");
    }

    public static Matrix read(Path file) throws IOException {
        var sources = "";
        var examples = new ArrayList<ExampleName>();
        var mistakes = new LinkedHashMap<String, Traits>();
        for (var line : Files.readAllLines(file)) {
            var parts = line.split(SEPARATOR, 3);
            switch (parts[0]) {
                case SOURCES -> sources = parts[1];
                case EXAMPLE -> examples.add(new ExampleName(parts[1], parts[2]));
                case MISTAKE -> mistakes.put(parts[1], traits(parts[2], examples));
                default -> throw new IOException(file + " is damaged: " + line);
            }
        }
        return new Matrix(sources, mistakes);
    }

    private static Traits traits(String cells, List<ExampleName> examples) {
        var prints = new LinkedHashMap<ExampleName, String>();
        examples.forEach(example -> prints.put(example, Traits.PASSED));
        for (var cell : cells.split(" ")) {
            var parts = cell.split("=", 2);
            if (parts.length == 2) {
                var example = examples.get(Integer.parseInt(parts[0]));
                if (parts[1].equals(UNKNOWN)) {
                    prints.remove(example);
                } else {
                    prints.put(example, parts[1]);
                }
            }
        }
        return new Traits(prints);
    }

    public void write(Path file) throws IOException {
        var numbers = new HashMap<ExampleName, Integer>();
        var lines = new ArrayList<String>();
        lines.add(SOURCES + SEPARATOR + sources);
        for (var traits : mistakes.values()) {
            for (var example : traits.prints().keySet()) {
                if (numbers.putIfAbsent(example, numbers.size()) == null) {
                    lines.add(String.join(SEPARATOR, EXAMPLE, example.spec(), example.example()));
                }
            }
        }
        mistakes.forEach((mistake, traits) ->
                lines.add(String.join(SEPARATOR, MISTAKE, mistake, cells(traits, numbers))));
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static String cells(Traits traits, Map<ExampleName, Integer> numbers) {
        var cells = new ArrayList<String>();
        numbers.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(example -> {
                    var print = traits.prints().getOrDefault(example.getKey(), UNKNOWN);
                    if (!print.equals(Traits.PASSED)) {
                        cells.add(example.getValue() + "=" + print);
                    }
                });
        return String.join(" ", cells);
    }
}
