package course.loop.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

@Timeout(60)
final class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = new ArrayList<>();

    private interface Body {
        void run() throws Exception;
    }

    private Thread start(Body body) {
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                body.run();
                            } catch (Exception e) {
                                seen.add(e.getClass().getSimpleName());
                            }
                        });
        threads.add(thread);
        return thread;
    }

    @AfterEach
    void endThreads() throws Exception {
        for (var thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private void sees(String what) {
        seen.add(what + " at " + time.elapsed().toMillis());
    }

    @Test
    void itStandsStillUntilItIsTurned() throws Exception {
        var clock = time.newClock("it");
        var before = clock.now();
        start(() -> clock.await(null));

        time.advance(ofMillis(1500));

        assertThat(clock.now()).isEqualTo(before.plusMillis(1500));
        assertThat(time.elapsed()).isEqualTo(ofMillis(1500));
    }

    @Test
    void whoWaitsIsReleasedAtItsMomentAndNotBefore() {
        var clock = time.newClock("it");
        start(() -> {
            clock.await(clock.now().plusSeconds(2));
            sees("awake");
        });

        time.advance(ofSeconds(2).minusNanos(1));
        assertThat(seen).isEmpty();
        time.advance(ofNanos(1));

        assertThat(seen).containsExactly("awake at 2000");
    }

    @Test
    void everyMomentIsLivedThroughInItsOrder() {
        for (var i = 1; i <= 3; i++) {
            var clock = time.newClock("thread " + i);
            var step = ofSeconds(i);
            start(() -> {
                for (var round = 1; round <= 6 / step.toSeconds(); round++) {
                    clock.await(clock.now().plus(step));
                    sees("every " + step.toSeconds());
                }
            });
        }

        time.advance(ofSeconds(10));

        assertThat(seen.stream().filter(line -> line.startsWith("every 3")))
                .containsExactly("every 3 at 3000", "every 3 at 6000");
        assertThat(seen.stream().map(line -> line.replaceAll(".* at ", "")))
                .containsExactly(
                        "1000", "2000", "2000", "3000", "3000", "4000", "4000", "5000", "6000",
                        "6000", "6000");
    }

    @Test
    void whatOneThreadSetsOffAnotherDoesAtTheSameMoment() {
        var first = time.newClock("first");
        var second = time.newClock("second");
        start(() -> {
            first.await(first.now().plusSeconds(1));
            second.wake();
            sees("first");
        });
        start(() -> {
            second.await(null);
            sees("second");
            second.await(second.now().plusSeconds(1));
            sees("second again");
        });

        time.advance(ofSeconds(5));

        assertThat(seen.subList(0, 2)).containsExactlyInAnyOrder("first at 1000", "second at 1000");
        assertThat(seen.get(2)).isEqualTo("second again at 2000");
    }

    @Test
    void aWakeBeforeTheWaitIsNotLost() throws Exception {
        var clock = time.newClock("it");

        clock.wake();

        clock.await(null);
        assertThat(clock.awaits()).isEqualTo(1);
    }

    @Test
    void aWakeCountsOnce() {
        var clock = time.newClock("it");
        clock.wake();
        clock.wake();
        start(() -> {
            clock.await(null);
            sees("first");
            clock.await(null);
            sees("second");
        });

        time.awaitIdle();

        assertThat(seen).containsExactly("first at 0");
    }

    @Test
    void aMomentThatHasPassedIsNotWaitedFor() throws Exception {
        var clock = time.newClock("it");

        clock.await(clock.now());
        clock.await(clock.now().minusSeconds(1));

        assertThat(clock.awaits()).isEqualTo(2);
    }

    @Test
    void aWakeCanComeAtTheWorstMoment() {
        var clock = time.newClock("it");
        clock.beforeEachCall(() -> {
            sees("about to wait");
            clock.beforeEachCall(() -> {});
            clock.wake();
        });
        start(() -> {
            clock.await(null);
            sees("awake");
            clock.await(null);
        });

        time.advance(ofSeconds(1));

        assertThat(seen).containsExactly("about to wait at 0", "awake at 0");
    }

    @Test
    void somethingCanHappenBeforeEachLookAtTheTime() throws Exception {
        var clock = time.newClock("it");
        clock.beforeEachCall(() -> sees("call"));

        clock.await(clock.now());

        assertThat(seen).containsExactly("call at 0", "call at 0");
    }

    @Test
    void whoWaitsIsIdle() {
        var clock = time.newClock("it");
        assertThat(clock.isIdle()).isFalse();
        start(() -> {
            clock.await(null);
            sees("awake");
            clock.await(null);
        });

        clock.awaitIdle();
        assertThat(clock.isIdle()).isTrue();

        clock.wake();
        clock.awaitIdle();
        assertThat(seen).containsExactly("awake at 0");
    }

    @Test
    void workTakesItsTimeWhoeverWakes() {
        var clock = time.newClock("the loop");
        start(() -> {
            clock.await(clock.now().plusSeconds(1));
            time.work(ofSeconds(3));
            sees("done");
            clock.await(null);
            sees("woken");
        });
        time.advance(ofSeconds(2));
        clock.wake();
        time.advance(ofSeconds(1));
        assertThat(seen).isEmpty();

        time.advance(ofSeconds(1));

        assertThat(seen).containsExactly("done at 4000", "woken at 4000");
    }

    @Test
    void aThreadThatEndsWithoutHavingWaitedIsNotWaitedFor() {
        time.newClock("the loop").of(start(() -> seen.add("done")));

        time.awaitIdle();

        assertThat(seen).containsExactly("done");
    }

    @Test
    void aThreadMayTurnTheHandsItself() throws Exception {
        var clock = time.newClock("it");
        clock.await(clock.now());

        time.advance(ofSeconds(3));

        assertThat(time.elapsed()).isEqualTo(ofSeconds(3));
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        var clock = time.newClock("it");
        var waiter = start(() -> clock.await(null));
        time.awaitIdle();

        waiter.interrupt();
        waiter.join();

        assertThat(seen).containsExactly("InterruptedException");
        time.advance(ofSeconds(1));
    }

    @Test
    void aSecondThreadCannotWaitByTheSameClock() {
        var clock = time.newClock("it");
        start(() -> clock.await(null));
        time.awaitIdle();

        assertThatThrownBy(() -> clock.await(null))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("waits by this clock");
    }

    @Test
    void whoNeverWaitsIsNamedWithItsPlace() {
        var clock = time.newClock("the loop");
        var enough = new AtomicBoolean();
        start(() -> {
            clock.await(clock.now());
            while (!enough.get()) {
                Thread.onSpinWait();
            }
        });

        assertThatThrownBy(
                        () -> {
                            clock.awaitIdle();
                        })
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the loop never waits: it was in ")
                .hasMessageContaining("(VirtualTimeTest.java:");
        enough.set(true);
    }

    @Test
    void whoWaitsInAnotherWayIsNamedWithItsPlace() {
        var clock = time.newClock("the loop");
        start(() -> {
            clock.await(clock.now());
            new CountDownLatch(1).await();
        });

        assertThatThrownBy(time::awaitIdle)
                .hasMessageStartingWith(
                        "the loop waits, but not by its clock: it was in CountDownLatch.await"
                                + " (VirtualTimeTest.java:");
    }

    @Test
    void aClockThatNobodyHasWaitedByIsNamed() {
        time.newClock("the loop");

        assertThatThrownBy(time::awaitIdle)
                .hasMessage("the loop never waits: nobody has called await of its clock yet");
    }

    @Test
    void whoWaitsForMomentsThatHavePassedSpins() {
        var clock = time.newClock("the loop");
        var enough = new AtomicBoolean();
        start(() -> {
            while (!enough.get()) {
                clock.await(clock.now());
            }
        });

        assertThatThrownBy(time::awaitIdle)
                .hasMessageStartingWith("the loop spins: it called await of its clock 1,000,000");
        enough.set(true);
    }

    @Test
    void whoLooksEveryNanosecondIsFoundOut() {
        var clock = time.newClock("the loop");
        var enough = new AtomicBoolean();
        start(() -> {
            while (!enough.get()) {
                clock.await(clock.now().plusNanos(1));
            }
        });

        assertThatThrownBy(() -> time.advance(ofSeconds(1)))
                .hasMessageStartingWith("in 1.0 s of virtual time there were 20,000 moments")
                .hasMessageContaining("the loop: it was in VirtualTime");
        enough.set(true);
    }

    @Test
    void waitingEndsWhenTheCheckSaysThatSomethingIsWrong() {
        var checked =
                new VirtualTime(() -> {
                    throw new IllegalStateException("the loop has died");
                });
        checked.newClock("the loop");

        assertThatThrownBy(checked::awaitIdle).hasMessage("the loop has died");
    }

    @Test
    void itDoesNotGoBack() {
        assertThatThrownBy(() -> time.advance(ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
