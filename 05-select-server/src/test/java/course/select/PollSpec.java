package course.select;

import static course.kit.Assumptions.assumeTrue;
import static course.select.Poll.Event.ERR;
import static course.select.Poll.Event.HUP;
import static course.select.Poll.Event.IN;
import static course.select.Poll.Event.NVAL;
import static course.select.Poll.Event.OUT;
import static course.select.Poll.Event.PRI;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;

import course.kit.Background;
import course.kit.Exercise;
import course.kit.Patience;
import course.kit.net.Network;
import course.select.Poll.Ready;
import course.select.system.SystemCalls;

import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

@Exercise(id = "5.4", title = "Poll", section = "Select\\Poll\\Epoll异步IO")
@EnabledIf(value = "theSystemHasPoll", disabledReason = "this operating system has no poll")
class PollSpec {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SOON = Patience.limit();

    private final Poll poll;
    private final Network network;
    private final Background background;

    PollSpec(Poll poll, Network network, Background background) {
        this.poll = poll;
        this.network = network;
        this.background = background;
    }

    static boolean theSystemHasPoll() {
        return SystemCalls.missing("poll").isEmpty();
    }

    @Test
    void bytesMakeAChannelReadable() throws Exception {
        var quiet = network.pipe();
        var full = network.pipe();
        Pipes.put(full, "x");

        poll.register(quiet.source(), Set.of(IN));
        poll.register(full.source(), Set.of(IN));

        assertReady(poll.poll(AT_ONCE)).containsExactly(ready(full.source(), IN));
    }

    @Test
    void whatIsNotDoneIsReportedAgain() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        poll.register(pipe.source(), Set.of(IN));

        poll.poll(AT_ONCE);

        assertReady(poll.poll(AT_ONCE))
                .as("what a second poll reports, when nobody has read")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void theEndOfTheStreamIsReadable() throws Exception {
        var connection = Connection.over(network);
        poll.register(connection.channel(), Set.of(IN));

        connection.client().leaves();

        assertReady(poll.poll(SOON))
                .singleElement()
                .satisfies(ready -> assertThat(ready.events()).contains(IN));
    }

    @Test
    void aConnectionMakesItsListenerReadable() throws Exception {
        var listener = network.listener();
        poll.register(listener, Set.of(IN));

        network.client(listener);

        assertReady(poll.poll(SOON)).containsExactly(ready(listener, IN));
    }

    @Test
    void roomToWriteMakesAChannelWritable() throws Exception {
        var full = network.pipe();
        var empty = network.pipe();
        Pipes.fill(full);

        poll.register(full.sink(), Set.of(OUT));
        poll.register(empty.sink(), Set.of(OUT));

        assertReady(poll.poll(AT_ONCE)).containsExactly(ready(empty.sink(), OUT));
    }

    @Test
    void aConnectionThatIsMadeIsWritable() throws Exception {
        var channel = network.open(SocketChannel.open());
        channel.configureBlocking(false);

        channel.connect(network.server().address());
        poll.register(channel, Set.of(OUT));

        assertReady(poll.poll(SOON)).containsExactly(ready(channel, OUT));
    }

    @Test
    void aConnectionThatIsRefusedIsWritable() throws Exception {
        var nobodyListens = network.open(SocketChannel.open());
        nobodyListens.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var channel = network.open(SocketChannel.open());
        channel.configureBlocking(false);

        channel.connect(nobodyListens.getLocalAddress());
        poll.register(channel, Set.of(OUT));

        assertReady(poll.poll(SOON))
                .singleElement()
                .satisfies(ready -> assertThat(ready.events()).contains(OUT));
    }

    @Test
    void urgentDataIsReportedAsSuch() throws Exception {
        var connection = Connection.over(network);
        poll.register(connection.channel(), Set.of(PRI));

        connection.client().shouts('!');

        assertReady(poll.poll(SOON)).containsExactly(ready(connection.channel(), PRI));
    }

    @Test
    void aChannelThatIsReadyForTwoThingsIsReportedOnce() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("x");
        poll.register(connection.channel(), Set.of(IN));
        poll.poll(SOON);

        poll.register(connection.channel(), Set.of(IN, OUT));

