package course.select;

import static course.select.Epoll.Event.EDGE_TRIGGERED;
import static course.select.Epoll.Event.ERR;
import static course.select.Epoll.Event.HUP;
import static course.select.Epoll.Event.IN;
import static course.select.Epoll.Event.ONE_SHOT;
import static course.select.Epoll.Event.OUT;
import static course.select.Epoll.Event.PRI;
import static course.select.Epoll.Event.RDHUP;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import course.kit.Background;
import course.kit.Exercise;
import course.kit.Patience;
import course.kit.net.Network;
import course.select.Epoll.Ready;
import course.select.system.Errno;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

@Exercise(id = "5.5", title = "Epoll", section = "Select\\Poll\\Epoll异步IO")
@EnabledIf(value = "theSystemHasEpoll", disabledReason = "only Linux has epoll")
class EpollSpec {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SOON = Patience.limit();
    private static final int ALL = 100;

    private final Epoll epoll;
    private final Network network;
    private final Background background;

    EpollSpec(Epoll epoll, Network network, Background background) {
        this.epoll = epoll;
        this.network = network;
        this.background = background;
    }

    static boolean theSystemHasEpoll() {
        return SystemCalls.missing("epoll_wait").isEmpty();
    }

    @Test
    void bytesMakeAChannelReadable() throws Exception {
        var quiet = network.pipe();
        var full = network.pipe();
        Pipes.put(full, "x");

        epoll.register(quiet.source(), Set.of(IN));
        epoll.register(full.source(), Set.of(IN));

        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(full.source(), IN));
    }

    @Test
    void theEndOfTheStreamIsReadable() throws Exception {
        var connection = Connection.over(network);
        epoll.register(connection.channel(), Set.of(IN));

        connection.client().finishes();

        assertReady(epoll.poll(SOON, ALL)).containsExactly(ready(connection.channel(), IN));
    }

    @Test
    void whoAsksIsToldThatTheOtherSideWillSendNoMore() throws Exception {
        var connection = Connection.over(network);
        epoll.register(connection.channel(), Set.of(IN, RDHUP));

        connection.client().finishes();

        assertReady(epoll.poll(SOON, ALL)).containsExactly(ready(connection.channel(), IN, RDHUP));
    }

    @Test
    void aConnectionMakesItsListenerReadable() throws Exception {
        var listener = network.listener();
        epoll.register(listener, Set.of(IN));

        network.client(listener);

        assertReady(epoll.poll(SOON, ALL)).containsExactly(ready(listener, IN));
    }

    @Test
    void roomToWriteMakesAChannelWritable() throws Exception {
        var full = network.pipe();
        var empty = network.pipe();
        Pipes.fill(full);

        epoll.register(full.sink(), Set.of(OUT));
        epoll.register(empty.sink(), Set.of(OUT));

        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(empty.sink(), OUT));
    }

    @Test
    void aConnectionThatIsMadeIsWritable() throws Exception {
        var channel = network.open(SocketChannel.open());
        channel.configureBlocking(false);

        channel.connect(network.server().address());
        epoll.register(channel, Set.of(OUT));

        assertReady(epoll.poll(SOON, ALL)).containsExactly(ready(channel, OUT));
    }

    @Test
    void aConnectionThatIsRefusedIsWritableWithAnError() throws Exception {
        var nobodyListens = network.open(SocketChannel.open());
        nobodyListens.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var channel = network.open(SocketChannel.open());
        channel.configureBlocking(false);

        channel.connect(nobodyListens.getLocalAddress());
        epoll.register(channel, Set.of(OUT));

        assertReady(epoll.poll(SOON, ALL)).containsExactly(ready(channel, OUT, ERR, HUP));
    }

    @Test
    void urgentDataIsReportedAsSuch() throws Exception {
        var connection = Connection.over(network);
        epoll.register(connection.channel(), Set.of(PRI));

        connection.client().shouts('!');

        assertReady(epoll.poll(SOON, ALL)).containsExactly(ready(connection.channel(), PRI));
    }

    @Test
    void aChannelThatIsReadyForTwoThingsIsReportedOnce() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("x");
        epoll.register(connection.channel(), Set.of(IN));
        epoll.poll(SOON, ALL);

        epoll.modify(connection.channel(), Set.of(IN, OUT));

        assertReady(epoll.poll(SOON, ALL)).containsExactly(ready(connection.channel(), IN, OUT));
    }

    @Test
    void aHangUpComesWithTheBytesThatAreLeftAndAloneAfterThem() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));
        Pipes.put(pipe, "last words");

        pipe.sink().close();

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a pipe whose writer is gone, with bytes left in it")
                .containsExactly(ready(pipe.source(), IN, HUP));
        pipe.source().read(ByteBuffer.allocate(100));
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a pipe whose writer is gone, with nothing left in it")
                .containsExactly(ready(pipe.source(), HUP));
    }

    @Test
    void aHangUpIsReportedUnasked() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of());
        Pipes.put(pipe, "x");

        assertReady(epoll.poll(AT_ONCE, ALL)).as("nothing was asked for").isEmpty();

        pipe.sink().close();
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("nothing was asked for, and the writer is gone")
                .containsExactly(ready(pipe.source(), HUP));
    }

    @Test
    void anErrorIsReportedUnasked() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.sink(), Set.of());

        pipe.source().close();

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("nothing was asked for, and the reader is gone")
                .containsExactly(ready(pipe.sink(), ERR));
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

    @Test
    void aOneShotIsSilentAfterItsReport() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN, ONE_SHOT));
        Pipes.put(pipe, "abc");
        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(pipe.source(), IN));

        Pipes.put(pipe, "def");

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a one-shot that has had its report, and more bytes")
                .isEmpty();
    }

    @Test
    void modifyMakesAOneShotReportAgain() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN, ONE_SHOT));
        Pipes.put(pipe, "abc");
        epoll.poll(AT_ONCE, ALL);

        epoll.modify(pipe.source(), Set.of(IN, ONE_SHOT));

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a one-shot that has had its report, after modify")
                .containsExactly(ready(pipe.source(), IN));
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a one-shot that has had its second report")
                .isEmpty();
    }

    @Test
    void registeringTwiceIsAnError() throws Exception {
        var source = network.pipe().source();
        epoll.register(source, Set.of(IN));

        assertFails(() -> epoll.register(source, Set.of(IN)), "a second register", Errno.EEXIST);
    }

    @Test
    void modifyingAnUnknownChannelIsAnError() throws Exception {
        var stranger = network.pipe().source();

        assertFails(
                () -> epoll.modify(stranger, Set.of(IN)),
                "modify of a channel that was never registered",
                Errno.ENOENT);
    }

    @Test
    void unregisteringAnUnknownChannelIsAnError() throws Exception {
        var stranger = network.pipe().source();

        assertFails(
                () -> epoll.unregister(stranger),
                "unregister of a channel that was never registered",
                Errno.ENOENT);
    }

    @Test
    void anUnregisteredChannelIsWatchedNoMore() throws Exception {
        var left = network.pipe();
        var right = network.pipe();
        Pipes.put(left, "x");
        Pipes.put(right, "x");
        epoll.register(left.source(), Set.of(IN));
        epoll.register(right.source(), Set.of(IN));

        epoll.unregister(left.source());

        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(right.source(), IN));
    }

    @Test
    void anUnregisteredChannelCanBeRegisteredAnew() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        epoll.register(pipe.source(), Set.of(OUT));

        epoll.unregister(pipe.source());
        epoll.register(pipe.source(), Set.of(IN));

        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void aClosedChannelIsWatchedNoMore() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        epoll.register(pipe.source(), Set.of(IN));

        pipe.source().close();

        assertReady(epoll.poll(AT_ONCE, ALL)).as("the only channel was closed").isEmpty();
    }

    @Test
    void aClosedChannelIsRefused() throws Exception {
        var source = network.pipe().source();
        epoll.register(source, Set.of(IN));

        source.close();

        assertThrows(
                ClosedChannelException.class,
                () -> epoll.register(source, Set.of(IN)),
                "register when closed");
        assertThrows(
                ClosedChannelException.class,
                () -> epoll.modify(source, Set.of(IN)),
                "modify when closed");
        assertThrows(
                ClosedChannelException.class,
                () -> epoll.unregister(source),
                "unregister when closed");
    }

    @Test
    void aNumberThatIsUsedAgainBelongsToItsNewChannel() throws Exception {
        var closed = network.pipe().source();
        epoll.register(closed, Set.of(IN));
        var heir = Pipes.replace(closed, network);

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a new channel that has the number of a closed one, and is not registered")
                .isEmpty();
        epoll.register(heir, Set.of(IN, OUT));

        var itsEvent = heir instanceof Pipe.SourceChannel ? IN : OUT;
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a new channel that has the number of a closed one, and is registered")
                .containsExactly(ready(heir, itsEvent));
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

    @Test
    void aDrainLeavesNothingBehind() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN, EDGE_TRIGGERED));
        Pipes.fill(pipe);
        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(pipe.source(), IN));

        var ended = epoll.drain(pipe.source(), new Received());

        assertThat(empty(pipe)).as("bytes still to be read after drain").isZero();
        assertThat(ended).as("whether the stream has ended, when its writer is there").isFalse();
    }

    @Test
    void aDrainTellsTheEndOfTheStream() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "last words");
        pipe.sink().close();
        var received = new Received();

        var ended = epoll.drain(pipe.source(), received);

        assertThat(received).as("what drain has read").hasToString("last words");
        assertThat(ended)
                .as("whether the stream has ended, when its writer is gone: no further edge tells")
                .isTrue();
    }

    @Test
    void aDrainTellsTheEndOfAStreamThatHasNothingLeft() throws Exception {
        var pipe = network.pipe();
        pipe.sink().close();
        var received = new Received();

        var ended = epoll.drain(pipe.source(), received);

        assertThat(received).as("what drain has read").hasToString("");
        assertThat(ended).as("whether the stream has ended, when its writer is gone").isTrue();
    }

    @Test
    void aDrainGoesOnAfterASmallPiece() throws Exception {
        var received = new Received();

        var ended = epoll.drain(new Script("one ", "t", "wo ", "three", "", "four"), received);

        assertThat(received)
                .as("what drain has read, until a read gave nothing")
                .hasToString("one two three");
        assertThat(ended).as("whether the stream has ended").isFalse();
    }

    @Test
    void aDrainFailsWhenTheConnectionIsBroken() throws Exception {
        var connection = Connection.over(network);
        epoll.register(connection.channel(), Set.of(IN));
        connection.client().resets();
        epoll.poll(SOON, ALL);

        assertThrows(
                IOException.class,
                () -> epoll.drain(connection.channel(), new Received()),
                "drain of a connection that the client has reset");
    }

    @Test
    void edgesAndDrainsTogetherMissNothing() throws Exception {
        var connection = Connection.over(network);
        connection.channel().setOption(StandardSocketOptions.SO_RCVBUF, 65_536);
        var sent = new byte[300_000];
        new Random(5).nextBytes(sent);
        epoll.register(connection.channel(), Set.of(IN, EDGE_TRIGGERED));

        background.start("the client", () -> connection.client().says(sent).finishes());
        var received = new Received();
        boolean ended;
        do {
            assertReady(epoll.poll(SOON, ALL))
                    .as(
                            "the next report, when %,d of %,d bytes have been drained, and the end"
                                    + " has not come yet",
                            received.size(), sent.length)
                    .hasSize(1);
            ended = epoll.drain(connection.channel(), received);
        } while (!ended);

        assertThat(received.size()).as("bytes read when the end was").isEqualTo(sent.length);
        assertThat(Arrays.mismatch(received.toByteArray(), sent))
                .as("the first byte that differs from what was sent (-1 if none does)")
                .isEqualTo(-1);
    }

    @Test
    void closeGivesTheInstanceBack() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));
        int before = instances().size();

        epoll.close();

        assertThat(instances().size())
                .as("how many epoll instances this process has after close (%s before)", before)
                .isEqualTo(before - 1);
    }

    @Test
    void closeLeavesTheChannelsOpen() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));
        epoll.register(pipe.sink(), Set.of(OUT));

        epoll.close();

        Pipes.put(pipe, "x");
        assertThat(empty(pipe)).as("bytes that came through the pipe after close").isEqualTo(1);
    }

    @Test
    void closeIsRepeatable() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));

        epoll.close();

        assertThat(catchThrowable(epoll::close))
                .as("what a second close throws (null if nothing)")
                .isNull();
    }

    @Test
    void aSecondCloseClosesNothingElse() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));
        var gone = instances();
        epoll.close();
        gone.removeAll(instances());
        assertThat(gone).as("descriptors that close has closed").hasSize(1);

        Pipes.endWith(gone.first(), network);
        var thrown = catchThrowable(epoll::close);

        assertThat(thrown).as("what a second close throws (null if nothing)").isNull();
        assertThat(Path.of("/proc/self/fd/" + gone.first()))
                .as("descriptor %s, the instance's once, another channel's now", gone)
                .exists();
    }

    @Test
    void aClosedEpollRefusesToWork() throws Exception {
        var watched = network.pipe().source();
        var other = network.pipe().source();
        epoll.register(watched, Set.of(IN));

        epoll.close();

        assertThrows(
                IllegalStateException.class,
                () -> epoll.register(other, Set.of(IN)),
                "register after close");
        assertThrows(
                IllegalStateException.class,
                () -> epoll.modify(watched, Set.of(IN)),
                "modify after close");
        assertThrows(
                IllegalStateException.class,
                () -> epoll.unregister(watched),
                "unregister after close");
        assertThrows(
                IllegalStateException.class, () -> epoll.poll(AT_ONCE, ALL), "poll after close");
    }

    private static Ready ready(SelectableChannel channel, Epoll.Event... events) {
        return new Ready(channel, EnumSet.copyOf(List.of(events)));
    }

    private static ListAssert<Ready> assertReady(List<Ready> ready) {
        return assertThat(ready).as("what poll reports").withRepresentation(new ChannelNames());
    }

    private static void assertFails(ThrowingCallable call, String described, Errno reason) {
        assertThatThrownBy(call, described)
                .isInstanceOf(SystemCallException.class)
                .hasMessageContaining(reason.name());
    }

    private static void assertThrows(
            Class<? extends Throwable> type, ThrowingCallable call, String what, Object... args) {
        assertThatThrownBy(call, what.formatted(args) + " throws " + type.getSimpleName())
                .isInstanceOf(type);
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

    /**
     * @return how many bytes there were
     */
    private static int empty(Pipe pipe) throws IOException {
        var buffer = ByteBuffer.allocate(4_096);
        int total = 0;
        for (int count; (count = pipe.source().read(buffer.clear())) > 0; ) {
            total += count;
        }
        return total;
    }

    /** The descriptors of this process that are epoll instances. */
    private static TreeSet<Integer> instances() throws IOException {
        var found = new TreeSet<Integer>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                if (Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)
                        && Files.readSymbolicLink(descriptor).toString().contains("eventpoll")) {
                    found.add(Integer.parseInt(descriptor.getFileName().toString()));
                }
            }
        }
        return found;
    }

    /** A sink that keeps what it is given. */
    private static final class Received extends ByteArrayOutputStream
            implements Consumer<ByteBuffer> {
        @Override
        public void accept(ByteBuffer piece) {
            var bytes = new byte[piece.remaining()];
            piece.get(bytes);
            writeBytes(bytes);
        }
    }

    /** A channel that gives these pieces, one for each read, and then ends. */
    private static final class Script implements ReadableByteChannel {
        private final Iterator<String> pieces;

        Script(String... pieces) {
            this.pieces = List.of(pieces).iterator();
        }

        @Override
        public int read(ByteBuffer buffer) {
            if (!pieces.hasNext()) {
                return -1;
            }
            var piece = pieces.next().getBytes();
            buffer.put(piece);
            return piece.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
