package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

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
    void timersGoByTheirTimesToTheNanosecond() {
        postDelayed("after 2 s and 2 ns", ofSeconds(2).plusNanos(2));
        postDelayed("after 2 s and 1 ns", ofSeconds(2).plusNanos(1));
        postDelayed("after 2 s", ofSeconds(2));
        start();

        advance(ofSeconds(3));

        diary.expectProcessed(
                "what is due first is processed first, be it by a nanosecond",
                "after 2 s",
                "after 2 s and 1 ns",
                "after 2 s and 2 ns");
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

    /** What has become of those that were posted before. */
    enum Gone {
        PROCESSED("have been processed"),
        CANCELLED("were cancelled");

        private final String told;

        Gone(String told) {
            this.told = told;
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTheSameTimeTheEarlierPostedIsFirstWhoeverHasGoneMeanwhile(Gone gone) {
        var names = new ArrayList<String>();
        for (var i = 1; i <= 5; i++) {
            var timer = postDelayed("early " + i, ofSeconds(1));
            if (gone == Gone.PROCESSED) {
                names.add("early " + i);
            } else {
                timer.cancel();
            }
        }
        for (var i = 1; i <= 3; i++) {
            postDelayed("A " + i, ofSeconds(5));
            names.add("A " + i);
        }
        start();
        advance(ofSeconds(1));
        for (var i = 1; i <= 3; i++) {
            postDelayed("B " + i, ofSeconds(4));
            names.add("B " + i);
        }

        advance(ofSeconds(4));

        diary.expectProcessed(
                "A 1 to B 3 were all due at 5 s: then the order is that of posting, though five others %s in between"
                        .formatted(gone.told),
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
    void eachDelayedMessageThatIsDueEarlierCutsTheLoopsWaitShort() {
        start();
        var expected = new ArrayList<String>();
        for (var seconds = 20; seconds > 0; seconds--) {
            settle();
            postDelayed("after %s s".formatted(seconds), ofSeconds(seconds));
            expected.addFirst("after %s s".formatted(seconds));
        }

        for (var seconds = 1; seconds <= 20; seconds++) {
            advance(ofSeconds(1));
            diary.expectProcessed(
                    "each of twenty timers was due earlier than those before it, and the loop was"
                            + " already waiting for these",
                    expected.subList(0, seconds).toArray(String[]::new));
        }
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

    /** Who delays a message while the loop has other things to do. */
    enum Caller {
        ANOTHER_THREAD("another thread"),
        A_VIRTUAL_THREAD("a virtual thread"),
        WHO_STARTS_THE_LOOP_LATER("the thread that starts the loop 5 s later");

        private final String told;

        Caller(String told) {
            this.told = told;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDelayIsCountedFromItsCallWhoeverCalls(Caller caller) {
        if (caller == Caller.WHO_STARTS_THE_LOOP_LATER) {
            clock.of(Thread.currentThread());
            postDelayed("B, 2 s later", ofSeconds(2));
            advance(ofSeconds(5));
            start();
        } else {
            post("A", () -> takes(ofSeconds(5)));
            start();
            settle();
            awaitReturn(background.start(caller.told, () -> delayBy(caller)));
            advance(ofSeconds(5));
        }
        settle();

        var processed = diary.processed();
        if (processed.isEmpty() || !processed.getLast().equals("B, 2 s later")) {
            throw new AssertionError(
                    diary.with(
                            "%s has called postDelayed(B, 2 s) at 0 s; so B is overdue at 5 s, when the loop comes round to it, and is processed then; it was not. A delay is counted from the call, whoever makes it and whatever the loop is doing"
                                    .formatted(caller.told)));
        }
    }

    private void delayBy(Caller caller) throws InterruptedException {
        Runnable call = () -> postDelayed("B, 2 s later", ofSeconds(2));
        if (caller == Caller.A_VIRTUAL_THREAD) {
            Thread.ofVirtual().start(call).join();
        } else {
            call.run();
        }
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

    static List<Duration> negativeDelays() {
        return List.of(ofNanos(-1), ofMillis(-1), ofSeconds(-1), ofSeconds(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("negativeDelays")
    void aNegativeDelayIsRefused(Duration delay) {
        new Refusal(background)
                .expect(
                        IllegalArgumentException.class,
                        "postDelayed(…, %s)".formatted(Diary.seconds(delay)),
                        "the delay is negative",
                        () -> postDelayed("A", delay));

        start();
        advance(ofSeconds(1));
        diary.expectProcessed("what is refused is not processed");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000, 500_000, 1_000_000, 20_000_000})
    void aLoopThatIsAwakeShortlyBeforeDoesNotProcessItEarly(long nanos) {
        var delay = ofSeconds(2).plusNanos(999_999);
        postDelayed("A", delay);
        start();
        advance(delay.minusNanos(nanos));

        post("B");
        settle();
        diary.expectProcessed(
                "B wakes the loop %s ns before A is due; A is not processed before its time"
                        .formatted(nanos),
                "B");

        advance(ofNanos(nanos));
        diary.expectProcessed("A is due now", "B", "A");
    }

    @Test
    void aWaitThatReturnsEarlyIsNotTheTimersTime() {
        postDelayed("A", ofSeconds(2));
        start();
        advance(ofSeconds(1));

        clock.wake();
        settle();
        diary.expectProcessed(
                "clock.await may return early for no reason, so ask the clock what is due");

        advance(ofSeconds(1));
        diary.expectProcessed("A is due after 2 s", "A");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 25, 50, 300, 36_500, 150_000})
    void aDelayOfManyDaysIsWaitedFor(int days) {
        postDelayed("A", ofDays(days));
        start();

        advance(ofDays(days).minusNanos(1));
        diary.expectProcessed("A is due after %s days, and not before".formatted(days));

        advance(ofNanos(1));
        diary.expectProcessed("A is due after %s days".formatted(days), "A");
    }

    static List<Duration> longDelays() {
        return List.of(
                ofDays(365 * 293),
                ofDays(365 * 1_000),
                ofMillis(Long.MAX_VALUE),
                ofSeconds(Long.MAX_VALUE),
                ofSeconds(Long.MAX_VALUE, 999_999_999));
    }

    @ParameterizedTest
    @MethodSource("longDelays")
    void aDelayMayBeOfAnyLength(Duration delay) {
        start();
        settle();
        var endless = postDelayed("A", delay);
        postDelayed("after 1 s", ofSeconds(1));
        settle();
        postDelayed("after 2 s", ofSeconds(2));

        advance(ofHours(1));
        post("B");
        settle();

        diary.expectProcessed(
                "A is due in many years, and until then the loop goes on as ever",
                "after 1 s",
                "after 2 s",
                "B");
        assertThat(endless.cancel())
                .withFailMessage(
                        "cancel() of a message that is due in many years answers true; it answered"
                                + " false")
                .isTrue();
    }

    @Test
    void overdueTimersGoByTheirTimesToo() {
        post("the busy one", () -> takes(ofSeconds(20)));
        var names = new ArrayList<String>();
        names.add("the busy one");
        for (var i = 0; i < 16; i++) {
            var seconds = 1 + i * 7 % 16;
            postDelayed("after %s s".formatted(seconds), ofSeconds(seconds));
        }
        for (var seconds = 1; seconds <= 16; seconds++) {
            names.add("after %s s".formatted(seconds));
        }
        start();

        advance(ofSeconds(30));

        diary.expectProcessed(
                "all have become due while the loop was busy: what was due first comes first",
                names.toArray(String[]::new));
    }

    @Test
    void anOverdueTimerOfNoDelayHasItsTimeLikeTheOthers() {
        post("the busy one", () -> takes(ofSeconds(10)));
        postDelayed("after 5 s", ofSeconds(5));
        postDelayed("after 1 s", ofSeconds(1));
        start();
        advance(ofSeconds(2));
        postDelayed("at once, at 2 s", ZERO);

        advance(ofSeconds(20));

        diary.expectProcessed(
                "all have become due while the loop was busy: what was due first comes first, also"
                        + " what was posted with no delay at all",
                "the busy one",
                "after 1 s",
                "at once, at 2 s",
                "after 5 s");
    }

    @Test
    void thousandsOfTimersGoByTheirTimesAndThenByTheOrderOfPosting() {
        var random = new Random(1);
        var seen = new ArrayList<Integer>();
        var expected = new TreeMap<Integer, List<Integer>>();
        for (var i = 0; i < 5_000; i++) {
            var number = i;
            var millis = random.nextInt(100);
            loop.postDelayed(() -> seen.add(number), ofMillis(millis));
            expected.computeIfAbsent(millis, any -> new ArrayList<>()).add(number);
        }
        start();

        advance(ofSeconds(1));

        var wanted = expected.values().stream().flatMap(List::stream).toList();
        var same = 0;
        while (same < Math.min(seen.size(), wanted.size())
                && seen.get(same).equals(wanted.get(same))) {
            same++;
        }
        if (!seen.equals(wanted)) {
            throw new AssertionError(
                    "of 5,000 delayed messages, numbered as they were posted, %s were in order (by their times, then by the order of posting); then came %s instead of %s"
                            .formatted(
                                    same,
                                    same < seen.size() ? "number " + seen.get(same) : "nothing",
                                    same < wanted.size()
                                            ? "number " + wanted.get(same)
                                            : "nothing"));
        }
    }

    @Test
    void noTimerIsProcessedAfterTheEnd() {
        postDelayed("A", ofSeconds(1));
        post("the end", this::stop);

        runToTheEnd();
        time.advance(ofSeconds(2));

        diary.expectProcessed("after its end the loop processes nothing", "the end");
    }
}
