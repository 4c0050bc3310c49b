package course.select.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** Nobody who is not in a call is ever signalled; who has ended least of all. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptionTest {

    private static final int ROUNDS = 20_000;

    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicInteger signals = new AtomicInteger();

    @BeforeEach
    void needsThreadsOfTheSystem() {
        assumeTrue(SystemCalls.missing("pthread_kill").isEmpty());
    }

    @Test
    void aThreadCannotLeaveWhileItIsSignalled() throws Exception {
        var inCall = new CountDownLatch(1);
        var firstSignal = new CountDownLatch(1);
        var caller = new Thread[1];
        var interruption =
                new Interruption(thread -> {
                    firstSignal.countDown();
                    awaitLeaving(caller[0]);
                    noteSignal();
                });
        caller[0] =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            interruption.enter();
                            inCall.countDown();
                            awaitUninterruptibly(firstSignal);
                            interruption.leave();
                            gone.set(true);
                        });
        inCall.await();

        caller[0].interrupt();
        caller[0].join();

        assertThat(signals).as("signals").hasPositiveValue();
    }

    @Test
    void aThreadThatHasLeftIsNotSignalled() throws Exception {
        var left = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var interruption = new Interruption(thread -> noteSignal());
        var caller =
                new FutureTask<>(() -> {
                    interruption.enter();
                    interruption.leave();
                    left.countDown();
                    awaitUninterruptibly(interrupted);
                    return Thread.interrupted();
                });
        var thread = Thread.ofPlatform().daemon().start(caller);
        left.await();

        thread.interrupt();
        interrupted.countDown();

        assertThat(caller.get()).as("the thread's interrupt status").isTrue();
        assertThat(signals).hasValue(0);
    }

    @Test
    void aThreadThatIsInterruptedAlreadyIsNotSignalled() throws Exception {
        var interruption = new Interruption(thread -> noteSignal());
        var caller =
                new FutureTask<>(() -> {
                    Thread.currentThread().interrupt();
                    boolean mayCall = interruption.enter();
                    interruption.leave();
                    return mayCall;
                });
        Thread.ofPlatform().daemon().start(caller);

        assertThat(caller.get()).as("whether the call may be made").isFalse();
        assertThat(signals).hasValue(0);
    }

    @Test
    void whoeverInterruptsAndWheneverNoSignalFollowsAThreadOutOfItsCall() throws Exception {
        LongConsumer signal =
                thread -> {
                    noteSignal();
                    for (int i = 0; i < 50; i++) {
                        Thread.onSpinWait();
                    }
                    noteSignal();
                };
        var round = new AtomicInteger();
        var caller =
                new FutureTask<>(() -> {
                    for (int n = 1; n <= ROUNDS; n++) {
                        var interruption = new Interruption(signal);
                        gone.set(false);
                        interruption.enter();
                        round.set(n);
                        for (int i = 0; i < n % 200; i++) {
                            Thread.onSpinWait();
                        }
                        interruption.leave();
                        gone.set(true);
                        Thread.interrupted();
                    }
                    return null;
                });
        var thread = Thread.ofPlatform().daemon().start(caller);

        for (int seen = 0; seen < ROUNDS && thread.isAlive(); ) {
            if (round.get() > seen) {
                seen = round.get();
                thread.interrupt();
            }
        }
        caller.get();

        assertThat(signals).as("signals").hasPositiveValue();
    }

    private void noteSignal() {
        signals.incrementAndGet();
        if (gone.get()) {
            throw new AssertionError("a signal to a thread that was gone");
        }
    }

    /** Until the thread is on its way out, or has got out. */
    private void awaitLeaving(Thread thread) {
        while (!gone.get() && !isLeaving(thread)) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < 100_000; i++) {
            Thread.onSpinWait();
        }
    }

    private static boolean isLeaving(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame ->
                        frame.getClassName().equals(Interruption.class.getName())
                                && frame.getMethodName().equals("leave"));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
