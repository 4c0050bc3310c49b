package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A loop runs once, on one thread. */
abstract class EventLoopOneRun extends EventLoopExamples {
    EventLoopOneRun(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void runIsRefusedWhileTheLoopRuns() {
        start();
        settle();

        expectRunIsRefused("the loop runs, on another thread");

        post("A");
        settle();
        diary.expectProcessed("the loop goes on, undisturbed", "A");
    }

    @Test
    void runIsRefusedInsideAMessage() {
        var refusal = new AtomicReference<Throwable>();
        post(
                "A",
                () -> {
                    try {
                        loop.run();
                    } catch (Throwable thrown) {
                        refusal.set(thrown);
                    }
                });
        post("B");
        start();

        settle();

        diary.expectProcessed("the loop goes on, undisturbed", "A", "B");
        Refusal.check(
                IllegalStateException.class,
                "run() inside a message",
                "the loop runs",
                refusal.get());
    }

    /** How a loop comes to its end. */
    enum End {
        STOPPED_BY_A_MESSAGE("a message has stopped it"),
        STOPPED_BY_ANOTHER_THREAD("another thread has stopped it while it waited"),
        STOPPED_BEFORE_IT_RAN("it was stopped before it ran, and run() has returned once"),
        INTERRUPTED("its thread was interrupted");

        private final String told;

        End(String told) {
            this.told = told;
        }
    }

    @ParameterizedTest
    @EnumSource
    void runIsRefusedAfterTheEnd(End end) {
        comeToThe(end);

        expectRunIsRefused("the loop has run before: " + end.told);
    }

    @ParameterizedTest
    @EnumSource
    void afterTheEndNothingIsProcessedAndNobodyIsDisturbed(End end) {
        comeToThe(end);

        post("late");
        var timer = postDelayed("late timer", ZERO);
        loop.stop();
        assertThat(timer)
                .withFailMessage(
                        "postDelayed() returns a timer at any time, also after the loop's end (%s);"
                                + " it returned null",
                        end.told)
                .isNotNull();

        time.advance(ofSeconds(1));
        assertThat(diary.processed())
                .withFailMessage(() ->
                        diary.with(
                                "what is posted after the loop's end is never processed (%s)"
                                        .formatted(end.told)))
                .doesNotContain("late", "late timer");
    }

    @ParameterizedTest
    @EnumSource
    void afterTheEndANegativeDelayIsRefusedAsWell(End end) {
        comeToThe(end);

        new Refusal(background)
                .expect(
                        IllegalArgumentException.class,
                        "postDelayed(…, -1 ns), after the loop's end (%s),".formatted(end.told),
                        "the delay is negative",
                        () -> postDelayed("A", ofNanos(-1)));
    }

    private void comeToThe(End end) {
        switch (end) {
            case STOPPED_BY_A_MESSAGE -> {
                post("the end", this::stop);
                runToTheEnd();
            }
            case STOPPED_BY_ANOTHER_THREAD -> {
                start();
                settle();
                stop();
                awaitTheEnd();
            }
            case STOPPED_BEFORE_IT_RAN -> {
                stop();
                runToTheEnd();
            }
            case INTERRUPTED -> {
                startToBeInterrupted();
                settle();
                mayEnd = true;
                interrupt();
                background.await("run() ends when its thread is interrupted", running::hasEnded);
            }
        }
    }

    private void expectRunIsRefused(String since) {
        new Refusal(background)
                .expect(IllegalStateException.class, "run()", since, () -> loop.run());
    }

    @Test
    void ofTwoThreadsThatRunItOneIsRefused() throws Exception {
        var more = true;
        for (var steps = 1; more && steps <= MOST_STEPS; steps++) {
            if (steps > 1) {
                createLoop();
            }
            more = runTwice(steps);
        }
    }

    /** Two threads call run(), one of them while the other has done so many steps of it. */
    private boolean runTwice(int steps) throws Exception {
        useStepByStep();
        Example.current().closesAtEnd(loop::stop);
        var refusals = new AtomicInteger();
        var second = new AtomicReference<Background.Task>();
        var first =
                background.start(
                        "one thread",
                        () -> {
                            Steps.holdAfter(
                                    steps,
                                    () -> {
                                        second.set(
                                                background.start(
                                                        "another thread", () -> run(refusals)));
                                        awaitWhatRunDoes(second.get());
                                    });
                            run(refusals);
                        });
        awaitWhatRunDoes(first);
        if (second.get() != null) {
            awaitWhatRunDoes(second.get());
        }
        loop.stop();
        background.await("run() returns after stop()", first::hasEnded);
        if (second.get() == null) {
            return false;
        }
        background.await("run() returns after stop()", second.get()::hasEnded);
        assertThat(refusals.get())
                .withFailMessage(
                        "two threads have called run() at the same time; one of them runs the loop,"
                                + " and the other one gets an IllegalStateException, but %s did",
                        refusals.get() == 0 ? "none" : "both")
                .isEqualTo(1);
        return true;
    }

    private void run(AtomicInteger refusals) throws InterruptedException {
        try {
            loop.run();
        } catch (IllegalStateException refused) {
            refusals.incrementAndGet();
        } catch (AssertionError sharedClock) {
            // the clock is in use by the other one, which runs the loop as well
        }
    }

    private void awaitWhatRunDoes(Background.Task task) {
        Steps.awaitAsFarAsPossible(task.thread(), clock::isIdle);
    }
}
