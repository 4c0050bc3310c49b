package course.kit.report;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;

import course.kit.spec.ExerciseOrder;
import course.kit.track.Track;
import course.picture.trace.Event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a run of one module on one track came to: {@code target/course/TRACK.json}.
 *
 * @param module the module's name, such as {@code 05-select-server}
 * @param track {@code reference} or {@code exercise}
 * @param score from 0 to 1: every exercise counts the same, and in an exercise every example that
 *     could be run
 * @param exercises a line for each exercise
 * @param examples a line for each example
 */
public record ResultFile(
        String module,
        String track,
        double score,
        List<ExerciseResult> exercises,
        List<Result> examples) {

    private static final Gson GSON =
            new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .setFieldNamingPolicy(FieldNamingPolicy.IDENTITY)
                    .registerTypeAdapter(
                            Verdict.class,
                            (JsonSerializer<Verdict>)
                                    (verdict, type, context) ->
                                            new JsonPrimitive(verdict.toString()))
                    .registerTypeAdapter(
                            Verdict.class,
                            (JsonDeserializer<Verdict>)
                                    (json, type, context) -> Verdict.of(json.getAsString()))
                    .registerTypeAdapter(Event.class, new EventAdapter())
                    .create();

    /**
     * How far one exercise is.
     *
     * @param passed of {@code examples}
     * @param skipped of {@code examples}; they count for nothing
     * @param notRun of {@code examples}; they count as not passed
     */
    public record ExerciseResult(
            String exercise,
            String title,
            int examples,
            int passed,
            int toDo,
            int failed,
            int hung,
            int skipped,
            int notRun) {

        static ExerciseResult of(List<Result> results) {
            var first = results.getFirst();
            return new ExerciseResult(
                    first.exercise(),
                    first.title(),
                    results.size(),
                    count(results, Verdict.PASSED),
                    count(results, Verdict.TO_DO),
                    count(results, Verdict.FAILED),
                    count(results, Verdict.HUNG),
                    count(results, Verdict.SKIPPED),
                    count(results, Verdict.NOT_RUN));
        }

        private static int count(List<Result> results, Verdict verdict) {
            return (int) results.stream().filter(result -> result.verdict() == verdict).count();
        }

        int counted() {
            return examples - skipped;
        }

        double score() {
            return counted() == 0 ? 1 : (double) passed / counted();
        }
    }

    static ResultFile of(String module, Track track, List<Result> examples) {
        var byExercise = new TreeMap<String, List<Result>>(ExerciseOrder.BY_ID);
        examples.forEach(result ->
                byExercise.computeIfAbsent(result.exercise(), id -> new ArrayList<>()).add(result));
        var exercises = byExercise.values().stream().map(ExerciseResult::of).toList();
        var score = exercises.stream().mapToDouble(ExerciseResult::score).average().orElse(0);
        return new ResultFile(
                module,
                track.id(),
                Math.round(score * 1000) / 1000.0,
                exercises,
                byExercise.values().stream().flatMap(List::stream).toList());
    }

    /** Reads and writes such files. */
    public static Gson gson() {
        return GSON;
    }

    public static ResultFile read(Path file) throws IOException {
        return GSON.fromJson(Files.readString(file), ResultFile.class);
    }

    static String json(Result result) {
        return GSON.toJson(result).indent(4).stripTrailing();
    }

    /** This file with examples that are JSON already. */
    String json(List<String> lines) {
        var head = GSON.toJson(new ResultFile(module, track, score, exercises, List.of()));
        var end = head.lastIndexOf("[]");
        return "%s[\n%s\n  ]\n}\n".formatted(head.substring(0, end), String.join(",\n", lines));
    }
}
