package course.loop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What is left when a loop is stopped, and what goes on while a message is processed. */
abstract class EventLoopStopping extends EventLoopExamples {
    EventLoopStopping(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    /** Who stops the loop while a message is processed. */
    enum Stopper {
        THE_MESSAGE,
        ANOTHER_THREAD,
        A_VIRTUAL_THREAD
    }

    @ParameterizedTest
    @CsvSource({
        "POSTED, THE_MESSAGE",
        "POSTED, ANOTHER_THREAD",
        "POSTED, A_VIRTUAL_THREAD",
        "DELAYED, THE_MESSAGE",
        "DELAYED, ANOTHER_THREAD"
    })
    void theMessageThatIsBeingProcessedIsTheLast(Kind kind, Stopper stopper) {
        post("before");
        postDelayed("before, too", ZERO);
        add(
                kind,
                "A",
                () -> {
                    stopBy(stopper);
                    post("A's own");
                    postDelayed("A's own timer", ZERO);
                });
        post("B");
        postDelayed("B's timer", ZERO);
        postDelayed("C's timer", ofNanos(1));

        runToTheEnd();

        var processed = diary.processed();
        if (!processed.getLast().equals("A")) {
            throw new AssertionError(
                    diary.with(
                            "stop() was called while A was being processed, so A is the last"
                                    + " message, whatever else is in the queue or due"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStopInterruptsNobody(Stopper stopper) {
        var interrupted = new LinkedHashMap<String, Boolean>();
        post(
                "A",
                () -> {
                    stopBy(stopper);
                    interrupted.put("A", Thread.currentThread().isInterrupted());
                });
        mayEnd = true;
        running =
                background.start(
                        "the loop",
                        () -> {
                            loop.run();
                            interrupted.put(
                                    "who has called run()", Thread.currentThread().isInterrupted());
                        });
        clock.of(running.thread());
        Example.current().closesAtEnd(loop::stop);
        awaitTheEnd();

        interrupted.forEach((who, flag) -> {
            if (flag) {
                throw new AssertionError(
                        diary.with(
                                "stop() was called while A was being processed; it interrupts nobody, but %s finds that the loop's thread is interrupted"
                                        .formatted(who)));
            }
        });
    }

    @Test
    void stoppedBeforeItRunsItReturnsEvenIfItsThreadIsInterrupted() {
        interruptsBefore = true;
        post("A");
        stop();

        startToBeInterrupted();
        awaitTheEnd();

        if (interruption != null) {
            throw new AssertionError(
                    diary.with(
                            "run() returns at once, since stop() was called before, and does not"
                                    + " wait; it has thrown "
                                    + interruption));
        }
        diary.expectProcessed("a loop that was stopped processes nothing");
    }

    private void stopBy(Stopper stopper) {
        if (stopper == Stopper.THE_MESSAGE) {
            stop();
            return;
        }
        var other =
                background.start(
                        "another thread",
                        () -> {
                            if (stopper == Stopper.A_VIRTUAL_THREAD) {
                                Thread.ofVirtual().start(this::stop).join();
                            } else {
                                stop();
                            }
                        });
        inTheDiary(() ->
                background.await(
                        "stop() returns at once, though A is still being processed",
                        other::hasEnded));
    }

    @Test
    void stoppedBeforeItRunsItLeavesWhatIsDue() {
        postDelayed("A", ZERO);
        post("B");
        stop();

        runToTheEnd();

        diary.expectProcessed("a loop that was stopped processes nothing");
    }

    @Test
    void aLoopThatWaitsForATimerIsStoppedAtOnce() {
        postDelayed("A", ofSeconds(10));
        start();
        settle();

        stop();

        awaitTheEnd();
        diary.expectProcessed("a loop that was stopped does not wait for its timers");
    }

    /** When a waiting loop is stopped by a thread that adds something, too. */
    enum Moment {
        BEFORE_IT_STOPS("has added B, and then called stop()"),
        AFTER_IT_HAS_STOPPED("has called stop(), and then added B");

        private final String told;

        Moment(String told) {
            this.told = told;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POSTED, BEFORE_IT_STOPS",
        "POSTED, AFTER_IT_HAS_STOPPED",
        "DELAYED, BEFORE_IT_STOPS",
        "DELAYED, AFTER_IT_HAS_STOPPED"
    })
    void aWaitingLoopThatIsStoppedProcessesNothingMore(Kind kind, Moment moment) {
        asItBeginsToWait(() -> {
            if (moment == Moment.BEFORE_IT_STOPS) {
                add(kind, "B");
                stop();
            } else {
                stop();
                add(kind, "B");
            }
        });
        mayEnd = true;

        start();

        awaitTheEnd();
        diary.expectProcessed(
                "while the loop waited, another thread %s, before the loop was awake; no message was being processed, so none is processed any more"
                        .formatted(moment.told));
    }

    /** Another thread does something when the loop has nothing to do, and is about to wait. */
    private void asItBeginsToWait(Background.Body action) {
        clock.beforeEachCall(() -> {
            if (clock.awaits() > 0) {
                clock.beforeEachCall(() -> {});
                var other = background.start("another thread", action);
                Steps.awaitAsFarAsPossible(other.thread(), () -> false);
            }
        });
    }

    static List<Arguments> kindsAndCalls() {
        var forms = new ArrayList<Arguments>();
        for (var kind : Kind.values()) {
            for (var call : Call.values()) {
                forms.add(Arguments.of(kind, call));
            }
        }
        return forms;
    }

    @ParameterizedTest
    @MethodSource("kindsAndCalls")
    void noCallWaitsForTheMessageThatIsBeingProcessed(Kind kind, Call call) {
        var timer = postDelayed("timer", ofSeconds(1));
        add(kind, "A", () -> takes(ofSeconds(5)));
        start();
        settle();

        expectAnswered(call, timer, "A is still being processed");

        diary.expectProcessed("A is still being processed", "A");
    }
}
