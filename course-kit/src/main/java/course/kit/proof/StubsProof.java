package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.catalogue.Catalogue;
import course.kit.catalogue.CourseExercise;
import course.kit.catalogue.ExampleNames;
import course.kit.report.ResultFile;
import course.kit.report.Verdict;
import course.kit.track.Track;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the two tracks came to in this build. */
final class StubsProof {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String STUB = ".*/exercise/(\\w+\\.java)";
    private static final Path COPIES = Path.of("stubs");
    private static final String COPY = ".*/(\\w+\\.java)\\.txt";

    @Test
    void everyExampleEndsInTodoOnTheUntouchedStubs() throws IOException {
        assertThat(results(Track.EXERCISE).examples())
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.verdict())
                                .as("%s: %s", result.example(), result.message())
                                .isIn(Verdict.TO_DO, Verdict.SKIPPED));
    }

    @Test
    void everyExamplePassesOnTheReference() throws IOException {
        assertThat(results(Track.REFERENCE).examples())
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.verdict())
                                .as("%s: %s", result.example(), result.message())
                                .isIn(Verdict.PASSED, Verdict.SKIPPED));
    }

    /** With {@code -Dcatalogue=apply} it is written anew. */
    @Test
    void theCatalogueHasAllExamples() throws IOException {
        var catalogue = Catalogue.read(Lesson.FOLDER.getParent());
        var reference = results(Track.REFERENCE);
        var entries = Catalogue.entries(reference);
        if ("apply".equals(System.getProperty("catalogue"))) {
            catalogue.update(reference.module(), entries);
            return;
        }
        assertThat(catalogue.entries(reference.module()))
                .as(
                        "how many examples each exercise has, in course-result"
                                + " (mvn verify -Pproof -Dcatalogue=apply writes it)")
                .isEqualTo(entries);
    }

    /** By name, those of parameterized ones as well; it is written anew with the catalogue. */
    @Test
    void theirNamesAreKnown() throws IOException {
        var names = ExampleNames.read(Lesson.FOLDER.getParent());
        var reference = results(Track.REFERENCE);
        var exercises =
                Catalogue.entries(reference).stream().map(CourseExercise::exercise).toList();
        if ("apply".equals(System.getProperty("catalogue"))) {
            names.update(exercises, reference.examples());
            return;
        }
        var known = exercises.stream().flatMap(id -> names.of(id).stream()).toList();
        assertThat(ExampleNames.names(known))
                .as("the names of the examples (mvn verify -Pproof -Dcatalogue=apply writes them)")
                .isEqualTo(ExampleNames.names(reference.examples()));
    }

    /**
     * {@code ./course reset} puts the copy back, which is in {@code stubs/} by the name of the
     * file. With {@code -Dstubs=apply} the copies are written anew.
     */
    @Test
    void everyStubHasItsCopy() throws IOException {
        if ("apply".equals(System.getProperty("stubs"))) {
            writeCopies();
        }
        assertThat(texts(COPIES, COPY))
                .as("stubs/ (mvn verify -Pproof -Dstubs=apply writes it)")
                .isEqualTo(texts(SOURCES, STUB));
    }

    private static void writeCopies() throws IOException {
        Files.createDirectories(COPIES);
        try (var old = Files.newDirectoryStream(COPIES)) {
            for (var one : old) {
                Files.delete(one);
            }
        }
        for (var stub : texts(SOURCES, STUB).entrySet()) {
            Files.writeString(COPIES.resolve(stub.getKey() + ".txt"), stub.getValue());
        }
    }

    /** By the part of the path that {@code pattern} has in brackets. */
    private static Map<String, String> texts(Path folder, String pattern) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = Pattern.compile(pattern).matcher(file.toString().replace('\\', '/'));
                if (name.matches()) {
                    texts.put(name.group(1), Files.readString(file));
                }
            }
        }
        return texts;
    }

    private static ResultFile results(Track track) throws IOException {
        return ResultFile.read(Lesson.RESULTS.resolve(track.id() + ".json"));
    }
}
