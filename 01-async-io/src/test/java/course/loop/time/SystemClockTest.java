package course.loop.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
final class SystemClockTest {
    private final SystemClock clock = new SystemClock();

    @Test
    void itNeverGoesBack() {
        var before = clock.now();
        for (var i = 0; i < 10_000; i++) {
            var now = clock.now();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void itWaitsUntilTheMoment() throws Exception {
        var until = clock.now().plusMillis(20);

        while (clock.now().compareTo(until) < 0) {
            clock.await(until);
        }

        assertThat(clock.now()).isGreaterThanOrEqualTo(until);
    }

    @Test
    void aMomentThatHasPassedIsNotWaitedFor() throws Exception {
        clock.await(clock.now());
        clock.await(Duration.ZERO);
        clock.await(Duration.ofDays(-1_000_000));
    }

    @Test
    void aWakeBeforeTheWaitIsNotLost() throws Exception {
        clock.wake();

        clock.await(null);
    }

    @Test
    void aWakeEndsAWaitWithoutEnd() throws Exception {
        var waiter = Thread.currentThread();
        Thread.startVirtualThread(() -> {
            while (waiter.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            clock.wake();
        });

        clock.await(null);
    }

    @Test
    void aWakeEndsAVeryLongWait() throws Exception {
        clock.wake();

        clock.await(Duration.ofSeconds(Long.MAX_VALUE / 2));
    }

    @Test
    void whoWaitsIsParkedAndUsesNoCpu() throws Exception {
        var ended = new CountDownLatch(1);
        var waiter =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                clock.await(clock.now().plusSeconds(600));
                            } catch (InterruptedException e) {
                                ended.countDown();
                            }
                        });
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        waiter.interrupt();

        ended.await();
    }

    @Test
    void anInterruptThatCameBeforeEndsTheWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> clock.await(null)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
