package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Candidate;
import course.kit.TakesTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Only so many at a time. */
abstract class CoordinationSemaphores extends CoordinationExamples {
    CoordinationSemaphores(
            Candidate<Coordination> candidate,
            Candidate<Hub> hubs,
            Candidate<Tasks> givenTasks,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Stage stage)
            throws Exception {
        super(candidate, hubs, givenTasks, cancellations, greenlets, stage);
    }

    @Test
    @TakesTime
    void soManyAndNoMoreAreInside() throws Exception {
        var semaphore = coordination.newSemaphore(2);
        for (var name : List.of("A", "B", "C")) {
            hub.spawn(() -> {
                semaphore.acquire();
                stage.noteTimed(name);
                hub.sleep(ofSeconds(1));
                semaphore.release();
            });
        }

        hub.join();

        stage.expect(
                "two permits: the third waits until one comes back",
                "0.0 s: A",
                "0.0 s: B",
                "1.0 s: C");
        assertThat(semaphore.available()).isEqualTo(2);
    }

    @Test
    void aTimedAcquireSaysFalse() throws Exception {
        var semaphore = coordination.newSemaphore(1);

        assertThat(semaphore.acquire(ZERO)).isTrue();
        assertThat(semaphore.acquire(ZERO)).as("without waiting").isFalse();
        assertThat(semaphore.acquire(ofSeconds(2))).as("within 2 s").isFalse();
        stage.expectElapsed("the time it waited", ofSeconds(2));
        semaphore.release();
        assertThat(semaphore.acquire(ofSeconds(2))).as("when there is one").isTrue();
        stage.expectElapsed("the last one did not wait", ofSeconds(2));
    }

    @Test
    void firstComeFirstServed() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        for (var name : List.of("A", "B", "C")) {
            hub.spawn(() -> {
                semaphore.acquire();
                stage.note(name);
                semaphore.release();
            });
        }
        settle();
        assertThat(semaphore.available()).as("available, while three wait").isZero();

        semaphore.release();
        hub.join();

