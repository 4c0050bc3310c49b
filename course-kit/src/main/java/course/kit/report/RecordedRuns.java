package course.kit.report;

import com.google.gson.Gson;

import course.picture.trace.Event;
import course.picture.trace.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs of the reference that the page shows beside a lesson's pictures. {@code runs.properties}
 * names the example of each; the run is in {@code NAME.trace.json}.
 */
public final class RecordedRuns {
    private static final Path FOLDER = Path.of("pictures");
    private static final Path REFERENCE = Path.of("target/course/reference.json");
    private static final Gson GSON = new Gson();

    private final Map<String, String> examples = new TreeMap<>();

    public RecordedRuns() throws IOException {
        var file = FOLDER.resolve("runs.properties");
        if (Files.exists(file)) {
            var lines = new Properties();
            try (var in = Files.newBufferedReader(file)) {
                lines.load(in);
            }
            lines.stringPropertyNames().forEach(key -> examples.put(key, lines.getProperty(key)));
        }
    }

    /** Whether the latest run of the reference has all of the examples: some may run alone. */
    public boolean canBeCompared() throws IOException {
        return Files.exists(REFERENCE)
                && ResultFile.read(REFERENCE).examples().stream()
                        .map(Result::method)
                        .toList()
                        .containsAll(examples.values());
    }

    public List<String> pictures() {
        return List.copyOf(examples.keySet());
    }

    public static Path file(String picture) {
        return FOLDER.resolve(picture + ".trace.json");
    }

    /** Of the latest run of the reference. */
    public List<Event> latest(String picture) throws IOException {
        var example = examples.get(picture);
        return ResultFile.read(REFERENCE).examples().stream()
                .filter(result -> result.method().equals(example))
                .findFirst()
                .map(Result::trace)
                .orElseThrow(() -> new AssertionError("there is no example " + example));
    }

    public static List<Event> recorded(String picture) throws IOException {
        return List.of(GSON.fromJson(Files.readString(file(picture)), Event[].class));
    }

    public static String json(List<Event> events) {
        return events.stream()
                .map(GSON::toJson)
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    /** What is the same in each run: what each one did, in whatever order, but a loop's turns. */
    public static Map<String, List<String>> lanes(List<Event> events) {
        return events.stream()
                .filter(event -> event.kind().topic() != Kind.Topic.LOOP)
                .filter(event -> event.kind().topic() != Kind.Topic.TIME)
                .map(event -> event.kind() == Kind.CONNECTED ? event.withText("…") : event)
                .sorted(Comparator.comparing(Event::sentence))
                .collect(
                        Collectors.groupingBy(
                                Event::lane,
                                Collectors.mapping(
                                        event -> event.sentence() + " " + event.to(),
                                        Collectors.toList())));
    }
}
