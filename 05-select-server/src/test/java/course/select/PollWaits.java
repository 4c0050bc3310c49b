package course.select;

import static course.kit.Assumptions.assumeTrue;
import static course.select.Poll.Event.IN;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;

import course.kit.Background;
import course.kit.net.Network;
import course.select.Poll.Ready;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How long a wait lasts, and what ends it. */
abstract class PollWaits extends PollExamples {
    PollWaits(Poll poll, Network network, Background background) {
        super(poll, network, background);
    }

    @Test
    void withNothingToReportTheTimePasses() throws Exception {
        var quiet = network.pipe().source();
        poll.register(quiet, Set.of(IN));

        assertReady(poll.poll(AT_ONCE)).isEmpty();
        assertReady(poll.poll(Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void withNothingToWatchTheTimePasses() throws Exception {
        assertReady(poll.poll(AT_ONCE)).isEmpty();
        assertReady(poll.poll(Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void withoutATimeoutTheWaitLastsUntilSomethingHappens() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));
        var waiter = waiter(null).awaitTheKernel();

        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte")).containsExactly(ready(pipe.source(), IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT-0.001S", "PT-9223372036854775808S"})
    void withANegativeTimeoutTheWaitLastsUntilSomethingHappens(Duration timeout) throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));
        var waiter = waiter(timeout).awaitTheKernel();

        waiter.withstandSignals();
        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte")).containsExactly(ready(pipe.source(), IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H11M34.968S", "PT24H", "PT596H31M23.647S"})
    void aLongTimeoutIsWaitedForAsWell(Duration timeout) throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));
        var waiter = waiter(timeout).awaitTheKernel();

        waiter.withstandSignals();
        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte")).containsExactly(ready(pipe.source(), IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT596H31M23.647000001S", "PT1193H2M47.295S", "PT9223372036854775807S"})
    void aTimeoutThatIsTooLongIsRefused(Duration timeout) throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));

        assertThrows(
                IllegalArgumentException.class,
                () -> poll.poll(timeout),
                "poll(%s), more than 2,147,483,647 ms,",
                timeout);
        Pipes.put(pipe, "x");
        assertThrows(
                IllegalArgumentException.class,
                () -> poll.poll(timeout),
                "poll(%s), more than 2,147,483,647 ms, with a channel that is ready",
                timeout);

        assertReady(poll.poll(AT_ONCE))
                .as("what the next call reports")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void theLongestTimeoutIsAccepted() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        poll.register(pipe.source(), Set.of(IN));

        var ready = poll.poll(Duration.ofMillis(Integer.MAX_VALUE));

        assertReady(ready).containsExactly(ready(pipe.source(), IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000999999S", "PT0.0005S", "PT0.001000001S", "PT0.0025S"})
    void noWaitEndsBeforeItsTimeHasPassed(Duration timeout) throws Exception {
        poll.register(network.pipe().source(), Set.of(IN));

        var shortest = Long.MAX_VALUE;
        for (var i = 0; i < 20; i++) {
            var start = System.nanoTime();
            poll.poll(timeout);
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
        poll.register(pipe.source(), Set.of(IN));
        var waiter = waiter(null).awaitTheKernel();

        waiter.withstandSignals();
        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte"))
                .as("what poll(null) reports after some signals, and then a byte")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void signalsDoNotProlongTheWait() throws Exception {
        poll.register(network.pipe().source(), Set.of(IN));

        var waiter = waiter(Duration.ofMillis(200));

        assertReady(waiter.answerAmongSignals()).isEmpty();
        waiter.hasTakenAtLeast(Duration.ofMillis(200));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void signalsInAQuickSuccessionDoNotProlongTheWait() throws Exception {
        poll.register(network.pipe().source(), Set.of(IN));

        waiter(Duration.ofMinutes(1)).asksForTheTimeThatIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT0S, false", "PT1M, true", "PT1M, false", ", true", ", false"})
    void anInterruptBeforeTheWaitEndsIt(Duration timeout, boolean isReady) throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));
        if (isReady) {
            Pipes.put(pipe, "x");
        }

        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () -> poll.poll(timeout),
                "poll(%s) in a thread that was interrupted before, with a channel that %s,",
                timeout,
                isReady ? "is ready" : "is not ready");

        assertThat(Thread.interrupted())
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
        Pipes.put(pipe, "x");
        assertReady(poll.poll(AT_ONCE))
                .as("what the next poll reports")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));
        var waiter =
                new Waiter<>("poll(null)", background, this::isInterruptedAfterAnInterruptedPoll);
        waiter.awaitTheKernel();

        waiter.interrupt();

        assertThat(waiter.answerAfter("an interrupt"))
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
        Pipes.put(pipe, "x");
        assertReady(poll.poll(AT_ONCE))
                .as("what the next poll reports")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void twoThreadsCannotPollAtOnce() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));
        var first = waiter(null).awaitTheKernel();

        for (var attempt : List.of("a second thread's poll", "the second thread's next poll")) {
            assertThrows(
                    IllegalStateException.class,
                    () -> poll.poll(AT_ONCE),
                    "%s, while one waits",
                    attempt);
        }

        Pipes.put(pipe, "x");
        assertReady(first.answerAfter("a byte"))
                .as("what the first poll reports in the end")
                .containsExactly(ready(pipe.source(), IN));
        assertReady(poll.poll(AT_ONCE))
                .as("what another thread's poll reports after that")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void moreThan1024DescriptorsCanBeWatched() throws Exception {
        assumeTrue(
                freeDescriptors() > 3_000,
                "it takes 3,000 descriptors, which is more than ulimit -n leaves");
        var pipes = new ArrayList<Pipe>();
        for (var i = 0; i < 1_100; i++) {
            var pipe = network.pipe();
            poll.register(pipe.source(), Set.of(IN));
            pipes.add(pipe);
        }

        Pipes.put(pipes.getFirst(), "x");
        Pipes.put(pipes.getLast(), "x");

        assertReady(poll.poll(AT_ONCE))
                .as("the first and the last of 1,100 channels have bytes to read")
                .containsExactlyInAnyOrder(
                        ready(pipes.getFirst().source(), IN), ready(pipes.getLast().source(), IN));
    }

    private boolean isInterruptedAfterAnInterruptedPoll() {
        assertThrows(
                InterruptedException.class,
                () -> poll.poll(null),
                "poll(null) in a thread that is interrupted meanwhile");
        return Thread.currentThread().isInterrupted();
    }

    private Waiter<List<Ready>> waiter(Duration timeout) {
        return new Waiter<>(
                "poll(" + timeout + ")", background, () -> List.copyOf(poll.poll(timeout)));
    }

    private static long freeDescriptors() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
    }
}
