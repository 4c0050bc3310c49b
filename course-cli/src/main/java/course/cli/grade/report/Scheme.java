package course.cli.grade.report;

import course.cli.words.Words;
import course.cli.workspace.Exercise;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * How much each exercise counts, and until when it may be handed in: {@code grading.properties}.
 * With no such file each exercise counts the same, and nothing is late.
 */
public final class Scheme {
    private static final Set<String> VISIBILITIES =
            Set.of("visible", "hidden", "after_due_date", "after_published");

    private final Map<String, Double> weights = new HashMap<>();
    private final Map<String, Instant> deadlines = new HashMap<>();
    private final Map<String, Instant> handedIn = new HashMap<>();
    private double points = 100;
    private double latePerDay;
    private String visibility = "visible";

    private Scheme() {}

    public static Scheme simple() {
        return new Scheme();
    }

    /**
     * @param exercises that it may speak of
     * @throws IOException if it can't be read, with a sentence that names the line
     */
    public static Scheme read(Path file, List<Exercise> exercises) throws IOException {
        var scheme = new Scheme();
        for (var entry : entries(file).entrySet()) {
            try {
                scheme.take(entry.getKey(), entry.getValue().strip(), exercises);
            } catch (IllegalArgumentException wrong) {
                throw new IOException(
                        Words.text(
                                "grade.scheme.wrong",
                                file,
                                entry.getKey(),
                                entry.getValue(),
                                wrong.getMessage()),
                        wrong);
            }
        }
        var counts = exercises.stream().anyMatch(one -> scheme.weight(one.id()) > 0);
        if (!counts && !exercises.isEmpty()) {
            throw new IOException(Words.text("grade.scheme.nothing", file));
        }
        return scheme;
    }

    private static Map<String, String> entries(Path file) throws IOException {
        var entries = new HashMap<String, String>();
        var repeated = new HashMap<String, String>();
        var properties =
                new Properties() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public synchronized Object put(Object key, Object value) {
                        if (entries.put((String) key, (String) value) != null) {
                            repeated.put((String) key, (String) value);
                        }
                        return null;
                    }
                };
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(Words.text("grade.scheme.unreadable", file, e), e);
        }
        for (var twice : repeated.keySet()) {
            throw new IOException(Words.text("grade.scheme.twice", file, twice));
        }
        return entries;
    }

    private void take(String key, String value, List<Exercise> exercises) {
        var dot = key.indexOf('.');
        var what = dot < 0 ? key : key.substring(0, dot);
        var whose = dot < 0 ? "" : key.substring(dot + 1);
        switch (what) {
            case "points" -> points = number(whose.isEmpty(), value, Double.MIN_NORMAL, 1e6);
            case "late" -> latePerDay = number(whose.isEmpty(), value, 0, 100) / 100;
            case "weight" -> weights.put(known(whose, exercises), number(true, value, 0, 1e6));
            case "deadline" ->
                    deadlines.put(whose.isEmpty() ? "" : known(whose, exercises), time(value));
            case "handedIn" -> handedIn.put(whose, time(value));
            case "visibility" -> {
                if (!VISIBILITIES.contains(value)) {
                    throw new IllegalArgumentException(Words.text("grade.scheme.visibility"));
                }
                visibility = value;
            }
            default -> throw new IllegalArgumentException(Words.text("grade.scheme.key"));
        }
    }

    private static String known(String id, List<Exercise> exercises) {
        for (var one : exercises) {
            if (one.id().equals(id) || one.id().startsWith(id + ".")) {
                return id;
            }
        }
        throw new IllegalArgumentException(Words.text("grade.scheme.exercise", id));
    }

    private static double number(boolean isKey, String value, double least, double most) {
        if (!isKey) {
            throw new IllegalArgumentException(Words.text("grade.scheme.key"));
        }
        try {
            var number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        var bound = least == Double.MIN_NORMAL ? "more than 0" : "from 0";
        throw new IllegalArgumentException(
                Words.text("grade.scheme.number", bound, String.valueOf((long) most)));
    }

    private static Instant time(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException(Words.text("grade.scheme.time"), none);
        }
    }

    double points() {
        return points;
    }

    String visibility() {
        return visibility;
    }

    double weight(String exercise) {
        return nearest(weights, exercise).orElse(1.0);
    }

    /** What is left of an exercise's points, from 0 to 1, so many days after its deadline. */
    double left(long daysLate) {
        return Math.max(0, 1 - latePerDay * daysLate);
    }

    /**
     * Days begun since the deadline.
     *
     * @param byFile when the submission was handed in, as its file says
     */
    long daysLate(String exercise, String submission, Optional<Instant> byFile) {
        var when = Optional.ofNullable(handedIn.get(submission)).or(() -> byFile);
        var deadline = nearest(deadlines, exercise);
        if (when.isEmpty() || deadline.isEmpty() || !when.get().isAfter(deadline.get())) {
            return 0;
        }
        var late = Duration.between(deadline.get(), when.get());
        return late.minusNanos(1).toDays() + 1;
    }

    /** That of 5.2, or else of 5, or else of all. */
    private static <T> Optional<T> nearest(Map<String, T> all, String exercise) {
        for (var id = exercise; ; id = id.substring(0, id.lastIndexOf('.'))) {
            if (all.containsKey(id)) {
                return Optional.of(all.get(id));
            }
            if (!id.contains(".")) {
                return Optional.ofNullable(all.get(""));
            }
        }
    }
}
