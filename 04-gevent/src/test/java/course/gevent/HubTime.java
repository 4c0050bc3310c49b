package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.loop.EventLoop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sleeping, timers, and nobody who starves. */
abstract class HubTime extends HubExamples {
    HubTime(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

    @Test
    void theTutorialsFunctionsTakeTurns() throws Exception {
        var func1 =
                hub.spawn(() -> {
                    stage.noteTimed("running in f1");
                    hub.sleep(ofSeconds(2));
                    stage.noteTimed("running and sinning in f1");
                });
        var func2 =
                hub.spawn(() -> {
                    stage.noteTimed("jumping in f2");
                    hub.sleep(ofSeconds(1));
                    stage.noteTimed("flying in sky in f2");
                });

        hub.joinAll(func1, func2);

        stage.expect(
                "while one sleeps, the other goes on",
                "0.0 s: running in f1",
                "0.0 s: jumping in f2",
                "1.0 s: flying in sky in f2",
                "2.0 s: running and sinning in f1");
    }

    @Test
    void noTimeAtAllIsAPlaceAtTheEndOfTheQueue() throws Exception {
        for (var number = 1; number <= 2; number++) {
            var name = number;
            hub.spawn(() -> {
                for (var letter : List.of("A", "B", "C")) {
                    stage.note(name + letter);
                    hub.sleep(ZERO);
                }
            });
        }

        hub.join();

        stage.expect(
                "sleep(0) lets everybody else go on first", "1A", "2A", "1B", "2B", "1C", "2C");
    }

    @Test
    void whoOnlyYieldsStarvesNoTimer() throws Exception {
        var done = new boolean[1];
        var yields = new int[1];
        hub.postDelayed(() -> done[0] = true, ofSeconds(1));
        hub.spawn(() -> {
            while (!done[0] && yields[0] < 1_000) {
                yields[0]++;
                stage.clock().passes(ofMillis(100));
                hub.sleep(ZERO);
            }
        });

        hub.join();

        assertThat(yields[0])
                .as(
                        "sleep(0) of 100 ms each until a timer of 1 s was seen; timers are looked"
                                + " at in each turn")
                .isBetween(9, 12);
    }

    @Test
    void whoeverPostsForEverStarvesNobody() throws Exception {
        var posts = new int[1];
        Runnable[] again = new Runnable[1];
        var stopped = new boolean[1];
        again[0] =
                () -> {
                    if (!stopped[0] && posts[0]++ < 1_000) {
                        hub.post(again[0]);
                    }
                };
        hub.post(again[0]);
        hub.spawn(() -> stopped[0] = true);

        hub.join();

        assertThat(posts[0])
                .as("messages of one that posts itself again, before a green thread came to run")
                .isLessThan(3);
    }

    @Test
    void sleepersWakeInTheOrderOfTheirTimes() throws Exception {
        for (var seconds : List.of(3, 1, 2, 1)) {
            hub.spawn(() -> {
                hub.sleep(ofSeconds(seconds));
                stage.noteTimed("slept " + seconds);
            });
        }

        hub.join();

        stage.expect(
                "timers by deadline",
                "1.0 s: slept 1",
                "1.0 s: slept 1",
                "2.0 s: slept 2",
                "3.0 s: slept 3");
    }

    @Test
    void timersOfTheSameTimeComeInTheOrderInWhichTheyWereSet() throws Exception {
        for (var i = 0; i < 5; i++) {
            var name = "timer " + i;
            hub.postDelayed(() -> stage.note(name), ofSeconds(1));
        }

        hub.join();

        stage.expect(
                "ties in the order of setting",
                "timer 0",
                "timer 1",
                "timer 2",
                "timer 3",
                "timer 4");
    }

    @Test
    void atTheSameTimeDaemonsComeInTheirOrderToo() throws Exception {
        hub.postDaemon(() -> stage.note("daemon 0"), ofSeconds(1));
        hub.postDelayed(() -> stage.note("timer 1"), ofSeconds(1));
        hub.postDaemon(() -> stage.note("daemon 2"), ofSeconds(1));
        hub.postDelayed(() -> stage.note("timer 3"), ofSeconds(1));

        hub.sleep(ofSeconds(2));

        stage.expect(
                "timers of the same time in the order in which they were set",
                "daemon 0",
                "timer 1",
                "daemon 2",
                "timer 3");
    }

    @Test
    void aCancelledTimerIsForgotten() throws Exception {
        var timer = hub.postDelayed(() -> stage.note("too late"), ofSeconds(60));
        hub.postDelayed(() -> {}, ofSeconds(1));

        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).as("cancelled again").isFalse();
        hub.join();

        stage.expect("a cancelled timer does nothing");
        stage.expectElapsed("the hub does not stay for a cancelled timer", ofSeconds(1));
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> hub.sleep(ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hub.postDelayed(() -> {}, ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hub.await(new Never("a sign"), ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        stage.expectElapsed("time that has passed", ZERO);
    }

    @Test
    void tenThousandSleepAtTheSameTime() throws Exception {
        var awake = new AtomicInteger();
        for (var i = 0; i < 10_000; i++) {
            hub.spawn(() -> {
                hub.sleep(ofSeconds(10));
                awake.incrementAndGet();
            });
        }

        hub.join();

        assertThat(awake).hasValue(10_000);
        stage.expectElapsed("ten thousand times 10 s, all at once", ofSeconds(10));
    }

    /** Each way to come again and again. */
    enum Again {
        A_MESSAGE,
        A_TIMER,
        A_DAEMON,
        A_GREEN_THREAD,
        A_LISTENER;

        void again(Hub hub, GreenThread ended, Runnable next) {
            switch (this) {
                case A_MESSAGE -> hub.post(next);
                case A_TIMER -> hub.postDelayed(next, ZERO);
                case A_DAEMON -> hub.postDaemon(next, ZERO);
                case A_GREEN_THREAD -> hub.spawn(next::run);
                case A_LISTENER -> ended.link(source -> next.run());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatComesMeanwhileIsForALaterTurn(Again again) throws Exception {
        var ended = hub.spawn(() -> {});
        hub.join();
        var times = new int[1];
        var isOver = new boolean[1];
        again.again(
                hub,
                ended,
                new Runnable() {
                    @Override
                    public void run() {
                        if (!isOver[0] && times[0]++ < 1_000) {
                            again.again(hub, ended, this);
                        }
                    }
                });
        hub.spawn(() -> isOver[0] = true);

        hub.join();

        assertThat(times[0])
                .as("times that %s came again before a green thread had its first turn", again)
                .isLessThan(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 999_999, 1_000_001, 1_500_000_000})
    void aTimeIsKeptToTheNanosecond(long nanos) throws Exception {
        var time = Duration.ofNanos(nanos);
        for (var wait : HubWait.values()) {
            var before = stage.clock().elapsed();
            wait.call(hub, new Linked(), time);
            assertThat(stage.clock().elapsed().minus(before))
                    .as("the time of %s", wait.text(time))
                    .isEqualTo(time);
        }
        for (var isDaemon : List.of(false, true)) {
            var before = stage.clock().elapsed();
            Runnable message = () -> stage.note("" + stage.clock().elapsed().minus(before));
            var timer = isDaemon ? hub.postDaemon(message, time) : hub.postDelayed(message, time);
            hub.sleep(time.plusSeconds(1));
            assertThat(stage.notes())
                    .as("when a %s of %s came", isDaemon ? "daemon" : "timer", time)
                    .containsExactly("" + time);
            assertThat(timer.cancel()).as("cancelled when it had come").isFalse();
            stage.notes().clear();
        }
        sleeper("A", 100);
        var before = stage.clock().elapsed();
        assertThat(hub.join(time)).as("drained within %s", time).isFalse();
        assertThat(stage.clock().elapsed().minus(before)).as("the time of join()").isEqualTo(time);
    }

    @ParameterizedTest
    @EnumSource
    void theLongestTimeIsForEverAndSoIsNone(HubWait wait) throws Exception {
        for (var limit : Arrays.asList(HubWait.LONGEST, null)) {
            var end = new InterruptedException("the end of the wait");
            var waitable = new Linked();
            var waiting =
                    hub.spawn(() -> {
                        try {
                            wait.call(hub, waitable, limit);
                            stage.note("came to its end");
                        } catch (InterruptedException e) {
                            stage.note(e == end ? "thrown out" : e.toString());
                        }
                    });
            hub.sleep(ofSeconds(1_000_000));
            assertThat(stage.notes())
                    .as("after 1,000,000 s, %s still waits", wait.text(limit))
                    .isEmpty();
            waiting.throwInto(end);
            hub.sleep(ZERO);
            hub.sleep(ZERO);

            stage.expect(wait.text(limit) + " is a wait without limit", "thrown out");
            stage.notes().clear();
        }
    }

    @Test
    void aMessageOfTheLongestTimeDoesNotComeAndOneWithoutATimeNeither() throws Exception {
        var timers =
                List.of(
                        hub.postDelayed(() -> stage.note("the longest"), HubWait.LONGEST),
                        hub.postDaemon(() -> stage.note("the longest daemon"), HubWait.LONGEST),
                        hub.postDelayed(() -> stage.note("without a time"), null),
                        hub.postDaemon(() -> stage.note("a daemon without a time"), null));

        hub.sleep(ofSeconds(1_000_000));
        for (var timer : timers) {
            assertThat(timer.cancel()).as("cancelled while it had not come").isTrue();
            assertThat(timer.cancel()).as("cancelled again").isFalse();
        }
        sleeper("A", 1);
        assertThat(hub.join(HubWait.LONGEST)).as("drained, within the longest time").isTrue();

        stage.expect("none of them came");
        stage.expectElapsed("the times of the sleepers", ofSeconds(1_000_001));
    }

    @Test
    void nobodyStaysForAMessageWithoutATime() throws Exception {
        hub.postDelayed(() -> stage.note("without a time"), null);

        hub.join();

        stage.expect("it can't come: null means without limit");
        assertThatThrownBy(
                        () -> hub.await(new Never("a sign")),
                        "a wait with nothing but a message that never comes")
                .isInstanceOf(BlockedForeverException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aNegativeTimeIsRefusedEverywhere(HubWait wait) throws Exception {
        var ended = hub.spawn(() -> {});
        hub.join(ended);
        for (var limit : List.of(Duration.ofNanos(-1), ofSeconds(-1), ofSeconds(Long.MIN_VALUE))) {
            var waitable = new Linked();
            assertThatThrownBy(() -> wait.call(hub, waitable, limit), wait.text(limit))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(waitable.links()).as("links left by %s", wait.text(limit)).isZero();
            assertThatThrownBy(
                            () -> wait.call(hub, ended, limit),
                            "%s of what has ended",
                            wait.text(limit))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> hub.join(limit), "join(%s) of the hub", limit)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(
                            () -> hub.postDelayed(() -> stage.note("came"), limit),
                            "postDelayed(message, %s)",
                            limit)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(
                            () -> hub.postDaemon(() -> stage.note("came"), limit),
                            "postDaemon(message, %s)",
                            limit)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        hub.sleep(ofSeconds(1));
        stage.expect("what was refused does not come");
    }

    @ParameterizedTest
    @EnumSource
    void noTimeAtAllIsOver(HubWait wait) throws Exception {
        var waitable = new Linked();
        hub.postDelayed(() -> {}, ofSeconds(1));

        wait.call(hub, waitable, ZERO);

        stage.expectElapsed(wait.text(ZERO) + " takes no time", ZERO);
        assertThat(waitable.links()).as("links left by %s", wait.text(ZERO)).isZero();
    }

    /** Who cancels a timer of 1 s, and when. */
    enum Cancels {
        BEFORE,
        AN_EARLIER_TIMER_OF_THE_SAME_TURN,
        AN_EARLIER_TIMER_OF_THE_SAME_TIME,
        ANOTHER_THREAD
    }

    @ParameterizedTest
    @EnumSource
    void aTimerThatIsCancelledIsNotProcessed(Cancels when) throws Exception {
        for (var isDaemon : List.of(false, true)) {
            var timer = new EventLoop.Timer[1];
            var said = new ArrayList<Boolean>();
            Runnable cancels =
                    () -> {
                        said.add(timer[0].cancel());
                        said.add(timer[0].cancel());
                    };
            if (when == Cancels.AN_EARLIER_TIMER_OF_THE_SAME_TIME) {
                hub.postDelayed(cancels, ofSeconds(1));
            } else if (when == Cancels.AN_EARLIER_TIMER_OF_THE_SAME_TURN) {
                hub.postDelayed(cancels, ofMillis(500));
                hub.post(() -> stage.clock().passes(ofSeconds(3)));
            }
            Runnable message = () -> stage.note("the cancelled timer came");
            timer[0] =
                    isDaemon
                            ? hub.postDaemon(message, ofSeconds(1))
                            : hub.postDelayed(message, ofSeconds(1));
            if (when == Cancels.BEFORE) {
                cancels.run();
            } else if (when == Cancels.ANOTHER_THREAD) {
                background.start("another thread", cancels::run).awaitEnd();
            }

            hub.sleep(ofSeconds(5));

            stage.expect("cancel() said true (%s, daemon: %s)".formatted(when, isDaemon));
            assertThat(said)
                    .as("what cancel() said, and again (%s, daemon: %s)", when, isDaemon)
                    .containsExactly(true, false);
            sleeper("A", 2);
            var before = stage.clock().elapsed();
            hub.join();
            assertThat(stage.clock().elapsed().minus(before))
                    .as("the time for which the hub stays for the next timer")
                    .isEqualTo(ofSeconds(2));
        }
    }

    @Test
    void aTimerThatHasBegunCannotBeCancelled() throws Exception {
        var timer = new EventLoop.Timer[1];
        timer[0] =
                hub.postDelayed(
                        () -> stage.note("cancelled by itself: " + timer[0].cancel()),
                        ofSeconds(1));

        hub.join();
        stage.note("cancelled later: " + timer[0].cancel());

        stage.expect(
                "false if its processing has begun",
                "cancelled by itself: false",
                "cancelled later: false");
    }

    @Test
    void aTimerThatAnotherThreadCancelsIsNothingToStayFor() throws Exception {
        var hold = hub.hold();
        var timer = hub.postDelayed(() -> stage.note("came"), HubWait.LONGEST);
        hub.post(() ->
                background
                        .start(
                                "another thread",
                                () -> {
                                    assertThat(timer.cancel()).as("cancelled").isTrue();
                                    hold.close();
                                })
                        .awaitEnd());

        hub.join();

        stage.expect("a cancelled timer does nothing");
        stage.expectElapsed("the hub does not stay for it", ZERO);
    }

    @Test
    void aTimerThatAnotherThreadCancelsWakesTheHubThatWaitsForIt() throws Exception {
        stage.clock().stand();
        var timer = hub.postDelayed(() -> stage.note("came"), ofSeconds(3_600));
        background.start(
                "another thread",
                () -> {
                    background.await(
                            "the hub waits for its timer of an hour",
                            () -> stage.clock().idleWaits() > 0);
                    assertThat(timer.cancel()).as("cancelled").isTrue();
                });

        hub.join();

        stage.expect("join() ends when nothing is left, not when the time has come");
        stage.expectElapsed("the hour is not over", ZERO);
    }

    @Test
    void aNegativeTimeIsRefusedThoughThereIsNothingToWaitFor() {
        var none = List.<GreenThread>of();
        var all = List.of(sleeper("A", 1));
        for (var limit : List.of(Duration.ofNanos(-1), ofSeconds(-1))) {
            negative("wait() of none", () -> hub.wait(none, limit, 1));
            negative("wait() with a count of 0", () -> hub.wait(all, limit, 0));
            for (var raiseError : List.of(true, false)) {
                negative("joinAll() of none", () -> hub.joinAll(none, limit, raiseError, 1));
                negative(
                        "joinAll() with a count of 0",
                        () -> hub.joinAll(all, limit, raiseError, 0));
            }
            negative(
                    "iwait() of none",
                    () -> {
                        try (var arrivals = hub.iwait(none, limit)) {
                            arrivals.next();
                        }
                    });
        }
    }

    private static void negative(String what, Hub.Body call) {
        assertThatThrownBy(call::run, "%s, with a negative time", what)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aTimeIsCountedFromTheCallOnNotFromTheTurn(HubWait wait) throws Exception {
        Hub.Body works =
                () -> {
                    stage.clock().passes(ofSeconds(3));
                    var before = stage.clock().elapsed();
                    wait.call(hub, new Linked(), ofSeconds(5));
                    stage.note("" + stage.clock().elapsed().minus(before).toSeconds());
                };
        works.run();
        hub.join(hub.spawn(works));

        stage.expect(
                "%s, by one who has worked for 3 s: the seconds it took, of main and of a green thread"
                        .formatted(wait.text(ofSeconds(5))),
                "5",
                "5");
    }

    @Test
    void aTimerIsCountedFromTheCallOnNotFromTheTurn() throws Exception {
        hub.post(() -> {
            stage.clock().passes(ofSeconds(3));
            hub.postDelayed(() -> stage.noteTimed("timer"), ofSeconds(5));
            hub.postDaemon(() -> stage.noteTimed("daemon"), ofSeconds(5));
        });

        hub.sleep(ofSeconds(10));

        stage.expect(
                "set at 3 s, in a turn that began at 0 s, for 5 s",
                "8.0 s: timer",
                "8.0 s: daemon");
    }
}
