package course.select;

import static course.select.Epoll.Event.EDGE_TRIGGERED;
import static course.select.Epoll.Event.IN;
import static course.select.Epoll.Event.OUT;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.net.Network;
import course.select.Epoll.Ready;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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
    void levelsThatAreLeftOverAreReportedNextAsWell() throws Exception {
        var expected = registered(5);

        var reported = new HashSet<Ready>();
        for (var i = 0; i < 5; i++) {
            reported.addAll(epoll.poll(AT_ONCE, 2));
        }

        assertReady(List.copyOf(reported))
                .as("what five calls report together, each of them at most two")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** What may become of a channel that was left over. */
    enum Fate {
        UNREGISTERED,
        READ,
        CLOSED,
        MODIFIED
    }

    @ParameterizedTest
    @EnumSource
    void whatWasLeftOverIsReportedAsItIsWhenTheNextCallIsMade(Fate fate) throws Exception {
        registered(4);
        assertReady(epoll.poll(AT_ONCE, 1)).as("four are ready, at most one").hasSize(1);

        for (var pipe : pipes) {
            switch (fate) {
                case UNREGISTERED -> epoll.unregister(pipe.source());
                case READ -> empty(pipe);
                case CLOSED -> pipe.source().close();
                case MODIFIED -> epoll.modify(pipe.source(), Set.of(OUT));
            }
        }

        for (var call : List.of("second", "third")) {
            assertReady(epoll.poll(AT_ONCE, 4))
                    .as("what the %s call reports, when all four have been %s since", call, fate)
                    .isEmpty();
        }
    }

    private final List<Pipe> pipes = new ArrayList<>();

    /** Watches pipes that have a byte each. */
    private List<Ready> registered(int count) throws Exception {
        var expected = new ArrayList<Ready>();
        for (var i = 0; i < count; i++) {
            var pipe = network.pipe();
            pipes.add(pipe);
            Pipes.put(pipe, "x");
            epoll.register(pipe.source(), Set.of(IN));
            expected.add(ready(pipe.source(), IN));
        }
        return expected;
    }

    @Test
    void exactlyAsManyAsTheMostAreReported() throws Exception {
        var expected = registered(3);

        for (var most : List.of(3, 4)) {
            assertReady(epoll.poll(AT_ONCE, most))
                    .as("three are ready, at most %s", most)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void aLaterCallDoesNotChangeWhatAnEarlierOneReported() throws Exception {
        var expected = registered(1);
        var earlier = epoll.poll(AT_ONCE, ALL);

        epoll.unregister(pipes.getFirst().source());
        epoll.register(pipes.getFirst().sink(), Set.of(OUT));
        epoll.poll(AT_ONCE, ALL);

        assertReady(earlier)
                .as("what the first call reported, after a second one")
                .containsExactlyElementsOf(expected);
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

        for (var most : List.of(0, -1, Integer.MIN_VALUE)) {
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
        epoll.register(pipe.source(), Set.of(IN));
        var waiter = waiter(timeout).awaitTheKernel();

        waiter.withstandSignals();
        Pipes.put(pipe, "x");

        assertReady(waiter.answerAfter("a byte")).containsExactly(ready(pipe.source(), IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT596H31M23.647000001S", "PT1193H2M47.295S", "PT9223372036854775807S"})
    void aTimeoutThatIsTooLongIsRefused(Duration timeout) throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));

        assertThrows(
                IllegalArgumentException.class,
                () -> epoll.poll(timeout, ALL),
                "poll(%s), more than 2,147,483,647 ms,",
                timeout);
        Pipes.put(pipe, "x");
        assertThrows(
                IllegalArgumentException.class,
                () -> epoll.poll(timeout, ALL),
                "poll(%s), more than 2,147,483,647 ms, with a channel that is ready",
                timeout);

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("what the next call reports")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void theLongestTimeoutIsAccepted() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        epoll.register(pipe.source(), Set.of(IN));

        var ready = epoll.poll(Duration.ofMillis(Integer.MAX_VALUE), ALL);

        assertReady(ready).containsExactly(ready(pipe.source(), IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000999999S", "PT0.0005S", "PT0.001000001S", "PT0.0025S"})
    void noWaitEndsBeforeItsTimeHasPassed(Duration timeout) throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));

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
        waiter.hasTakenAtLeast(Duration.ofMillis(200));
    }

    @Test
    void signalsInAQuickSuccessionDoNotProlongTheWait() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));

        waiter(Duration.ofMinutes(1)).asksForTheTimeThatIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT0S, false", "PT1M, true", "PT1M, false", ", true", ", false"})
    void anInterruptBeforeTheWaitEndsIt(Duration timeout, boolean isReady) throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));
        if (isReady) {
            Pipes.put(pipe, "x");
        }

        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () -> epoll.poll(timeout, ALL),
                "poll(%s) in a thread that was interrupted before, with a channel that %s,",
                timeout,
                isReady ? "is ready" : "is not ready");

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
