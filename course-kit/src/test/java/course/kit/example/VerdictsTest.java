package course.kit.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import course.kit.bench.SpecRuns;
import course.kit.report.Result;
import course.kit.report.Verdict;
import course.kit.sample.BadEchoes;
import course.kit.sample.Echo;
import course.kit.sample.EchoSpec;
import course.kit.sample.Keeper;
import course.kit.sample.KeeperSpec;
import course.kit.sample.Sum;
import course.kit.sample.SumSpec;
import course.kit.sample.Vain;
import course.kit.sample.VainSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every way to go wrong gets its right verdict, a text that helps, and spoils no other example. */
@Execution(ExecutionMode.CONCURRENT)
class VerdictsTest {
    private static final String FIRST = "theFirstWordComesBack";
    private static final String SECOND = "theSecondWordComesBack";
    private static final String BEHIND = "aWordComesBackInTheBackground";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void rightCodePasses() throws Exception {
        var examples = run(BadEchoes.Right.class).examples();

        assertThat(examples)
                .extracting(Result::method, Result::verdict, Result::message)
                .containsExactly(
                        tuple(FIRST, Verdict.PASSED, ""),
                        tuple(SECOND, Verdict.PASSED, ""),
                        tuple(BEHIND, Verdict.PASSED, ""));
    }