        stage.expect("in the order of asking", "A", "B", "C");
    }

    @Test
    void nobodySnatchesThePermitOfOneWhoWaits() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        hub.spawn(() -> {
            semaphore.acquire();
            stage.note("who waited");
            semaphore.release();
        });
        settle();

        semaphore.release();
        assertThat(semaphore.acquire(ZERO))
                .as("asked for right after the release, while another one waits")
                .isFalse();
        assertThat(semaphore.available())
                .as("available right after the release, while another one waits")
                .isZero();
        semaphore.acquire();
        stage.note("who came later");

        stage.expect(
                "whoever waits is served before whoever comes", "who waited", "who came later");
    }

    @Test
    void releasingTooOftenIsAnError() throws Exception {
        var semaphore = coordination.newSemaphore(1);

        assertThatThrownBy(semaphore::release, "a release when all permits are there")
                .isInstanceOf(IllegalStateException.class);
        semaphore.acquire();
        semaphore.release();
        assertThatThrownBy(semaphore::release, "a release when all permits are there")
                .isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.available()).isEqualTo(1);
    }

    @Test
    void aLockMayBeReleasedByAnother() throws Exception {
        var lock = coordination.newSemaphore(1);
        lock.acquire();
        hub.spawn(lock::release);

        lock.acquire();

        assertThat(lock.available()).isZero();
    }

    @Test
    void whoIsKilledInLineLosesNoPermit() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        var first = hub.spawn(() -> semaphore.acquire());
        hub.spawn(() -> {
            semaphore.acquire();
            stage.note("the second");
        });
        settle();

        first.throwInto(new GreenletExit());
        settle();
        semaphore.release();
        hub.join();

        stage.expect("the permit goes to the next in line", "the second");
    }

    @Test
    void whoIsKilledWithThePermitOnItsWayLosesNone() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        var first = hub.spawn(() -> semaphore.acquire());
        hub.spawn(() -> {
            semaphore.acquire();
            stage.note("the second");
            semaphore.release();
        });
        settle();

        first.throwInto(new GreenletExit());
        semaphore.release();
        hub.join();

        stage.expect(
                "killed and served in the same turn: the permit goes on to the next in line",
                "the second");
        assertThat(semaphore.available()).isEqualTo(1);
    }

    @Test
    void aTimeThatIsUpInTheTurnOfTheReleaseLosesNone() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        hub.postDelayed(semaphore::release, ofSeconds(2));
        hub.spawn(() -> stage.note("served: " + semaphore.acquire(ofSeconds(2))));
        hub.join();

        var served = stage.notes().contains("served: true");
        assertThat(semaphore.available())
                .as("left, after %s", stage.notes())
                .isEqualTo(served ? 0 : 1);
        stage.expectNoFailure();
    }

    @Test
    void wrongSizesAreRefused() {
        for (var size : List.of(0, -1, Integer.MIN_VALUE)) {
            assertThatThrownBy(() -> coordination.newSemaphore(size), "newSemaphore(%s)", size)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> coordination.newPool(size), "newPool(%s)", size)
                    .isInstanceOf(IllegalArgumentException.class);
            if (size < 0) {
                assertThatThrownBy(() -> coordination.newQueue(size), "newQueue(%s)", size)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsThrownOutWithThePermitOnItsWayLosesNone(Thrown kind) throws Exception {
        var permits = 2;
        var semaphore = coordination.newSemaphore(permits);
        semaphore.acquire();
        semaphore.acquire();
        var victims = new ArrayList<GreenThread>();
        for (var i = 0; i < permits; i++) {
            victims.add(
                    hub.spawn(() -> {
                        try {
                            semaphore.acquire();
                            stage.note("got a permit");
                        } catch (Throwable thrown) {
                            stage.note("thrown out");
                        }
                    }));
        }
        hub.spawn(() -> {
            semaphore.acquire();
            stage.note("the next got one");
            semaphore.release();
        });
        settle();

        for (var victim : victims) {
            victim.throwInto(kind.make());
            semaphore.release();
        }
        hub.join();

        stage.expect(
                "served, and thrown out by %s, in the same turn: the permit goes to the next in line"
                        .formatted(kind),
                "thrown out",
                "thrown out",
                "the next got one");
        assertThat(semaphore.available()).as("permits left of %s", permits).isEqualTo(permits);
    }

    @Test
    void eachPermitIsCounted() throws Exception {
        var semaphore = coordination.newSemaphore(3);
        for (var left = 3; left > 0; left--) {
            assertThat(semaphore.available()).as("permits left").isEqualTo(left);
            assertThat(semaphore.acquire(ZERO)).as("one more, without waiting").isTrue();
        }
        assertThat(semaphore.available()).as("permits left, of 3 taken").isZero();
        assertThat(semaphore.acquire(ZERO)).as("a fourth of 3").isFalse();
        for (var name : List.of("A", "B", "C")) {
            hub.spawn(() -> {
                semaphore.acquire();
                stage.note(name);
            });
        }
        settle();
        hub.post(semaphore::release);
        settle();
        semaphore.release();
        semaphore.release();
        settle();

        stage.expect("each release serves one, in the order of asking", "A", "B", "C");
        for (var there = 1; there <= 3; there++) {
            semaphore.release();
            assertThat(semaphore.available())
                    .as("permits after %s releases", there)
                    .isEqualTo(there);
        }
        assertThatThrownBy(semaphore::release, "a release when all of 3 are there")
                .isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.available())
                .as("permits, after a release that was refused")
                .isEqualTo(3);
    }

    @Test
    void whoseTimeWasUpIsInLineNoMore() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        hub.spawn(() -> stage.note("first " + semaphore.acquire(ofSeconds(1))));
        hub.spawn(() -> stage.note("second " + semaphore.acquire(HubWait.LONGEST)));
        hub.sleep(ofSeconds(2));

        semaphore.release();
        hub.join();

        stage.expect("the permit goes to who still waits", "first false", "second true");
        assertThat(semaphore.available()).as("permits left").isZero();
    }

    @Test
    void theTimesOfAcquireAreKept() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        for (var isTaken : List.of(false, true)) {
            assertThatThrownBy(
                            () -> semaphore.acquire(Duration.ofNanos(-1)),
                            "acquire(-1 ns), a permit is taken: %s",
                            isTaken)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(semaphore.available()).as("permits").isEqualTo(isTaken ? 0 : 1);
            semaphore.acquire(ZERO);
        }
        for (var time : List.of(Duration.ofNanos(1), Duration.ofMillis(1_500))) {
            var before = stage.clock().elapsed();
            assertThat(semaphore.acquire(time)).as("acquired within %s", time).isFalse();
            assertThat(stage.clock().elapsed().minus(before)).as("the time of it").isEqualTo(time);
        }
    }

    @Test
    void aMessageThatWouldHaveToWaitIsRefusedAndLeavesNothing() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        hub.post(() -> {
            try {
                semaphore.acquire();
                stage.note("taken in a message");
                semaphore.acquire();
            } catch (IllegalStateException e) {
                stage.note("refused");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        settle();
        semaphore.release();

        stage.expect("a message must not wait", "taken in a message", "refused");
        assertThat(semaphore.available()).as("permits: nobody waits for one").isEqualTo(1);
    }
}
