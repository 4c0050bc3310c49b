package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Comparator.comparing;

import course.kit.Deadline;
import course.kit.Mistake;
import course.kit.bench.Shared;
import course.kit.bench.SpecRuns;
import course.kit.likeness.Matrix;
import course.kit.likeness.Traits;
import course.kit.report.Result;
import course.kit.report.Verdict;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Every mistake is rejected by the example that it names, with the words that it promises: by this
 * example alone, or else after those that come before it. With {@code -Dmatrix=true} all examples
 * are run on all mistakes.
 */
@Execution(ExecutionMode.CONCURRENT)
final class MistakesProof {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final boolean MATRIX = Boolean.getBoolean("matrix");
    private static final int AT_ONCE = 4; // most of them wait in vain most of the time
    private static final Map<String, String> IMPATIENT = Map.of("course.patience", "2");

    @TestFactory
    Stream<DynamicTest> everyMistakeIsRejected() throws Exception {
        var outcomes = new TreeMap<Class<?>, Future<SpecRuns.Outcome>>(comparing(Class::getName));
        var properties = new HashMap<>(IMPATIENT);
        properties.putAll(Shared.all());
        try (var runs = new SpecRuns(properties, LIMIT);
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var mistake : longestFirst(chosen())) {
                outcomes.put(mistake, threads.submit(() -> outcome(runs, mistake)));
            }
        }
        if (MATRIX) {
            writeMatrix(outcomes);
            writeLikeness(outcomes);
        }
        return outcomes.entrySet().stream()
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.getKey().getSimpleName(),
                                () -> check(one.getKey(), one.getValue().get())));
    }

    /** {@code ./course} compares a red run with it; {@code -Dmatrix=true} writes it anew. */
    @TestFactory
    Stream<DynamicTest> everyMatrixIsOfTodaysMistakes() {
        return Lesson.specs().stream()
                .filter(spec -> !MATRIX)
                .map(spec ->
                        DynamicTest.dynamicTest(spec.getSimpleName(), () -> checkMatrix(spec)));
    }

    private static void checkMatrix(Class<?> spec) throws IOException {
        var file = Matrix.file(Lesson.FOLDER, spec.getSimpleName());
        var written =
                "%s, which mvn verify -Pproof -pl %s -Dtest=MistakesProof -Dmatrix=true writes anew"
                        .formatted(Lesson.FOLDER.relativize(file), Lesson.FOLDER.getFileName());
        assertThat(file).as(written).exists();
        assertThat(Matrix.read(file).sources())
                .as(written)
                .isEqualTo(MistakeSources.fingerprint(spec, mistakesOf(spec)));
    }

    private static List<Class<?>> mistakesOf(Class<?> spec) {
        return Lesson.mistakes().stream().filter(one -> Lesson.specOf(one) == spec).toList();
    }

    /** For the specs whose mistakes have all been run. */
    private static void writeLikeness(Map<Class<?>, Future<SpecRuns.Outcome>> outcomes)
            throws Exception {
        for (var spec : Lesson.specs()) {
            var mistakes = mistakesOf(spec);
            if (outcomes.keySet().containsAll(mistakes)) {
                var traits = new LinkedHashMap<String, Traits>();
                for (var mistake : mistakes) {
                    var examples = outcomes.get(mistake).get().examples();
                    traits.put(mistake.getSimpleName(), Traits.of(examples));
                }
                new Matrix(MistakeSources.fingerprint(spec, mistakes), traits)
                        .write(Matrix.file(Lesson.FOLDER, spec.getSimpleName()));
            }
        }
    }

    private static SpecRuns.Outcome outcome(SpecRuns runs, Class<?> mistake) throws IOException {
        var spec = Lesson.specOf(mistake);
        if (!MATRIX) {
            var alone = runs.run(spec, mistake, promiseOf(mistake).killedBy());
            if (killers(mistake, alone).anyMatch(killer -> keepsPromise(mistake, killer))) {
                return alone;
            }
        }
        return runs.run(spec, mistake);
    }

    /** All, or those whose names match {@code -Dmistake=…}. */
    private static List<Class<?>> chosen() {
        var pattern = System.getProperty("mistake", ".*");
        var chosen =
                Lesson.mistakes().stream()
                        .filter(mistake -> mistake.getSimpleName().matches(pattern))
                        .toList();
        if (chosen.isEmpty() && !pattern.equals(".*")) {
            throw new IllegalArgumentException("no mistake is called " + pattern);
        }
        return chosen;
    }

    /** So that none is left running alone in the end. */
    private static List<Class<?>> longestFirst(List<Class<?>> mistakes) {
        return mistakes.stream()
                .sorted(comparing(mistake -> -longestDeadline(Lesson.specOf(mistake))))
                .toList();
    }

    private static int longestDeadline(Class<?> spec) {
        return Stream.concat(Stream.of(spec), Lesson.examples(spec))
                .flatMap(part -> AnnotationSupport.findAnnotation(part, Deadline.class).stream())
                .mapToInt(Deadline::seconds)
                .max()
                .orElse(0);
    }

    private static void check(Class<?> mistake, SpecRuns.Outcome outcome) {
        var killers = killers(mistake, outcome).toList();
        var promise = promiseOf(mistake);
        assertThat(killers)
                .as("no example %s; the run printed:%n%s", promise.killedBy(), outcome.output())
                .isNotEmpty();
        if (killers.stream().allMatch(killer -> killer.verdict() == Verdict.SKIPPED)) {
            return;
        }
        assertThat(killers)
                .as(
                        "%s is rejected by %s, saying \"%s\"",
                        mistake.getSimpleName(), promise.killedBy(), promise.saying())
                .anyMatch(killer -> keepsPromise(mistake, killer));
    }

    /** A parameterized example has a result for each of its forms; one that rejects is enough. */
    private static Stream<Result> killers(Class<?> mistake, SpecRuns.Outcome outcome) {
        return outcome.examples().stream()
                .filter(result -> result.method().equals(promiseOf(mistake).killedBy()));
    }

    private static boolean keepsPromise(Class<?> mistake, Result killer) {
        return (killer.verdict() == Verdict.FAILED || killer.verdict() == Verdict.HUNG)
                && killer.message().contains(promiseOf(mistake).saying());
    }

    private static Mistake promiseOf(Class<?> mistake) {
        return mistake.getAnnotation(Mistake.class);
    }

    /** A table for each spec: its mistakes against its examples. */
    private static void writeMatrix(Map<Class<?>, Future<SpecRuns.Outcome>> outcomes)
            throws Exception {
        var text = new StringBuilder("# Mistakes against examples\n\n");
        text.append(
                "`x` rejected, `h` hung; bold in the row of the example that the mistake names.\n");
        for (var spec : Lesson.specs()) {
            var rows = new LinkedHashMap<Class<?>, List<Result>>();
            for (var one : outcomes.entrySet()) {
                if (Lesson.specOf(one.getKey()) == spec) {
                    rows.put(one.getKey(), one.getValue().get().examples());
                }
            }
            appendTable(text, spec, rows);
        }
        Files.createDirectories(Lesson.RESULTS);
        Files.writeString(Lesson.RESULTS.resolve("mistakes.md"), text);
    }

    private static void appendTable(
            StringBuilder text, Class<?> spec, Map<Class<?>, List<Result>> rows) {
        var examples =
                rows.values().stream()
                        .flatMap(List::stream)
                        .map(Result::example)
                        .distinct()
                        .toList();
        text.append("\n## ").append(spec.getSimpleName()).append("\n\n| example |");
        rows.keySet()
                .forEach(mistake -> text.append(' ').append(mistake.getSimpleName()).append(" |"));
        text.append("\n|---|").append(":-:|".repeat(rows.size())).append('\n');
        for (var example : examples) {
            text.append("| ").append(example).append(" |");
            rows.forEach((mistake, results) ->
                    text.append(' ').append(mark(mistake, example, results)).append(" |"));
            text.append('\n');
        }
        text.append("| *seconds in all* |");
        rows.values()
                .forEach(results ->
                        text.append(' ')
                                .append(
                                        Math.round(
                                                results.stream()
                                                        .mapToDouble(Result::seconds)
                                                        .sum()))
                                .append(" |"));
        text.append('\n');
    }

    private static String mark(Class<?> mistake, String example, List<Result> results) {
        return results.stream()
                .filter(result -> result.example().equals(example))
                .findFirst()
                .map(result ->
                        switch (result.verdict()) {
                            case PASSED -> "";
                            case SKIPPED, NOT_RUN -> "-";
                            case TO_DO -> "?";
                            case HUNG -> named(mistake, result) ? "**H**" : "h";
                            case FAILED -> named(mistake, result) ? "**X**" : "x";
                        })
                .orElse("");
    }

    private static boolean named(Class<?> mistake, Result result) {
        return promiseOf(mistake).killedBy().equals(result.method());
    }
}
