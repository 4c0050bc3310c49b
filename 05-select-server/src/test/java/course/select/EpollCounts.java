package course.select;

import static course.select.Epoll.Event.EDGE_TRIGGERED;
import static course.select.Epoll.Event.IN;
import static course.select.Epoll.Event.ONE_SHOT;
import static course.select.Epoll.Event.OUT;

import course.kit.Background;
import course.kit.net.Network;
import course.select.Epoll.Ready;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How many are reported at once. */
abstract class EpollCounts extends EpollExamples {
    EpollCounts(Epoll epoll, Network network, Background background) {
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

    @Test
    void theMostIsThatOfEachCall() throws Exception {
        registered(5);

        for (var most : List.of(5, 1, 3, 2, 5)) {
            assertReady(epoll.poll(AT_ONCE, most))
                    .as(
                            "what poll reports of five channels that are ready, at most %s (the"
                                    + " calls before may have asked for more, or for less)",
                            most)
                    .hasSizeBetween(1, most);
        }
    }

    @Test
    void aDescriptorMayHaveAnyNumber() throws Exception {
        var beyond = HighDescriptors.pipeBeyond(1_100, network);
        Pipes.put(beyond, "x");

        epoll.register(beyond.source(), Set.of(IN));
        epoll.register(beyond.sink(), Set.of());

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("what poll reports of a channel whose descriptor is 1,100 or more")
                .containsExactly(ready(beyond.source(), IN));
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

    /** What a poll may be refused for. */
    enum Refusal {
        AT_MOST_NONE,
        TOO_LONG_A_TIMEOUT,
        AN_INTERRUPT
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedPollTakesNoEdgeAndNoOneShotAway(Refusal refusal) throws Exception {
        var edge = network.pipe();
        var oneShot = network.pipe();
        Pipes.put(edge, "x");
        Pipes.put(oneShot, "x");
        epoll.register(edge.source(), Set.of(IN, EDGE_TRIGGERED));
        epoll.register(oneShot.source(), Set.of(IN, ONE_SHOT));

        switch (refusal) {
            case AT_MOST_NONE ->
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> epoll.poll(AT_ONCE, 0),
                            "poll, at most 0");
            case TOO_LONG_A_TIMEOUT ->
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> epoll.poll(Duration.ofDays(25), ALL),
                            "poll of 25 days, more than 2,147,483,647 ms,");
            case AN_INTERRUPT -> {
                Thread.currentThread().interrupt();
                assertThrows(
                        InterruptedException.class,
                        () -> epoll.poll(AT_ONCE, ALL),
                        "poll in a thread that was interrupted before");
            }
        }

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as(
                        "an edge and a one-shot that nobody has been told of: the poll before was"
                                + " refused for %s",
                        refusal)
                .containsExactlyInAnyOrder(ready(edge.source(), IN), ready(oneShot.source(), IN));
    }
}
