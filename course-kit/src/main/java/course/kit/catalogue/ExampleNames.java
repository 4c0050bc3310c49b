package course.kit.catalogue;

import course.kit.report.Result;
import course.kit.report.Verdict;
import course.kit.spec.ExerciseOrder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The examples of the course by their names, those of parameterized ones as well: what a grading
 * writes down before it runs anything. The file is beside the catalogue, and the proof holds both
 * to be up to date.
 */
public final class ExampleNames {
    private static final String FILE = "examples.tsv";
    private static final String SEPARATOR = "\t";

    private final Path file;
    private final Map<String, List<Result>> byExercise;

    private ExampleNames(Path file, Map<String, List<Result>> byExercise) {
        this.file = file;
        this.byExercise = byExercise;
    }

    /**
     * @param course the course's folder
     */
    public static ExampleNames read(Path course) throws IOException {
        var titles =
                Catalogue.read(course).exercises().stream()
                        .collect(Collectors.toMap(CourseExercise::exercise, CourseExercise::title));
        var file = course.resolve(Catalogue.FOLDER).resolve(FILE);
        var byExercise = new TreeMap<String, List<Result>>(ExerciseOrder.BY_ID);
        for (var line : Files.readAllLines(file)) {
            var fields = line.split(SEPARATOR);
            if (fields.length != 4) {
                throw new IOException("%s is damaged: git checkout brings it back".formatted(file));
            }
            byExercise
                    .computeIfAbsent(fields[0], id -> new ArrayList<>())
                    .add(
                            new Result(
                                    fields[0],
                                    titles.getOrDefault(fields[0], ""),
                                    fields[1],
                                    fields[3],
                                    fields[2],
                                    Verdict.NOT_RUN,
                                    "",
                                    0));
        }
        return new ExampleNames(file, byExercise);
    }

    /** All examples of an exercise, not run, in the order of its spec. */
    public List<Result> of(String exercise) {
        return List.copyOf(byExercise.getOrDefault(exercise, List.of()));
    }

    /** The names in such results, as this has them. */
    public static List<String> names(List<Result> results) {
        return results.stream()
                .sorted(Comparator.comparing(Result::exercise, ExerciseOrder.BY_ID))
                .map(ExampleNames::line)
                .toList();
    }

    private static String line(Result result) {
        return String.join(
                SEPARATOR, result.exercise(), result.spec(), result.method(), result.example());
    }

    /** Writes it anew, with these for the exercises of one lesson. */
    public void update(List<String> ofLesson, List<Result> results) throws IOException {
        byExercise.keySet().removeAll(ofLesson);
        for (var result : results) {
            byExercise.computeIfAbsent(result.exercise(), id -> new ArrayList<>()).add(result);
        }
        Files.write(
                file,
                byExercise.values().stream()
                        .flatMap(List::stream)
                        .map(ExampleNames::line)
                        .toList());
    }
}
