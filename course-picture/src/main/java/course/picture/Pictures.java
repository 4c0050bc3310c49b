package course.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The pictures that a folder describes: {@code turn.picture} is drawn as {@code turn.svg}, in
 * English, and as {@code turn.zh.svg}, in Chinese.
 */
public final class Pictures {
    /** The first one's pictures bear no sign of it in their names. */
    private static final List<String> LANGUAGES = List.of("en", "zh");

    private final Path folder;
    private final Map<String, String> runs = new HashMap<>();

    private Pictures(Path folder) {
        this.folder = folder;
    }

    /**
     * @param folder with the descriptions, the words, and what was measured
     * @throws BadPicture if there is no such folder
     */
    public static Pictures in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadPicture(
                    folder.toString(),
                    "there is no such folder in %s; a demo is run in the folder of its lesson"
                            .formatted(Path.of("").toAbsolutePath()));
        }
        return new Pictures(folder);
    }

    /**
     * Draws one of the pictures from another run, into another folder. The files there are the
     * pictures and what was measured.
     *
     * @param measured as in the file {@code NAME.csv}
     * @return the files
     */
    public List<Path> redraw(String name, String measured, Path target) throws IOException {
        var redrawn = new Pictures(folder);
        redrawn.runs.put(name, measured);
        Files.createDirectories(target);
        var files = new ArrayList<Path>();
        files.add(Files.writeString(target.resolve(name + ".csv"), measured));
        for (var language : LANGUAGES) {
            var svg = redrawn.draw(name, language, redrawn.words(language));
            files.add(Files.writeString(target.resolve(fileName(name, language)), svg));
        }
        return files;
    }

    /** The names of the pictures. */
    public List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".picture"))
                    .map(file -> file.substring(0, file.length() - ".picture".length()))
                    .sorted()
                    .toList();
        }
    }

    /** What a picture shows, in words. */
    public String title(String name, String language) throws IOException {
        return words(language).of(name + ".title").replace("`", "");
    }

    /**
     * Draws all.
     *
     * @return from the names of files to their contents
     * @throws BadPicture if one of them cannot be drawn, or words are missing, or not needed
     */
    public Map<String, String> draw() throws IOException {
        var drawn = new LinkedHashMap<String, String>();
        for (var language : LANGUAGES) {
            var words = words(language);
            for (var name : names()) {
                drawn.put(fileName(name, language), draw(name, language, words));
            }
            words.checkAllUsed();
        }
        return drawn;
    }

    private static String fileName(String name, String language) {
        return language.equals(LANGUAGES.getFirst())
                ? name + ".svg"
                : name + "." + language + ".svg";
    }

    private Words words(String language) throws IOException {
        var file = folder.resolve("words." + language + ".properties");
        return new Words(file.toString(), Files.readString(file));
    }

    private String draw(String name, String language, Words allWords) throws IOException {
        var file = folder.resolve(name + ".picture");
        var lines = Line.of(file + " (" + language + ")", Files.readString(file));
        if (lines.isEmpty()) {
            throw new BadPicture(file.toString(), "there is nothing in it");
        }
        UnaryOperator<String> words = key -> allWords.of(name + "." + key);
        var title = words.apply("title");
        var description = words.apply("desc");
        var first = lines.getFirst();
        var rest = lines.subList(1, lines.size());
        return switch (first.tokens().getFirst()) {
            case "diagram" -> {
                var size = first.text().split(" +");
                if (size.length != 4 || !(size[1] + size[3]).matches("\\d+")) {
                    throw first.bad("it begins with \"diagram WIDTH by HEIGHT\"");
                }
                var width = Double.parseDouble(size[1]);
                var height = Double.parseDouble(size[3]);
                yield new Diagram(rest, width, height, words)
                        .svg()
                        .document(language, title, description, width, height);
            }
            case "chart" ->
                    new Chart(measured(name), words)
                            .svg()
                            .document(language, title, description, Chart.WIDTH, Chart.HEIGHT);
            case "lanes" -> {
                var lanes = new Lanes(measured(name), words);
                yield lanes.svg()
                        .document(language, title, description, Lanes.WIDTH, lanes.height());
            }
            default -> throw first.bad("it begins with diagram, chart or lanes");
        };
    }

    private Table measured(String name) throws IOException {
        var file = folder.resolve(name + ".csv");
        var content = runs.containsKey(name) ? runs.get(name) : Files.readString(file);
        return Table.of(file.toString(), content);
    }
}
