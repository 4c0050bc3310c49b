package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

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
}
