package course.kit.failure;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.bench.SpecRuns;
import course.kit.report.Result;
import course.kit.sample.BadMails;
import course.kit.sample.Mail;
import course.kit.sample.MailSpec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/** A failure names the learner's own line: once, and never only one of the code that is given. */
class PlacesTest {
    private static final String DELIVERED = "itIsDelivered";
    private static final String BESIDE = "itIsDeliveredInTheBackground";
    private static final String REFUSED = "itIsRefused";
    private static final String NO_WORD = "java.lang.IllegalArgumentException: no word";
    private static final String AFTERWARDS =
            "the example itself went well, but tidying up after it failed: ";

    private static SpecRuns runs;

    @BeforeAll
    static void begin() {
        runs = new SpecRuns(Map.of("course.deadline", "2"), Duration.ofMinutes(1));
    }

    @AfterAll
    static void end() throws Exception {
        runs.close();
    }

    @Test
    void whatGivenCodeThrowsIsToldWithTheLineThatCalledIt() throws Exception {
        assertThat(failure(BadMails.WithoutAWord.class, DELIVERED))
                .matches(NO_WORD + calledBy("Post.send", "WithoutAWord.deliver"));
    }

    @Test
    void itIsToldOnceWhenItComesFromBesideTheExample() throws Exception {
        assertThat(failure(BadMails.WithoutAWord.class, BESIDE))
                .matches(
                        "the postman ended with "
                                + NO_WORD
                                + calledBy("Post.send", "WithoutAWord.deliver"));
    }

    @Test
    void whatACallbackThrowsIsToldWithItsLine() throws Exception {
        assertThat(failure(BadMails.FailingWhenCalledBack.class, DELIVERED))
                .matches(
                        "java.util.NoSuchElementException"
                                + calledBy("\\S+First", "FailingWhenCalledBack.deliver"));
    }

    @Test
    void whatAVirtualThreadThrowsIsHeardAndToldWithItsLine() throws Exception {
        assertThat(failure(BadMails.FailingOnAVirtualThread.class, DELIVERED))
                .matches(
                        "a virtual thread ended with "
                                + NO_WORD
                                + calledBy("Post.send", "FailingOnAVirtualThread.deliver"));
    }

    @Test
    void whatComesFromAnotherThreadOfGivenCodeIsToldWithoutAPlace() throws Exception {
        assertThat(failure(BadMails.FailingElsewhere.class, DELIVERED)).isEqualTo(NO_WORD);
    }

    @Test
    void whatHasNoStackIsToldWithoutAPlace() throws Exception {
        assertThat(failure(BadMails.WithoutAStack.class, DELIVERED))
                .isEqualTo("java.lang.IllegalStateException: torn");
    }

    @Test
    void whatWrapsAnotherExceptionIsToldWithTheInnerPlace() throws Exception {
        assertThat(failure(BadMails.Wrapping.class, DELIVERED))
                .matches(
                        "java.lang.IllegalStateException: "
                                + NO_WORD
                                + calledBy("Post.send", "Wrapping.deliver"));
    }

    @Test
    void whatHidesAnotherExceptionIsToldWithIt() throws Exception {
        assertThat(failure(BadMails.Renaming.class, DELIVERED))
                .matches(
                        "java.lang.IllegalStateException: torn, thrown in"
                            + " BadMails\\$Renaming.deliver \\(BadMails.java:\\d+\\), caused by "
                                + NO_WORD
                                + calledBy("Post.send", "Renaming.deliver"));
    }

    @Test
    void anAssertionOfTheAnswersOwnIsToldAsAnException() throws Exception {
        assertThat(failure(BadMails.Asserting.class, DELIVERED))
                .matches(
                        "java.lang.AssertionError, thrown in"
                                + " BadMails\\$Asserting.deliver \\(BadMails.java:\\d+\\)");
    }

    @Test
    void whatAnAssertionShowsOfAStackIsTheLearnersLine() throws Exception {
        assertThat(message(BadMails.WithoutAWord.class, REFUSED))
                .containsPattern(NO_WORD + calledBy("Post.send", "WithoutAWord.deliver"))
                .doesNotContain("\tat ", "folded");
    }

    @Test
    void whatItsAuthorKnowsIsToldBelow() throws Exception {
        assertThat(message(BadMails.WithoutAWord.class, DELIVERED))
                .contains("\n  The post:\n    it is open\n    at noon\n")
                .doesNotContain("The weather:");
    }

    @Test
    void whatFailsAfterTheExampleSaysSo() throws Exception {
        assertThat(failure(BadMails.FailingWhenClosed.class, DELIVERED))
                .matches(AFTERWARDS + NO_WORD + calledBy("Post.send", "FailingWhenClosed.close"));
    }

    @Test
    void whatFailsInTheSpecsOwnTidyingUpSaysSo() throws Exception {
        assertThat(failure(BadMails.UncollectedMail.class, DELIVERED))
                .matches(AFTERWARDS + NO_WORD + calledBy("Post.send", "UncollectedMail.collect"));
    }

    @Test
    void whatFailsBesideTheTidyingUpSaysSo() throws Exception {
        assertThat(failure(BadMails.FailingBesideWhenClosed.class, DELIVERED))
                .matches(
                        AFTERWARDS
                                + "the collector ended with "
                                + NO_WORD
                                + calledBy("Post.send", "FailingBesideWhenClosed.close"));
    }

    @Test
    void whatHangsAfterTheExampleSaysSo() throws Exception {
        assertThat(message(BadMails.HangingWhenClosed.class, DELIVERED))
                .startsWith(AFTERWARDS + "no end within ")
                .contains("BadMails.java:");
    }

    @Test
    void whatIsToDoAfterTheExampleIsToDo() throws Exception {
        assertThat(message(BadMails.ToDoWhenClosed.class, DELIVERED))
                .startsWith("TODO 0.6.1: collect what is left (BadMails.java:");
    }

    private static String calledBy(String callee, String caller) {
        return ", thrown in %s, called by BadMails\\$%s \\(BadMails.java:\\d+\\)"
                .formatted(callee, caller);
    }

    /** The first line of the example's message. */
    private static String failure(Class<? extends Mail> candidate, String method) throws Exception {
        return message(candidate, method).lines().findFirst().orElseThrow();
    }

    private static String message(Class<? extends Mail> candidate, String method) throws Exception {
        return runs.run(MailSpec.class, candidate).examples().stream()
                .filter(result -> result.method().equals(method))
                .map(Result::message)
                .findFirst()
                .orElseThrow();
    }
}
