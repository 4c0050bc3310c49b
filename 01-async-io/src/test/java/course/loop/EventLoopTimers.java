package course.loop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Messages for later. */
abstract class EventLoopTimers extends EventLoopExamples {
    EventLoopTimers(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void aDelayedMessageIsProcessedWhenItsTimeHasComeAndNotBefore() {
        postDelayed("A", ofSeconds(2));
        start();

        advance(ofSeconds(2).minusNanos(1));
        diary.expectProcessed("A is due after 2 s, and not before");

        advance(ofNanos(1));
        diary.expectProcessed("A is due after 2 s", "A");
        advance(ofHours(1));
        diary.expectProcessed("a delayed message is processed once", "A");
    }

    @Test
    void timersGoByTheirTimes() {
        postDelayed("after 3 s", ofSeconds(3));
        postDelayed("after 1 s", ofSeconds(1));
        postDelayed("after 2 s", ofSeconds(2));
        start();

        advance(ofSeconds(3));

        diary.expectProcessed(
                "what is due first is processed first", "after 1 s", "after 2 s", "after 3 s");
    }

    @Test
    void timersOfTheSameTimeGoInTheOrderOfPosting() {
        var names = new ArrayList<String>();
        for (var i = 1; i <= 12; i++) {
            names.add("number " + i);
        }
        names.forEach(name -> postDelayed(name, ofSeconds(2)));
        start();
        advance(ofSeconds(1));
        postDelayed("a late one of 1 s", ofSeconds(1));
        names.add("a late one of 1 s");

        advance(ofSeconds(1));

        diary.expectProcessed(
                "all were due at the same time: then the order is that of posting",
                names.toArray(String[]::new));
    }

    @Test
    void aDelayedMessageCutsTheLoopsWaitShort() {
        start();
        settle();
        postDelayed("after 10 s", ofSeconds(10));
        settle();

        postDelayed("after 1 s", ofSeconds(1));

        advance(ofSeconds(1));
        diary.expectProcessed(
                "a loop that waits must learn of a message that is due earlier", "after 1 s");
        advance(ofSeconds(9));
        diary.expectProcessed("then comes the other one", "after 1 s", "after 10 s");
    }

    @Test
    void aDelayedMessageIsNotLostWhateverTheLoopIsDoing() throws Exception {
        startStepByStep();

        atEachStepOfTheLoop(
                name -> postDelayed(name, ofSeconds(1)),
                name -> {
                    advance(ofSeconds(1));
                    expectNotLost(name);
                });
    }

    @Test
    void aDelayedMessageIsNotLostWhateverTheLoopDoesMeanwhile() throws Exception {
        startStepByStep();

        atEachStepOfACaller(
                name -> postDelayed(name, ofSeconds(1)),
                name -> {
                    advance(ofSeconds(1));
                    expectNotLost(name);
                });
    }

    @Test
    void aDelayIsCountedFromItsCall() {
        post(
                "A",
                () -> {
                    takes(ofSeconds(5));
                    postDelayed("B, 2 s later", ofSeconds(2));
                });
        start();

        advance(ofSeconds(6));
        diary.expectProcessed("B is due 2 s after it was posted, at 7 s", "A");

        advance(ofSeconds(1));
        diary.expectProcessed("B is due 2 s after it was posted, at 7 s", "A", "B, 2 s later");
    }

    @Test
    void waitingForATimerUsesNoCpu() {
        postDelayed("after an hour", ofHours(1));
        start();
        settle();
        var before = clock.awaits();

        advance(ofHours(1).minusNanos(1));

        expectFewWakeUps(before, "in an hour in which it only had to wait for one timer");
    }

    @Test
    void aFractionOfAMillisecondIsWaitedForAsWell() {
        postDelayed("after 1.5 ms", ofNanos(1_500_000));
        start();

        advance(ofNanos(1_499_999));
        diary.expectProcessed("a message is never processed before its time");

        advance(ofMillis(2));
        diary.expectProcessed("1.5 ms have passed", "after 1.5 ms");
    }

    @Test
    void aMessageThatPostsItselfAgainAndAgainKeepsNoTimerWaiting() {
        postDelayed("the timer", ofMillis(5));
        postAgainAndAgain("the busy one", "the timer", message -> loop.post(message));
        start();

        advance(ofSeconds(1));

        expectNotStarved("the timer", 10);
    }

    @Test
    void aTimerThatStartsItselfAgainAndAgainKeepsNoMessageWaiting() {
        postAgainAndAgain(
                "the busy timer", "the message", message -> loop.postDelayed(message, ZERO));
        start();
        post("the message");

        advance(ofSeconds(1));

        expectNotStarved("the message", 10);
    }

    @Test
    void aTimerOfNoDelayWaitsForALaterTurnToo() {
        post("A", () -> postDelayed("A's timer", ZERO));
        post("B");
        start();

        settle();

        diary.expectProcessed(
                "what a message posts comes after what was there, also with no delay",
                "A",
                "B",
                "A's timer");
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatThrownBy(
                        () -> loop.postDelayed(() -> {}, ofNanos(-1)),
                        "postDelayed with a delay of -1 ns")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTimerIsProcessedAfterTheEnd() {
        postDelayed("A", ofSeconds(1));
        post("the end", this::stop);

        runToTheEnd();
        time.advance(ofSeconds(2));

        diary.expectProcessed("after its end the loop processes nothing", "the end");
    }

    /**
     * Posts a message that takes 1 ms and posts itself again, until the patient one had its turn.
     */
    private void postAgainAndAgain(String name, String patient, Consumer<Runnable> post) {
        var rounds = new AtomicInteger();
        var message = new AtomicReference<Runnable>();
        message.set(() -> {
            diary.processed(name);
            takes(ofMillis(1));
            if (rounds.incrementAndGet() < 100 && !diary.processed().contains(patient)) {
                post.accept(message.get());
            }
        });
        post.accept(message.get());
    }

    private void expectNotStarved(String patient, int bound) {
        var position = diary.processed().indexOf(patient);
        if (position < 0 || position > bound) {
            throw new AssertionError(
                    diary.with(
                            ("%s was starved: it was processed after %s others. A turn processes"
                                 + " what was there when it began; what a message posts waits for a"
                                 + " later turn")
                                    .formatted(
                                            patient,
                                            position < 0 ? diary.processed().size() : position)));
        }
    }
}
