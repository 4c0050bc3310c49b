package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.report.Catalogue;
import course.kit.report.ResultFile;
import course.kit.report.Verdict;
import course.kit.track.Track;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/** What the two tracks came to in this build. */
final class StubsProof {

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

    private static ResultFile results(Track track) throws IOException {
        return ResultFile.read(Lesson.RESULTS.resolve(track.id() + ".json"));
    }
}
