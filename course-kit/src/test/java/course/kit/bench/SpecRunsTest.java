package course.kit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import course.kit.report.Result;
import course.kit.report.Verdict;
import course.kit.sample.BadEchoes;
import course.kit.sample.Counting;
import course.kit.sample.CountingSpec;
import course.kit.sample.EchoSpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A JVM is used again as long as nothing is left in it that another run could notice. */
class SpecRunsTest {
    private final SpecRuns runs =
            new SpecRuns(Map.of("course.deadline", "2"), Duration.ofSeconds(30));

    @AfterEach
    void close() throws IOException {
        runs.close();
    }

    @Test
    void aRunThatLeavesNothingIsFollowedByAnotherInItsJvm() throws Exception {
        run(Counting.Right.class);
        run(Counting.Wrong.class);
        var third = run(Counting.Right.class);

        assertThat(third.output()).contains("run 3");
    }

    @Test
    void eachRunHasItsOwnResultsAndItsOwnOutput() throws Exception {
        var right = run(Counting.Right.class);
        var wrong = run(Counting.Wrong.class);

        assertThat(right.examples())
                .singleElement()
                .extracting(Result::verdict)
                .isEqualTo(Verdict.PASSED);
        assertThat(wrong.examples())
                .singleElement()
                .extracting(Result::verdict)
                .isEqualTo(Verdict.FAILED);
        assertThat(wrong.output()).contains("run 2").doesNotContain("run 1");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Counting.Hanging.class,
                Counting.Exiting.class,
                Counting.Halting.class,
                Counting.WithAThreadLeft.class,
                Counting.WithAProcessLeft.class,
                Counting.WithAVirtualThreadThatSpins.class
            })
    void aRunThatLeavesSomethingIsTheLastOfItsJvm(Class<? extends Counting> candidate)
            throws Exception {
        run(Counting.Right.class);
        run(candidate);
        var next = run(Counting.Right.class);

        assertThat(next.output()).contains("run 1");
        assertThat(next.examples())
                .singleElement()
                .extracting(Result::verdict)
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void aRunWhoseJvmHasEndedNamesTheExampleInWhichItDid() throws Exception {
        assertThat(run(Counting.Halting.class).examples())
                .singleElement()
                .satisfies(SpecRunsTest::endedTheJvm);
    }

    private static void endedTheJvm(Result result) {
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.message()).startsWith("the JVM ended while this example ran");
    }

    @Test
    void aRunThatTakesTooLongIsEnded() throws Exception {
        try (var impatient = new SpecRuns(Map.of("course.deadline", "60"), Duration.ofSeconds(3))) {
            assertThat(impatient.run(CountingSpec.class, Counting.Hanging.class).examples())
                    .allSatisfy(SpecRunsTest::endedTheJvm);
        }
    }

    @Test
    void anExampleCanBeRunAlone() throws Exception {
        var alone =
                runs.run(EchoSpec.class, BadEchoes.FailingBehind.class, "theSecondWordComesBack");

        assertThat(alone.examples())
                .extracting(Result::method, Result::verdict)
                .containsExactly(tuple("theSecondWordComesBack", Verdict.PASSED));
    }

    private SpecRuns.Outcome run(Class<? extends Counting> candidate) throws IOException {
        return runs.run(CountingSpec.class, candidate);
    }
}
