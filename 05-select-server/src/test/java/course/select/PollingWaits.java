package course.select;

import static course.kit.Assumptions.assumeTrue;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.net.Network;

import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long a wait lasts and what ends it: the same for Poll and for Epoll.
 *
 * @param <R> what one of them reports of a channel
 */
abstract class PollingWaits<R> {
    static final Duration AT_ONCE = Duration.ZERO;
    private static final int MANY_SIGNALS = 20_000;
    final Network network;
    final Background background;

    PollingWaits(Network network, Background background) {
        this.network = network;
        this.background = background;
    }

    /** Registers it for bytes that can be read. */
    abstract void watch(SelectableChannel channel) throws IOException;

    abstract void unwatch(SelectableChannel channel) throws IOException;

    abstract List<R> poll(Duration timeout) throws IOException, InterruptedException;

    /** What is reported of a channel that has bytes to read. */
    abstract R readable(SelectableChannel channel);

    final ListAssert<R> assertReady(List<R> ready) {
        return assertThat(ready).as("what poll reports").withRepresentation(new ChannelNames());
    }

    @Test
    void withNothingToReportTheTimePasses() throws Exception {
        watch(network.pipe().source());

        assertReady(poll(AT_ONCE)).isEmpty();
        assertReady(poll(Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void withNothingToWatchTheTimePasses() throws Exception {
        assertReady(poll(AT_ONCE)).isEmpty();
        assertReady(poll(Duration.ofMillis(20))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT1M, false", "PT1M, true", ", false", ", true"})
    void withNothingToWatchTheWaitLasts(Duration timeout, boolean anyMore) throws Exception {
        if (anyMore) {
            var source = network.pipe().source();
            watch(source);
            unwatch(source);
        }

        new Waiter<>(
                        "poll(%s) with nothing to watch%s"
                                .formatted(timeout, anyMore ? ", after an unregister" : ""),
                        background,
                        () -> List.copyOf(poll(timeout)))
                .awaitTheKernel();
    }

    @Test
    void withoutATimeoutTheWaitLastsUntilSomethingHappens() throws Exception {
        var pipe = network.pipe();
        watch(pipe.source());
        var waiter = waiter(null).awaitTheKernel();

        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte")).containsExactly(readable(pipe.source()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT-0.001S", "PT-9223372036854775808S"})
    void withANegativeTimeoutTheWaitLastsUntilSomethingHappens(Duration timeout) throws Exception {
        lastsUntilSomethingHappens(timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H11M34.968S", "PT24H", "PT596H31M23.647S"})
    void aLongTimeoutIsWaitedForAsWell(Duration timeout) throws Exception {
        lastsUntilSomethingHappens(timeout);
    }

    private void lastsUntilSomethingHappens(Duration timeout) throws Exception {
        var pipe = network.pipe();
        watch(pipe.source());
        var waiter = waiter(timeout).awaitTheKernel();

        waiter.withstandSignals();
        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte")).containsExactly(readable(pipe.source()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT596H31M23.647000001S", "PT1193H2M47.295S", "PT9223372036854775807S"})
    void aTimeoutThatIsTooLongIsRefused(Duration timeout) throws Exception {
        var pipe = network.pipe();
        watch(pipe.source());

        Thrown.by(
                () -> poll(timeout),
                IllegalArgumentException.class,
                "poll(%s), more than 2,147,483,647 ms,",
                timeout);
        Pipes.put(pipe, "x");
        Thrown.by(
                () -> poll(timeout),
                IllegalArgumentException.class,
                "poll(%s), more than 2,147,483,647 ms, with a channel that is ready",
                timeout);

        assertReady(poll(AT_ONCE))
                .as("what the next call reports")
                .containsExactly(readable(pipe.source()));
    }

    @Test
    void theLongestTimeoutIsAccepted() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        watch(pipe.source());

        var ready = poll(Duration.ofMillis(Integer.MAX_VALUE));

        assertReady(ready).containsExactly(readable(pipe.source()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000999999S", "PT0.0005S", "PT0.001000001S", "PT0.0025S"})
    void noWaitEndsBeforeItsTimeHasPassed(Duration timeout) throws Exception {
        watch(network.pipe().source());

        var shortest = Long.MAX_VALUE;
        for (var i = 0; i < 20; i++) {
            var start = System.nanoTime();
            poll(timeout);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }

        assertThat(shortest)
                .as(
                        "nanoseconds that the shortest of 20 calls took, each poll(%s) with nothing"
                                + " to report: a part of a millisecond counts as a whole one",
                        timeout)
                .isGreaterThanOrEqualTo(timeout.toNanos());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void aSignalDoesNotEndTheWait() throws Exception {
        var pipe = network.pipe();
        watch(pipe.source());
        var waiter = waiter(null).awaitTheKernel();

        waiter.withstandSignals();
        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte"))
                .as("what poll(null) reports after some signals, and then a byte")
                .containsExactly(readable(pipe.source()));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void signalsDoNotProlongTheWait() throws Exception {
        watch(network.pipe().source());

        var waiter = waiter(Duration.ofMillis(200));

        assertReady(waiter.answerAmongSignals()).isEmpty();
        waiter.hasTakenAtLeast(Duration.ofMillis(200));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void signalsInAQuickSuccessionDoNotProlongTheWait() throws Exception {
        watch(network.pipe().source());

        var timeout = Duration.ofMinutes(1);
        waiter(timeout).asksForTheTimeThatIsLeft(timeout);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void aSignalDoesNotMakeALookFail() throws Exception {
        watch(network.pipe().source());
        var enough = new AtomicBoolean();
        var waiter =
                new Waiter<>(
                        "poll, which looks again and again,",
                        background,
                        () -> {
                            while (!enough.get()) {
                                Thrown.nothingBy(
                                        () -> poll(AT_ONCE),
                                        "poll(%s), when a signal comes during the look,",
                                        AT_ONCE);
                            }
                            return null;
                        });

        waiter.receivesSignals(MANY_SIGNALS);
        enough.set(true);

        waiter.answerAfter("many signals");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT0S, false", "PT1M, true", "PT1M, false", ", true", ", false"})
    void anInterruptBeforeTheWaitEndsIt(Duration timeout, boolean isReady) throws Exception {
        var pipe = network.pipe();
        watch(pipe.source());
        if (isReady) {
            Pipes.put(pipe, "x");
        }

        Thread.currentThread().interrupt();
        Thrown.by(
                () -> poll(timeout),
                InterruptedException.class,
                "poll(%s) in a thread that was interrupted before, with a channel that %s,",
                timeout,
                isReady ? "is ready" : "is not ready");

        assertThat(Thread.interrupted())
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
        Pipes.put(pipe, "x");
        assertReady(poll(AT_ONCE))
                .as("what the next poll reports")
                .containsExactly(readable(pipe.source()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"PT1M", "PT596H31M23.647S", "PT-1S"})
    void anInterruptEndsTheWait(Duration timeout) throws Exception {
        var pipe = network.pipe();
        watch(pipe.source());
        var waiter =
                new Waiter<>(
                        "poll(" + timeout + ")",
                        background,
                        () -> isInterruptedAfterAnInterruptedPoll(timeout));
        waiter.awaitTheKernel();

        waiter.interrupt();

        assertThat(waiter.answerAfter("an interrupt"))
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
        Pipes.put(pipe, "x");
        assertReady(poll(AT_ONCE))
                .as("what the next poll reports")
                .containsExactly(readable(pipe.source()));
    }

    private boolean isInterruptedAfterAnInterruptedPoll(Duration timeout) {
        Thrown.by(
                () -> poll(timeout),
                InterruptedException.class,
                "poll(%s) in a thread that is interrupted meanwhile",
                timeout);
        return Thread.currentThread().isInterrupted();
    }

    @Test
    void moreThan1024DescriptorsCanBeWatched() throws Exception {
        assumeTrue(
                HighDescriptors.most() > 4_000,
                "it takes 3,000 descriptors, which is more than ulimit -n leaves");
        var pipes = new ArrayList<Pipe>();
        for (var i = 0; i < 1_100; i++) {
            var pipe = network.pipe();
            watch(pipe.source());
            pipes.add(pipe);
        }

        Pipes.put(pipes.getFirst(), "x");
        Pipes.put(pipes.getLast(), "x");

        assertReady(poll(AT_ONCE))
                .as("the first and the last of 1,100 channels have bytes to read")
                .containsExactlyInAnyOrder(
                        readable(pipes.getFirst().source()), readable(pipes.getLast().source()));
    }

    final Waiter<List<R>> waiter(Duration timeout) {
        return new Waiter<>("poll(" + timeout + ")", background, () -> List.copyOf(poll(timeout)));
    }
}
