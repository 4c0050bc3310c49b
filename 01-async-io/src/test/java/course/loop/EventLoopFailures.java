package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

/** What becomes of a message that throws. */
abstract class EventLoopFailures extends EventLoopExamples {
    EventLoopFailures(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void aFailingMessageIsReportedAndTheLoopGoesOn() {
        expectsAFailure = true;
        var failure = new IllegalStateException("message A has failed");
        post(
                "A",
                () -> {
                    throw failure;
                });
        post("B");
        start();

        settle();

        diary.expectProcessed("one message that fails does not end the loop", "A", "B");
        expectReported(failure);
    }

    @Test
    void anErrorIsReportedAsWell() {
        expectsAFailure = true;
        var failure = new AssertionError("message A has failed");
        post(
                "A",
                () -> {
                    throw failure;
                });
        post("B");
        start();

        settle();

        diary.expectProcessed("one message that fails does not end the loop", "A", "B");
        expectReported(failure);
    }

    private void expectReported(Throwable failure) {
        assertThat(failures)
                .withFailMessage(() ->
                        diary.with(
                                "a message that fails is reported%n  expected: [%s]%n  but was:  %s"
                                        .formatted(failure, failures)))
                .singleElement()
                .isSameAs(failure);
    }
}
