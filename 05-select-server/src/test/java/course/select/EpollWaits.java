package course.select;

import static course.select.Epoll.Event.EDGE_TRIGGERED;
import static course.select.Epoll.Event.IN;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.net.Network;
import course.select.Epoll.Ready;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How many are reported, and how long a wait lasts. */
abstract class EpollWaits extends EpollExamples {
    EpollWaits(Epoll epoll, Network network, Background background) {
        super(epoll, network, background);
    }

    @Test
    void whatIsMoreThanTheMostIsReportedNext() throws Exception {
        var expected = new ArrayList<Ready>();
        for (var i = 0; i < 5; i++) {
            var pipe = network.pipe();
            Pipes.put(pipe, "x");
            epoll.register(pipe.source(), Set.of(IN, EDGE_TRIGGERED));
            expected.add(ready(pipe.source(), IN));
        }

        var reported = new ArrayList<Ready>();
        for (var i = 0; i < expected.size(); i++) {
            var ready = epoll.poll(AT_ONCE, 2);
            assertReady(ready).as("what poll reports, at most two").hasSizeLessThanOrEqualTo(2);
            reported.addAll(ready);
        }

        assertReady(reported)
                .as("what five calls report together, each of them at most two")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void anyMostIsAllowedFromOne() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        epoll.register(pipe.source(), Set.of(IN));

        for (var most : List.of(1, 1_000_000, Integer.MAX_VALUE)) {
            assertReady(epoll.poll(AT_ONCE, most))
                    .as("what poll reports, at most %,d", most)
                    .containsExactly(ready(pipe.source(), IN));
        }
    }

    @Test
    void aMostBelowOneIsRefused() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));

        for (var most : List.of(0, -1)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> epoll.poll(AT_ONCE, most),
                    "poll, at most %s",
                    most);
        }
    }

    @Test
    void withNothingToReportTheTimePasses() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));

        assertReady(epoll.poll(AT_ONCE, ALL)).isEmpty();
        assertReady(epoll.poll(Duration.ofMillis(20), ALL)).isEmpty();
    }

    @Test
    void withNothingToWatchTheTimePasses() throws Exception {
        assertReady(epoll.poll(AT_ONCE, ALL)).isEmpty();
        assertReady(epoll.poll(Duration.ofMillis(20), ALL)).isEmpty();
    }

    @Test
    void withoutATimeoutTheWaitLastsUntilSomethingHappens() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));
        var waiter = waiter(null).awaitTheKernel();

        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte")).containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void withANegativeTimeoutTheWaitLastsUntilSomethingHappens() throws Exception {
        for (var timeout : List.of(Duration.ofMillis(-1), Duration.ofNanos(-1))) {
            var pipe = network.pipe();
            epoll.register(pipe.source(), Set.of(IN));
            var waiter = waiter(timeout).awaitTheKernel();

            Pipes.put(pipe, "x");

            assertReady(waiter.answerAfter("a byte")).containsExactly(ready(pipe.source(), IN));
            epoll.unregister(pipe.source());
        }
    }

    @Test
    void aTimeoutThatIsTooLongIsRefused() throws Exception {
        var longest = Duration.ofMillis(Integer.MAX_VALUE);

        for (var timeout : List.of(longest.plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> epoll.poll(timeout, ALL),
                    "poll(%s)",
                    timeout);
        }
    }

    @Test
    void theLongestTimeoutIsAccepted() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        epoll.register(pipe.source(), Set.of(IN));

        var ready = epoll.poll(Duration.ofMillis(Integer.MAX_VALUE), ALL);

        assertReady(ready).containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void noWaitEndsBeforeItsTimeHasPassed() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));
        var timeout = Duration.ofNanos(999_999);

        var shortest = Long.MAX_VALUE;
        for (var i = 0; i < 20; i++) {
            var start = System.nanoTime();
            epoll.poll(timeout, ALL);
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
    void aSignalDoesNotEndTheWait() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));
        var waiter = waiter(null).awaitTheKernel();

        waiter.withstandSignals();
        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte"))
                .as("what poll(null) reports after some signals, and then a byte")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void signalsDoNotProlongTheWait() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));

        var waiter = waiter(Duration.ofMillis(200));

        assertReady(waiter.answerAmongSignals()).isEmpty();
    }

    @Test
    void anInterruptBeforeTheWaitEndsIt() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));

        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () -> epoll.poll(SOON, ALL),
                "poll in a thread that was interrupted before");

        assertThat(Thread.interrupted())
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
        Pipes.put(pipe, "x");
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("what the next poll reports")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));
        var waiter =
                new Waiter<>("poll(null)", background, this::isInterruptedAfterAnInterruptedPoll);
        waiter.awaitTheKernel();

        waiter.interrupt();

        assertThat(waiter.answerAfter("an interrupt"))
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
        Pipes.put(pipe, "x");
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("what the next poll reports")
                .containsExactly(ready(pipe.source(), IN));
    }

    private boolean isInterruptedAfterAnInterruptedPoll() {
        assertThrows(
                InterruptedException.class,
                () -> epoll.poll(null, ALL),
                "poll(null) in a thread that is interrupted meanwhile");
        return Thread.currentThread().isInterrupted();
    }

    private Waiter<List<Ready>> waiter(Duration timeout) {
        return new Waiter<>(
                "poll(" + timeout + ")", background, () -> List.copyOf(epoll.poll(timeout, ALL)));
    }
}
