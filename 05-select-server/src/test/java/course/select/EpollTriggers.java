package course.select;

import static course.select.Epoll.Event.EDGE_TRIGGERED;
import static course.select.Epoll.Event.HUP;
import static course.select.Epoll.Event.IN;
import static course.select.Epoll.Event.ONE_SHOT;
import static course.select.Epoll.Event.OUT;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Levels, edges and one-shots. */
abstract class EpollTriggers extends EpollExamples {
    EpollTriggers(Epoll epoll, Network network, Background background) {
        super(epoll, network, background);
    }

    @Test
    void aLevelIsReportedAsLongAsItLasts() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "abc");

        epoll.register(pipe.source(), Set.of(IN));

        for (var left : List.of("3 bytes", "2 bytes", "1 byte")) {
            assertReady(epoll.poll(AT_ONCE, ALL))
                    .as("a channel with %s left to read, level-triggered", left)
                    .containsExactly(ready(pipe.source(), IN));
            pipe.source().read(ByteBuffer.allocate(1));
        }
        assertReady(epoll.poll(AT_ONCE, ALL)).as("a channel with nothing to read").isEmpty();
    }

    @Test
    void anEdgeIsReportedOnceUntilMoreComes() throws Exception {
        var connection = Connection.over(network);
        epoll.register(connection.channel(), Set.of(IN, EDGE_TRIGGERED));
        connection.client().says("abc");
        assertReady(epoll.poll(SOON, ALL)).containsExactly(ready(connection.channel(), IN));

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("the same bytes again, edge-triggered: nothing new has happened")
                .isEmpty();

        connection.client().says("def");
        assertReady(epoll.poll(SOON, ALL))
                .as("more bytes, edge-triggered")
                .containsExactly(ready(connection.channel(), IN));
    }

    @Test
    void anEdgeThatIsNotDrainedStaysSilent() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN, EDGE_TRIGGERED));
        Pipes.put(pipe, "abc");
        epoll.poll(AT_ONCE, ALL);

        pipe.source().read(ByteBuffer.allocate(1));

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("2 of 3 bytes are left, edge-triggered: nothing new has happened")
                .isEmpty();
    }

    @Test
    void anEdgeForWritingIsReportedOnceUntilThereIsRoomAnew() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.sink(), Set.of(OUT, EDGE_TRIGGERED));
        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(pipe.sink(), OUT));

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("still writable, edge-triggered: nothing new has happened")
                .isEmpty();

        Pipes.fill(pipe);
        empty(pipe);
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("filled up and emptied since, edge-triggered")
                .containsExactly(ready(pipe.sink(), OUT));
    }

    @Test
    void modifyChangesWhatIsAskedFor() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("x");
        epoll.register(connection.channel(), Set.of(IN));
        epoll.poll(SOON, ALL);

        epoll.modify(connection.channel(), Set.of(OUT));

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a channel with bytes to read, watched for IN and then for OUT")
                .containsExactly(ready(connection.channel(), OUT));
    }

    @Test
    void modifyReportsAnewAlsoEdgeTriggered() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN, EDGE_TRIGGERED));
        Pipes.put(pipe, "x");
        epoll.poll(AT_ONCE, ALL);

        epoll.modify(pipe.source(), Set.of(IN, EDGE_TRIGGERED));

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("bytes that were reported before modify, edge-triggered")
                .containsExactly(ready(pipe.source(), IN));
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("the same bytes a second time after modify")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aOneShotIsSilentAfterItsReport(boolean isEdge) throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), oneShot(isEdge));
        Pipes.put(pipe, "abc");
        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(pipe.source(), IN));

        Pipes.put(pipe, "def");

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as(
                        "a one-shot that has had its report, and more bytes (edge-triggered: %s)",
                        isEdge)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void modifyMakesAOneShotReportAgain(boolean isEdge) throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), oneShot(isEdge));
        Pipes.put(pipe, "abc");
        epoll.poll(AT_ONCE, ALL);

        epoll.modify(pipe.source(), oneShot(isEdge));

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a one-shot that has had its report, after modify (edge-triggered: %s)", isEdge)
                .containsExactly(ready(pipe.source(), IN));
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a one-shot that has had its second report")
                .isEmpty();
        Pipes.put(pipe, "def");
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a one-shot that has had its second report, and more bytes")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aOneShotIsSilentAlsoWhenTheOtherSideHangsUp(boolean isEdge) throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), oneShot(isEdge));
        Pipes.put(pipe, "abc");
        epoll.poll(AT_ONCE, ALL);

        pipe.sink().close();

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as(
                        "a one-shot that has had its report, and whose writer is gone"
                                + " (edge-triggered: %s)",
                        isEdge)
                .isEmpty();
        epoll.modify(pipe.source(), oneShot(isEdge));
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("the same after modify")
                .containsExactly(ready(pipe.source(), IN, HUP));
    }

    /** What a call of poll may be refused for. */
    enum Reason {
        A_TIMEOUT_THAT_IS_TOO_LONG,
        NO_CHANNEL_AT_MOST,
        AN_INTERRUPT_OF_A_LOOK,
        AN_INTERRUPT_OF_A_WAIT
    }

    @ParameterizedTest
    @CsvSource({
        "EDGE_TRIGGERED, A_TIMEOUT_THAT_IS_TOO_LONG",
        "EDGE_TRIGGERED, NO_CHANNEL_AT_MOST",
        "EDGE_TRIGGERED, AN_INTERRUPT_OF_A_LOOK",
        "EDGE_TRIGGERED, AN_INTERRUPT_OF_A_WAIT",
        "ONE_SHOT, A_TIMEOUT_THAT_IS_TOO_LONG",
        "ONE_SHOT, NO_CHANNEL_AT_MOST",
        "ONE_SHOT, AN_INTERRUPT_OF_A_LOOK",
        "ONE_SHOT, AN_INTERRUPT_OF_A_WAIT"
    })
    void aPollThatIsRefusedTakesNoReportFromTheNext(Epoll.Event trigger, Reason reason)
            throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN, trigger));
        Pipes.put(pipe, "abc");

        switch (reason) {
            case A_TIMEOUT_THAT_IS_TOO_LONG ->
                    isRefused(reason, Duration.ofMillis(Integer.MAX_VALUE + 1L), ALL);
            case NO_CHANNEL_AT_MOST -> isRefused(reason, AT_ONCE, 0);
            case AN_INTERRUPT_OF_A_LOOK -> {
                Thread.currentThread().interrupt();
                isRefused(reason, AT_ONCE, ALL);
            }
            case AN_INTERRUPT_OF_A_WAIT -> {
                Thread.currentThread().interrupt();
                isRefused(reason, SOON, ALL);
            }
        }

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as(
                        "%s, with bytes that no call has reported, after a poll that was refused"
                                + " for %s: a call that is refused changes nothing",
                        trigger, reason)
                .containsExactly(ready(pipe.source(), IN));
    }

    private void isRefused(Reason reason, Duration timeout, int most) {
        assertThrows(
                Exception.class, () -> epoll.poll(timeout, most), "poll, refused for %s", reason);
    }

    private static Set<Epoll.Event> oneShot(boolean isEdge) {
        return isEdge ? Set.of(IN, EDGE_TRIGGERED, ONE_SHOT) : Set.of(IN, ONE_SHOT);
    }
}
