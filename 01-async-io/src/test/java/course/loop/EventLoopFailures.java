package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What becomes of a message that throws. */
abstract class EventLoopFailures extends EventLoopExamples {
    EventLoopFailures(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    static List<Throwable> exceptions() {
        return List.of(
                new IllegalStateException("message A has failed"),
                new NullPointerException("message A has failed"),
                new CancellationException("message A has failed"),
                new CompletionException(
                        "message A has failed", new IllegalStateException("and this is why")));
    }

    static List<Throwable> errors() {
        return List.of(
                new AssertionError("message A has failed"),
                new StackOverflowError("message A has failed"),
                new OutOfMemoryError("message A has failed"));
    }

    /** A message cannot declare them, and throws them all the same. */
    static List<Throwable> checked() {
        return List.of(
                new IOException("message A has failed"),
                new InterruptedException("message A has failed"),
                new Throwable("message A has failed"));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void aFailingMessageIsReportedAndTheLoopGoesOn(Throwable failure) {
        fails(Kind.POSTED, failure);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorIsReportedAsWell(Throwable failure) {
        fails(Kind.POSTED, failure);
    }

    @ParameterizedTest
    @MethodSource("checked")
    void soIsWhateverElseCanBeThrown(Throwable failure) {
        fails(Kind.POSTED, failure);
    }

    @ParameterizedTest
    @MethodSource({"exceptions", "errors", "checked"})
    void aDelayedMessageMayFailInTheSameWays(Throwable failure) {
        fails(Kind.DELAYED, failure);
    }

    private void fails(Kind kind, Throwable failure) {
        expectsAFailure = true;
        add(kind, "A", () -> Failing.with(failure));
        add(kind, "B");
        start();

        settle();
        post("C");
        settle();

        diary.expectProcessed("one message that fails does not end the loop", "A", "B", "C");
        expectReported(failure);
    }

    @Test
    void eachFailureIsReported() {
        expectsAFailure = true;
        var first = new IllegalStateException("message A has failed");
        var second = new AssertionError("message B has failed");
        post("A", () -> Failing.with(first));
        post("B", () -> Failing.with(second));
        post("B again", () -> Failing.with(second));
        start();

        settle();

        diary.expectProcessed("no message that fails ends the loop", "A", "B", "B again");
        expectReported(first, second, second);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageMayStopTheLoopAndFail(Kind kind) {
        expectsAFailure = true;
        var failure = new IllegalStateException("message A has failed");
        add(
                kind,
                "A",
                () -> {
                    stop();
                    throw failure;
                });
        add(kind, "B");

        runToTheEnd();

        diary.expectProcessed("the message that calls stop() is the last one", "A");
        expectReported(failure);
    }

    @ParameterizedTest
    @EnumSource
    void whoIsToldOfAFailureMayPost(Kind kind) throws Exception {
        createLoop(failure -> add(kind, "B", () -> {}));
        post("A", () -> Failing.with(new IllegalStateException("message A has failed")));

        start();

        settle();
        diary.expectProcessed("who was told of A's failure has added B", "A", "B");
    }

    @Test
    void whoIsToldOfAFailureMayStopTheLoop() throws Exception {
        createLoop(failure -> stop());
        post("A", () -> Failing.with(new IllegalStateException("message A has failed")));
        post("B");

        start();

        awaitTheEnd();
        diary.expectProcessed("who was told of A's failure has stopped the loop", "A");
    }

    @Test
    void aPostDoesNotWaitForAFailureThatIsBeingReported() throws Exception {
        createLoop(failure -> takes(ofSeconds(5)));
        post("A", () -> Failing.with(new IllegalStateException("message A has failed")));
        start();
        settle();

        var other = background.start("another thread", () -> post("B"));

        inTheDiary(() ->
                background.await(
                        "post() returns at once, though A's failure is still being reported; which"
                                + " lock does it wait for?",
                        other::hasEnded));
        advance(ofSeconds(5));
        diary.expectProcessed("B was posted while A's failure was reported", "A", "B");
    }

    static List<Arguments> kindsAndCalls() {
        return EventLoopStopping.kindsAndCalls();
    }

    @ParameterizedTest
    @MethodSource("kindsAndCalls")
    void noCallWaitsForAFailureThatIsBeingReported(Kind kind, Call call) throws Exception {
        createLoop(failure -> {
            diary.note("the loop tells of A's failure, which takes 5 s");
            takes(ofSeconds(5));
        });
        var timer = postDelayed("timer", ofSeconds(1));
        add(kind, "A", () -> Failing.with(new IllegalStateException("message A has failed")));
        start();
        settle();

        expectAnswered(call, timer, "A's failure is still being reported");

        diary.expectProcessed("A's failure is still being reported", "A");
    }

    @ParameterizedTest
    @EnumSource
    void whoIsToldOfAFailureIsToldByTheLoopsThread(Kind kind) throws Exception {
        var told = new CopyOnWriteArrayList<Thread>();
        createLoop(failure -> told.add(Thread.currentThread()));
        add(kind, "A", () -> Failing.with(new IllegalStateException("message A has failed")));
        start();

        settle();

        assertThat(told)
                .withFailMessage(() ->
                        diary.with(
                                "a failure is reported on the loop's thread, once; it was reported on %s"
                                        .formatted(told.stream().map(Thread::getName).toList())))
                .containsExactly(running.thread());
    }

    private void createLoop(Consumer<Throwable> told) throws Exception {
        loop = candidate.create(clock, told);
    }

    @Test
    void aTimerThatHasFailedCannotBeCancelled() {
        expectsAFailure = true;
        var timer =
                postDelayed(
                        "A",
                        ZERO,
                        () -> Failing.with(new IllegalStateException("message A has failed")));
        start();
        settle();

        assertThat(timer.cancel())
                .withFailMessage(
                        "cancel() of a message that was processed, and has failed, answers false:"
                                + " its processing has begun; it answered true")
                .isFalse();
    }

    private void expectReported(Throwable... expected) {
        assertThat(failures)
                .withFailMessage(() ->
                        diary.with(
                                "a message that fails is reported, with what it has thrown%n  expected: %s%n  but was:  %s"
                                        .formatted(List.of(expected), failures)))
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .containsExactly(expected);
    }
}
