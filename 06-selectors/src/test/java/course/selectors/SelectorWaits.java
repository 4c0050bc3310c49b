package course.selectors;

import static course.selectors.Event.READ;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.net.Network;
import course.select.Pipes;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How long a select waits, and what ends it. */
abstract class SelectorWaits extends SelectorExamples {
    SelectorWaits(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        super(selectors, backends, network, background);
    }

    @OnEveryBackend
    void zeroAndNegativeTimeoutsLookAndReturn(Kind kind) throws Exception {
        open(kind);
        selector.register(network.pipe().source(), Set.of(READ), null);

        for (var timeout :
                List.of(
                        Duration.ZERO,
                        Duration.ofMillis(-1),
                        Duration.ofNanos(-1),
                        Duration.ofDays(-365))) {
            assertReady(waiter(timeout).answerAfter("one look, since nothing is ready")).isEmpty();
        }
    }

    @OnEveryBackend
    void withNothingRegisteredTheTimePasses(Kind kind) throws Exception {
        open(kind);

        assertReady(selector.select(AT_ONCE)).isEmpty();
        var start = System.nanoTime();
        assertReady(selector.select(Duration.ofMillis(20))).isEmpty();
        assertThat(System.nanoTime() - start)
                .as("nanoseconds that select(20 ms) took with nothing registered")
                .isGreaterThanOrEqualTo(20_000_000);
        for (var timeout : new Duration[] {null, Duration.ofDays(1)}) {
            restsUntilItIsInterrupted(
                    "select(%s), with nothing registered,".formatted(timeout), timeout);
        }
    }

    @OnEveryBackend
    void withNothingRegisteredAnInterruptIsNoticedToo(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();
        selector.register(source, Set.of(READ), null);
        selector.unregister(source);

        for (var timeout : new Duration[] {SOON, AT_ONCE, Duration.ofMillis(-1), null}) {
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedException.class,
                    () -> selector.select(timeout),
                    "select(%s), with nothing registered, in a thread that was interrupted before",
                    timeout);
            assertThat(Thread.interrupted())
                    .as(
                            "the thread's interrupt status after the InterruptedException, with"
                                    + " nothing registered")
                    .isFalse();
        }
    }

    @OnEveryBackend
    void withoutATimeoutTheWaitLastsUntilSomethingHappens(Kind kind) throws Exception {
        open(kind);
        for (var timeout :
                new Duration[] {
                    null,
                    Duration.ofDays(1),
                    Duration.ofMillis(Integer.MAX_VALUE),
                    Duration.ofMillis(Integer.MAX_VALUE).plusNanos(1),
                    Duration.ofDays(365),
                    Duration.ofSeconds(Long.MAX_VALUE)
                }) {
            var pipe = network.pipe();
            var key = selector.register(pipe.source(), Set.of(READ), null);
            var waiter = waiter(timeout).awaitTheKernel();

            Pipes.put(pipe, "x");

            assertReady(waiter.answerAfter("a byte")).containsExactly(new Ready(key, Set.of(READ)));
            selector.unregister(pipe.source());
        }
    }

    @OnEveryBackend
    void noWaitEndsBeforeItsTimeHasPassed(Kind kind) throws Exception {
        open(kind);
        selector.register(network.pipe().source(), Set.of(READ), null);
        for (var nanos : List.of(1, 999_999, 1_000_001, 1_900_000, 2_999_999)) {
            var timeout = Duration.ofNanos(nanos);
            var shortest = Long.MAX_VALUE;
            for (var i = 0; i < 12; i++) {
                var start = System.nanoTime();
                selector.select(timeout);
                shortest = Math.min(shortest, System.nanoTime() - start);
            }

            assertThat(shortest)
                    .as(
                            "nanoseconds that the shortest of 12 calls took, each select(%s) with"
                                + " nothing ready: a part of a millisecond counts as a whole one",
                            timeout)
                    .isGreaterThanOrEqualTo(timeout.toNanos());
        }
    }

    @OnEveryBackend
    @Deadline(seconds = 20)
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void signalsNeitherEndNorProlongAWait(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        var key = selector.register(pipe.source(), Set.of(READ), null);

        assertReady(waiter(Duration.ofMillis(30)).answerAmongSignals())
                .as("what a select with a timeout reports among signals")
                .isEmpty();
        var waiter = waiter(null).awaitTheKernel();
        waiter.withstandSignals();
        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte"))
                .as("what select(null) reports after some signals, and then a byte")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void anInterruptBeforeTheWaitEndsIt(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        var key = selector.register(pipe.source(), Set.of(READ), null);

        for (var timeout : new Duration[] {SOON, AT_ONCE, null}) {
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedException.class,
                    () -> selector.select(timeout),
                    "select(%s) in a thread that was interrupted before",
                    timeout);
            assertThat(Thread.interrupted())
                    .as("the thread's interrupt status after the InterruptedException")
                    .isFalse();
        }

        Pipes.put(pipe, "x");
        for (var timeout : new Duration[] {SOON, AT_ONCE, Duration.ofMillis(-1), null}) {
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedException.class,
                    () -> selector.select(timeout),
                    "select(%s) in a thread that was interrupted before, although a channel is"
                            + " ready,",
                    timeout);
            assertThat(Thread.interrupted())
                    .as(
                            "the thread's interrupt status after the InterruptedException, a"
                                    + " channel being ready")
                    .isFalse();
            assertReady(selector.select(AT_ONCE))
                    .as("what the next select reports")
                    .containsExactly(new Ready(key, Set.of(READ)));
        }
    }

    @OnEveryBackend
    void whatWasReadyAtAnInterruptIsNotReportedWhenItHasPassed(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        selector.register(pipe.source(), Set.of(READ), null);
        for (var timeout : new Duration[] {SOON, AT_ONCE, null}) {
            Pipes.put(pipe, "x");
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedException.class,
                    () -> selector.select(timeout),
                    "select(%s) in a thread that was interrupted before, although a channel is"
                            + " ready,",
                    timeout);

            pipe.source().read(ByteBuffer.allocate(1));

            assertReady(selector.select(AT_ONCE))
                    .as(
                            "what select reports: the one before, select(%s), was interrupted while"
                                    + " a channel was ready, whose only byte has been read since",
                            timeout)
                    .isEmpty();
        }
    }

    @OnEveryBackend
    void anInterruptEndsTheWait(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        var key = selector.register(pipe.source(), Set.of(READ), null);
        for (var timeout : new Duration[] {null, Duration.ofDays(1), Duration.ofDays(365)}) {
            var waiter = interruptible(timeout).awaitTheKernel();

            waiter.interrupt();

            assertThat(waiter.answerAfter("an interrupt"))
                    .as("the thread's interrupt status after the InterruptedException")
                    .isFalse();
        }
        Pipes.put(pipe, "x");
        assertReady(selector.select(AT_ONCE))
                .as("what the next select reports")
                .containsExactly(new Ready(key, Set.of(READ)));
    }
}