    @Test
    void anUntouchedStubIsToDo() throws Exception {
        var examples = run(BadEchoes.Untouched.class).examples();

        assertThat(examples)
                .hasSize(3)
                .allSatisfy(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.TO_DO);
                    assertThat(result.message())
                            .startsWith("TODO 0.1.1: give the word back (BadEchoes.java:");
                });
    }

    @Test
    void halfDoneCodeIsHalfPassedAndHalfToDo() throws Exception {
        var outcome = run(BadEchoes.HalfDone.class);

        assertThat(verdicts(outcome))
                .containsOnly(
                        Map.entry(FIRST, Verdict.PASSED),
                        Map.entry(SECOND, Verdict.TO_DO),
                        Map.entry(BEHIND, Verdict.TO_DO));
        assertThat(outcome.output())
                .contains("0.1   Echo ..   1 of 3   2 to do")
                .contains("Next: TODO 0.1.2: give other words back");
    }

    @Test
    void aTodoInTheBackgroundIsToDo() throws Exception {
        var outcome = run(BadEchoes.ToDoBehind.class);

        assertThat(verdicts(outcome)).containsEntry(BEHIND, Verdict.TO_DO);
        assertThat(message(outcome, BEHIND)).startsWith("TODO 0.1.3: work in the background (");
    }

    @Test
    void aWrongAnswerTellsWhatWasExpectedAndWhereToRead() throws Exception {
        var outcome = run(BadEchoes.Wrong.class);

        onlyTheFirstIs(Verdict.FAILED, outcome);
        assertThat(message(outcome, FIRST))
                .contains("expected: \"first\"", "but was: \"FIRST\"", "exercise 0.1 in README.md");
    }

    @Test
    void anExceptionTellsItsLine() throws Exception {
        var outcome = run(BadEchoes.Throwing.class);

        onlyTheFirstIs(Verdict.FAILED, outcome);
        assertThat(message(outcome, FIRST))
                .contains("java.lang.IllegalStateException: out of words");
    }

    @Test
    void anExceptionWithoutAMessageTellsItsCause() throws Exception {
        var outcome = run(BadEchoes.ThrowingWithoutAWord.class);

        assertThat(message(outcome, FIRST))
                .startsWith("java.io.IOException, caused by java.io.EOFException: out of words");
    }

    @Test
    void anExceptionInTheBackgroundIsHeard() throws Exception {
        var outcome = run(BadEchoes.FailingBehind.class);

        assertThat(verdicts(outcome)).containsEntry(BEHIND, Verdict.FAILED);
        assertThat(message(outcome, BEHIND))
                .contains("the echo ended with java.lang.IllegalStateException: nobody sees me");
    }

    @Test
    void whatHangsIsHungAndTellsWhere() throws Exception {
        var outcome = run(BadEchoes.Hanging.class);

        onlyTheFirstIs(Verdict.HUNG, outcome);
        assertThat(message(outcome, FIRST))
                .contains("no end within 4 s")
                .containsPattern(
                        "the example was in CountDownLatch\\.await \\(BadEchoes\\.java:\\d+\\)");
    }

    @Test
    void whatSpinsIsHungAndTellsWhere() throws Exception {
        var outcome = run(BadEchoes.Spinning.class);

        onlyTheFirstIs(Verdict.HUNG, outcome);
        assertThat(message(outcome, FIRST))
                .contains("BadEchoes$Spinning.misbehave (BadEchoes.java:");
    }

    @Test
    void aDeadlockTellsWhoWaitsForWhom() throws Exception {
        var outcome = run(BadEchoes.Deadlocking.class);

        onlyTheFirstIs(Verdict.HUNG, outcome);
        assertThat(message(outcome, FIRST))
                .contains("deadlock: one waits for java.lang.Object", "which other holds")
                .contains("BadEchoes$Deadlocking.take (BadEchoes.java:");
    }

    @Test
    void theJvmCannotBeEnded() throws Exception {
        var outcome = run(BadEchoes.Exiting.class);

        onlyTheFirstIs(Verdict.FAILED, outcome);
        assertThat(message(outcome, FIRST))
                .contains("ended the whole JVM")
                .contains("System.exit (BadEchoes.java:");
    }

    @Test
    void aThreadLeftBehindIsReported() throws Exception {
        var outcome = run(BadEchoes.LeakingThread.class);

        onlyTheFirstIs(Verdict.FAILED, outcome);
        assertThat(message(outcome, FIRST))
                .contains(
                        "left behind: the thread \"lingerer\", in LockSupport.park"
                                + " (BadEchoes.java:");
    }

    @Test
    void aThreadLeftBehindIsNotAskedWhoAndWhereItIs() throws Exception {
        var outcome = run(BadEchoes.LeakingThreadOfItsOwnClass.class);

        onlyTheFirstIs(Verdict.FAILED, outcome);
        assertThat(message(outcome, FIRST))
                .contains(
                        "left behind: the thread \"the example\", in LockSupport.park"
                                + " (BadEchoes.java:");
    }

    @Test
    void aPortLeftBehindIsReported() throws Exception {
        var outcome = run(BadEchoes.LeakingPort.class);

        onlyTheFirstIs(Verdict.FAILED, outcome);
        assertThat(message(outcome, FIRST)).contains("left behind: a socket that listens on port ");
    }

    @Test
    void aChildProcessLeftBehindIsReported() throws Exception {
        var outcome = run(BadEchoes.LeakingProcess.class);

        onlyTheFirstIs(Verdict.FAILED, outcome);
        assertThat(message(outcome, FIRST)).contains("left behind: the child process ", "sleep");
    }

    @Test
    void whatIsWaitedForInVainAgainAndAgainGetsLessTimeUnlessItTakesTime() throws Exception {
        var outcome = run(VainSpec.class, Vain.Silent.class, Map.of("course.patience", "2"));

        assertThat(outcome.examples())
                .extracting(result -> result.message().lines().findFirst().orElseThrow())
                .containsExactly(
                        "expected that it answers; it was not so within 2 s",
                        "expected that it answers; it was not so within 2 s",
                        "expected that it answers; it was not so within 2 s",
                        "expected that it answers; it was not so within 1 s",
                        "expected that it answers in its time; it was not so within 2 s");
    }

    @Test
    void whatComesWhenTheRestIsRightIsSkippedWhenItIsNot() throws Exception {
        assertThat(run(SumSpec.class, Sum.Wrong.class, Map.of()).examples())
                .extracting(Result::verdict, result -> result.message().lines().findFirst())
                .last()
                .isEqualTo(
                        tuple(
                                Verdict.SKIPPED,
                                Optional.of(
                                        "it comes when the rest is right, which \"one and one are"
                                                + " two\" is not")));
    }

    @Test
    void whatComesWhenTheRestIsRightComesThen() throws Exception {
        assertThat(run(SumSpec.class, Sum.Right.class, Map.of()).examples())
                .extracting(Result::verdict)
                .containsExactly(Verdict.PASSED, Verdict.PASSED);
    }

    @Test
    void whatComesWhenTheRestIsRightIsToDoLikeTheRest() throws Exception {
        assertThat(run(SumSpec.class, Sum.Untouched.class, Map.of()).examples())
                .extracting(Result::verdict)
                .containsExactly(Verdict.TO_DO, Verdict.TO_DO);
    }

    @Test
    void endlessOutputIsCut() throws Exception {
        var outcome = run(BadEchoes.Printing.class);

        assertThat(verdicts(outcome)).containsEntry(FIRST, Verdict.PASSED);
        assertThat(outcome.output())
                .contains("printed more than 64 KiB")
                .hasSizeLessThan(100 * 1024);
    }

    @Test
    void aCandidateThatCannotBeClosedFails() throws Exception {
        var outcome = run(BadEchoes.UnclosableEcho.class);

        assertThat(message(outcome, SECOND)).contains("IllegalStateException: cannot close");
    }

    @Test
    void whatHangsWhenItIsClosedHasHung() throws Exception {
        var outcome = run(KeeperSpec.class, Keeper.Hanging.class, Map.of("course.deadline", "2"));

        assertThat(outcome.examples())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.HUNG);
                    assertThat(result.message()).contains("Keeper.java:");
                });
    }

    @Test
    void whatIsOpenedAgainWheneverItIsClosedFailsInTheEnd() throws Exception {
        assertThat(run(KeeperSpec.class, Keeper.Stubborn.class, Map.of()).examples())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
                    assertThat(result.message())
                            .contains("the example has ended; nothing is opened any more");
                });
    }

    private static SpecRuns.Outcome run(Class<? extends Echo> candidate) throws Exception {
        return run(EchoSpec.class, candidate, Map.of("course.deadline", "2"));
    }

    private static SpecRuns.Outcome run(
            Class<?> spec, Class<?> candidate, Map<String, String> properties) throws Exception {
        try (var runs = new SpecRuns(properties, LIMIT)) {
            return runs.run(spec, candidate);
        }
    }

    private static void onlyTheFirstIs(Verdict verdict, SpecRuns.Outcome outcome) {
        assertThat(verdicts(outcome))
                .as(outcome.output())
                .containsOnly(
                        Map.entry(FIRST, verdict),
                        Map.entry(SECOND, Verdict.PASSED),
                        Map.entry(BEHIND, Verdict.PASSED));
    }

    private static Map<String, Verdict> verdicts(SpecRuns.Outcome outcome) {
        var verdicts = new HashMap<String, Verdict>();
        outcome.examples().forEach(result -> verdicts.put(result.method(), result.verdict()));
        return verdicts;
    }

    private static String message(SpecRuns.Outcome outcome, String method) {
        return outcome.examples().stream()
                .filter(result -> result.method().equals(method))
                .map(Result::message)
                .reduce((one, other) -> other)
                .orElseThrow(() -> new AssertionError(List.of(method, outcome.output())));
    }
}