        assertReady(poll.poll(SOON)).containsExactly(ready(connection.channel(), IN, OUT));
    }

    @Test
    void allThatAreReadyAreReported() throws Exception {
        var pipes = List.of(network.pipe(), network.pipe(), network.pipe());
        for (var pipe : pipes) {
            Pipes.put(pipe, "x");
            poll.register(pipe.source(), Set.of(IN));
        }

        var ready = poll.poll(AT_ONCE);

        assertReady(ready)
                .containsExactlyInAnyOrderElementsOf(
                        pipes.stream().map(pipe -> ready(pipe.source(), IN)).toList());
    }

    @Test
    void registeringAgainReplacesWhatIsAskedFor() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("x");
        poll.register(connection.channel(), Set.of(IN));
        poll.poll(SOON);

        poll.register(connection.channel(), Set.of(OUT));

        assertReady(poll.poll(AT_ONCE))
                .as("a channel with bytes to read, watched for IN and then for OUT")
                .containsExactly(ready(connection.channel(), OUT));
    }

    @Test
    void modifyChangesWhatIsAskedFor() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("x");
        poll.register(connection.channel(), Set.of(IN));
        poll.poll(SOON);

        poll.modify(connection.channel(), Set.of(OUT));

        assertReady(poll.poll(AT_ONCE))
                .as("a channel with bytes to read, watched for IN and then for OUT")
                .containsExactly(ready(connection.channel(), OUT));
    }

    @Test
    void modifyingAnUnknownChannelIsAnError() throws Exception {
        var stranger = network.pipe().source();

        assertThrows(
                NoSuchElementException.class,
                () -> poll.modify(stranger, Set.of(IN)),
                "modify of a channel that was never registered");
    }

    @Test
    void anUnregisteredChannelIsWatchedNoMore() throws Exception {
        var left = network.pipe();
        var right = network.pipe();
        Pipes.put(left, "x");
        Pipes.put(right, "x");
        poll.register(left.source(), Set.of(IN));
        poll.register(right.source(), Set.of(IN));

        poll.unregister(left.source());

        assertReady(poll.poll(AT_ONCE)).containsExactly(ready(right.source(), IN));
    }

    @Test
    void unregisteringAnUnknownChannelIsAnError() throws Exception {
        var stranger = network.pipe().source();

        assertThrows(
                NoSuchElementException.class,
                () -> poll.unregister(stranger),
                "unregister of a channel that was never registered");
    }

    @Test
    void unregisteringTwiceIsAnError() throws Exception {
        var source = network.pipe().source();
        poll.register(source, Set.of(IN));

        poll.unregister(source);

        assertThrows(
                NoSuchElementException.class,
                () -> poll.unregister(source),
                "unregister of a channel that is not registered any more");
    }

    @Test
    void whatIsOnlyReportedCannotBeAskedFor() throws Exception {
        var watched = network.pipe().source();
        var other = network.pipe().source();
        poll.register(watched, Set.of(IN));

        for (var event : List.of(ERR, HUP, NVAL)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> poll.register(other, EnumSet.of(IN, event)),
                    "register for IN and %s",
                    event);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> poll.modify(watched, EnumSet.of(IN, event)),
                    "modify to IN and %s",
                    event);
        }
    }

    @Test
    void aClosedChannelCannotBeRegistered() throws Exception {
        var source = network.pipe().source();
        source.close();

        assertThrows(
                ClosedChannelException.class,
                () -> poll.register(source, Set.of(IN)),
                "register of a closed channel");
    }

    @Test
    void aClosedChannelIsInvalidUntilItIsUnregistered() throws Exception {
        var source = network.pipe().source();
        poll.register(source, Set.of(IN));

        source.close();

        assertReady(poll.poll(null)).containsExactly(ready(source, NVAL));
        assertReady(poll.poll(null))
                .as("what a second poll reports of the closed channel")
                .containsExactly(ready(source, NVAL));
        poll.unregister(source);
        assertReady(poll.poll(AT_ONCE)).as("after unregister of the closed channel").isEmpty();
    }

    @Test
    void aClosedChannelDoesNotHideTheOthers() throws Exception {
        var closed = network.pipe();
        var open = network.pipe();
        poll.register(closed.source(), Set.of(IN));
        poll.register(open.source(), Set.of(IN));
        Pipes.put(open, "x");

        closed.source().close();

        assertReady(poll.poll(AT_ONCE))
                .as("one channel is closed, another one has bytes to read")
                .containsExactlyInAnyOrder(ready(closed.source(), NVAL), ready(open.source(), IN));
    }

    @Test
    void aClosedChannelStaysInvalidWhenItsNumberIsUsedAgain() throws Exception {
        var closed = network.pipe().source();
        poll.register(closed, Set.of(IN, OUT));

        Pipes.replace(closed, network);

        assertReady(poll.poll(AT_ONCE))
                .as("its descriptor belongs to another channel by now, which is ready")
                .containsExactly(ready(closed, NVAL));
    }

    @Test
    void theNewOwnerOfANumberIsWatchedBesideTheClosedOne() throws Exception {
        var closed = network.pipe().source();
        poll.register(closed, Set.of(IN, OUT));
        var heir = Pipes.replace(closed, network);

        poll.register(heir, Set.of(IN, OUT));

        var itsEvent = heir instanceof Pipe.SourceChannel ? IN : OUT;
        assertReady(poll.poll(AT_ONCE))
                .as("a closed channel, and a new one that has its descriptor")
                .containsExactlyInAnyOrder(ready(closed, NVAL), ready(heir, itsEvent));
        poll.unregister(closed);
        assertReady(poll.poll(AT_ONCE))
                .as("the new owner of the descriptor, after unregister of the closed one")
                .containsExactly(ready(heir, itsEvent));
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            disabledReason = "other systems call the end of a pipe readable as well")
    void aHangUpComesWithTheBytesThatAreLeftAndAloneAfterThem() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));
        Pipes.put(pipe, "last words");

        pipe.sink().close();

        assertReady(poll.poll(AT_ONCE))
                .as("a pipe whose writer is gone, with bytes left in it")
                .containsExactly(ready(pipe.source(), IN, HUP));
        pipe.source().read(ByteBuffer.allocate(100));
        assertReady(poll.poll(AT_ONCE))
                .as("a pipe whose writer is gone, with nothing left in it")
                .containsExactly(ready(pipe.source(), HUP));
    }

    @Test
    void aHangUpIsReportedUnasked() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of());
        Pipes.put(pipe, "x");

        assertReady(poll.poll(AT_ONCE)).as("nothing was asked for").isEmpty();

        pipe.sink().close();
        assertReady(poll.poll(AT_ONCE))
                .as("nothing was asked for, and the writer is gone")
                .containsExactly(ready(pipe.source(), HUP));
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            disabledReason = "other systems report a pipe without a reader as a hang-up")
    void anErrorIsReportedUnasked() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.sink(), Set.of());

        pipe.source().close();

        assertReady(poll.poll(AT_ONCE))
                .as("nothing was asked for, and the reader is gone")
                .containsExactly(ready(pipe.sink(), ERR));
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

    @Test
    void withANegativeTimeoutTheWaitLastsUntilSomethingHappens() throws Exception {
        for (var timeout : List.of(Duration.ofMillis(-1), Duration.ofNanos(-1))) {
            var pipe = network.pipe();
            poll.register(pipe.source(), Set.of(IN));
            var waiter = waiter(timeout).awaitTheKernel();

            Pipes.put(pipe, "x");

            assertReady(waiter.answerAfter("a byte")).containsExactly(ready(pipe.source(), IN));
            poll.unregister(pipe.source());
        }
    }

    @Test
    void aTimeoutThatIsTooLongIsRefused() throws Exception {
        var longest = Duration.ofMillis(Integer.MAX_VALUE);

        for (var timeout : List.of(longest.plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThrows(
                    IllegalArgumentException.class, () -> poll.poll(timeout), "poll(%s)", timeout);
        }
    }

    @Test
    void theLongestTimeoutIsAccepted() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        poll.register(pipe.source(), Set.of(IN));

        var ready = poll.poll(Duration.ofMillis(Integer.MAX_VALUE));

        assertReady(ready).containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void noWaitEndsBeforeItsTimeHasPassed() throws Exception {
        poll.register(network.pipe().source(), Set.of(IN));
        var timeout = Duration.ofNanos(999_999);

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
    }

    @Test
    void anInterruptBeforeTheWaitEndsIt() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));

        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () -> poll.poll(SOON),
                "poll in a thread that was interrupted before");

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

    private static Ready ready(SelectableChannel channel, Poll.Event... events) {
        return new Ready(channel, EnumSet.copyOf(List.of(events)));
    }

    private static ListAssert<Ready> assertReady(List<Ready> ready) {
        return assertThat(ready).as("what poll reports").withRepresentation(new ChannelNames());
    }

    private static void assertThrows(
            Class<? extends Throwable> type, ThrowingCallable call, String what, Object... args) {
        assertThatThrownBy(call, what.formatted(args) + " throws " + type.getSimpleName())
                .isInstanceOf(type);
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
