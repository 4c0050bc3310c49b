package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.ResultFile;
import course.kit.Track;
import course.kit.Verdict;

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

    private static ResultFile results(Track track) throws IOException {
        return ResultFile.read(Lesson.RESULTS.resolve(track.id() + ".json"));
    }
}
