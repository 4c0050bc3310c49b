package course.selectors;

import static course.kit.Assumptions.abort;
import static course.kit.Assumptions.assumeTrue;
import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.Patience;
import course.kit.net.Network;
import course.select.Connection;
import course.select.HighDescriptors;
import course.select.Pipes;
import course.select.Waiter;
import course.select.system.Descriptors;
import course.select.system.FdSet;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * What holds of a selector on every backend: for exercise 6.1 on given backends, for 6.2 under a
 * given selector.
 */
abstract class SelectorExamples {
    static final Duration AT_ONCE = Duration.ZERO;
    static final Duration SOON = Patience.limit();

    final Network network;
    final Background background;
    private Selector selector;

    SelectorExamples(Network network, Background background) {
        this.network = network;
        this.background = background;
    }

    /** A new selector on a backend of this kind. One of the two is the candidate's. */
    abstract Selector selectorOn(Kind kind) throws Exception;

    private void open(Kind kind) throws Exception {
        Availability.here().missing(kind).ifPresent(reason -> abort(reason));
        selector = selectorOn(kind);
    }

    @OnEveryBackend
    void aKeySaysWhatWasRegistered(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();

        var key = selector.register(source, Set.of(READ), "my data");

        assertKey(key)
                .isEqualTo(
                        new SelectorKey(source, Descriptors.of(source), Set.of(READ), "my data"));
        assertKey(selector.key(source)).as("the key that the selector has").isEqualTo(key);
    }

    @OnEveryBackend
    void zeroAndNegativeTimeoutsLookAndReturn(Kind kind) throws Exception {
        open(kind);
        selector.register(network.pipe().source(), Set.of(READ), null);

        for (var timeout : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofNanos(-1))) {
            assertReady(waiter(timeout).answerAfter("one look, since nothing is ready")).isEmpty();
        }
    }

    @OnEveryBackend
    void onlyWhatIsReadyIsReported(Kind kind) throws Exception {
        open(kind);
        var quiet = network.pipe();
        var full = network.pipe();
        Pipes.put(full, "x");

        selector.register(quiet.source(), Set.of(READ), "quiet");
        var key = selector.register(full.source(), Set.of(READ), "full");

        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void roomToWriteMakesAChannelWritable(Kind kind) throws Exception {
        open(kind);
        var full = network.pipe();
        var empty = network.pipe();
        Pipes.fill(full);

        selector.register(full.sink(), Set.of(WRITE), "full");
        var key = selector.register(empty.sink(), Set.of(WRITE), "empty");

        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(WRITE)));
    }

    @OnEveryBackend
    void whatIsNotDoneIsReportedAgain(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        var key = selector.register(pipe.source(), Set.of(READ), null);

        var first = selector.select(AT_ONCE);
        var second = selector.select(AT_ONCE);
        pipe.source().read(ByteBuffer.allocate(1));
        var third = selector.select(AT_ONCE);

        assertReady(first).containsExactly(new Ready(key, Set.of(READ)));
        assertReady(second)
                .as("what a second select reports, when nobody has read")
                .containsExactly(new Ready(key, Set.of(READ)));
        assertReady(third).as("what a third select reports, after all was read").isEmpty();
    }

    @OnEveryBackend
    void aChannelThatIsReadyForTwoThingsIsReportedOnce(Kind kind) throws Exception {
        open(kind);
        var connection = Connection.over(network);
        connection.client().says("x");
        selector.register(connection.channel(), Set.of(READ), null);
        selector.select(SOON);

        var key = selector.modify(connection.channel(), Set.of(READ, WRITE), null);

        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(READ, WRITE)));
    }

    @OnEveryBackend
    void nothingIsReportedThatNobodyAskedFor(Kind kind) throws Exception {
        open(kind);
        var connection = Connection.over(network);
        connection.client().says("x");
        selector.register(connection.channel(), Set.of(READ), null);
        selector.select(SOON);

        var key = selector.modify(connection.channel(), Set.of(WRITE), null);

        assertReady(selector.select(AT_ONCE))
                .as("a connection with bytes to read and room to write, watched for writing only")
                .containsExactly(new Ready(key, Set.of(WRITE)));
    }

    @OnEveryBackend
    void aConnectionMakesItsListenerReadable(Kind kind) throws Exception {
        open(kind);
        var listener = network.listener();
        var key = selector.register(listener, Set.of(READ), null);

        network.client(listener);

        assertReady(selector.select(SOON)).containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void aConnectionThatIsMadeIsWritableAndStaysSo(Kind kind) throws Exception {
        open(kind);
        var channel = network.open(SocketChannel.open());
        channel.configureBlocking(false);

        channel.connect(network.server().address());
        var key = selector.register(channel, Set.of(WRITE), null);

        assertReady(selector.select(SOON)).containsExactly(new Ready(key, Set.of(WRITE)));
        channel.finishConnect();
        assertReady(selector.select(SOON))
                .as("the same registration, after finishConnect")
                .containsExactly(new Ready(key, Set.of(WRITE)));
    }

    @OnEveryBackend
    void aConnectionThatIsRefusedIsWritable(Kind kind) throws Exception {
        open(kind);
        var nobodyListens = network.open(SocketChannel.open());
        nobodyListens.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var channel = network.open(SocketChannel.open());
        channel.configureBlocking(false);

        channel.connect(nobodyListens.getLocalAddress());
        var key = selector.register(channel, Set.of(WRITE), null);

        assertReady(selector.select(SOON)).containsExactly(new Ready(key, Set.of(WRITE)));
    }

    @OnEveryBackend
    void theEndOfTheStreamIsReadable(Kind kind) throws Exception {
        open(kind);
        var connection = Connection.over(network);
        var key = selector.register(connection.channel(), Set.of(READ), null);

        connection.client().leaves();

        assertReady(selector.select(SOON)).containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void aHangUpIsReadableAlsoWhenAllWasRead(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        var key = selector.register(pipe.source(), Set.of(READ), null);

        pipe.sink().close();

        assertReady(selector.select(AT_ONCE))
                .as("a pipe whose writer is gone, with nothing left in it")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void anErrorIsWritable(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.fill(pipe);
        var key = selector.register(pipe.sink(), Set.of(WRITE), null);

        pipe.source().close();

        assertReady(selector.select(AT_ONCE))
                .as("a full pipe whose reader is gone")
                .containsExactly(new Ready(key, Set.of(WRITE)));
    }

    @OnEveryBackend
    void aResetIsReportedAsAllThatWasAskedFor(Kind kind) throws Exception {
        for (var asked : List.of(Set.of(READ), Set.of(WRITE), Set.of(READ, WRITE))) {
            open(kind);
            var connection = Connection.over(network);
            connection.client().resets();
            selector.register(connection.channel(), Set.of(READ), null);
            selector.select(SOON);

            var key = selector.modify(connection.channel(), asked, "reset");

            assertReady(selector.select(AT_ONCE))
                    .as("a connection that was reset, watched for %s", asked)
                    .containsExactly(new Ready(key, asked));
        }
    }

    @OnEveryBackend
    void allThatAreReadyAreReported(Kind kind) throws Exception {
        open(kind);
        var expected = new ArrayList<Ready>();
        for (var i = 0; i < 20; i++) {
            var pipe = network.pipe();
            Pipes.put(pipe, "x");
            expected.add(
                    new Ready(selector.register(pipe.source(), Set.of(READ), i), Set.of(READ)));
        }

        var ready = selector.select(AT_ONCE);

        assertReady(ready).containsExactlyInAnyOrderElementsOf(expected);
    }

    @OnEveryBackend
    void theListIsTheCallers(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        var key = selector.register(pipe.source(), Set.of(READ), null);

        var first = selector.select(AT_ONCE);
        pipe.source().read(ByteBuffer.allocate(1));
        selector.select(AT_ONCE);

        assertReady(first)
                .as("the list of the first select, after a second one")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void moreThan1024CanBeReadyAndNoneIsOverlooked(Kind kind) throws Exception {
        assumeTrue(kind != Kind.SELECT, "select knows no descriptor above 1,023");
        assumeTrue(
                freeDescriptors() > 3_000,
                "it takes 3,000 descriptors, which is more than ulimit -n leaves");
        open(kind);
        var waiting = new HashSet<SelectableChannel>();
        for (var pipe : Pipes.full(1_100, network)) {
            selector.register(pipe.source(), Set.of(READ), null);
            waiting.add(pipe.source());
        }

        var ready = selector.select(AT_ONCE);
        while (!ready.isEmpty()) {
            for (var one : ready) {
                ((Pipe.SourceChannel) one.key().channel()).read(ByteBuffer.allocate(1));
                waiting.remove(one.key().channel());
            }
            ready = selector.select(AT_ONCE);
        }

        assertThat(waiting).as("channels with bytes to read that no select has reported").isEmpty();
    }

    @OnEveryBackend
    void withoutEventsNothingIsRegistered(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();

        assertThrows(
                IllegalArgumentException.class,
                () -> selector.register(source, Set.of(), null),
                "register without events");

        assertThat(selector.map()).as("the map, after it was refused").isEmpty();
    }

    @OnEveryBackend
    void aClosedChannelCannotBeRegistered(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();
        source.close();

        assertThrows(
                ClosedChannelException.class,
                () -> selector.register(source, Set.of(READ), null),
                "register of a closed channel");

        assertThat(selector.map()).as("the map, after it was refused").isEmpty();
    }

    @OnEveryBackend
    void aChannelInBlockingModeCannotBeRegistered(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();
        source.configureBlocking(true);

        assertThrows(
                IllegalBlockingModeException.class,
                () -> selector.register(source, Set.of(READ), null),
                "register of a channel in blocking mode");

        assertThat(selector.map()).as("the map, after it was refused").isEmpty();
    }

    @OnEveryBackend
    void aChannelCannotBeRegisteredTwice(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        var key = selector.register(pipe.source(), Set.of(READ), "first");

        assertThrows(
                IllegalStateException.class,
                () -> selector.register(pipe.source(), Set.of(READ), "second"),
                "register of a channel that is registered already");

        Pipes.put(pipe, "x");
        assertReady(selector.select(AT_ONCE))
                .as("the first registration goes on")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void aDescriptorCannotBeRegisteredTwice(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        var key = selector.register(pipe.source(), Set.of(READ), "first");
        var alias = network.open(new NumberedChannel(Descriptors.of(pipe.source())));

        assertThrows(
                IllegalStateException.class,
                () -> selector.register(alias, Set.of(READ), "second"),
                "register of another channel with a descriptor that is registered already");

        Pipes.put(pipe, "x");
        assertReady(selector.select(AT_ONCE))
                .as("the first registration goes on")
                .containsExactly(new Ready(key, Set.of(READ)));
        assertThat(selector.map()).as("the map").containsOnlyKeys(pipe.source());
    }

    @OnEveryBackend
    void whatTheBackendCannotWatchIsNotRegistered(Kind kind) throws Exception {
        open(kind);
        var unfit = unfitFor(kind);

        for (var attempt : List.of("register", "a second attempt to register")) {
            assertThatThrownBy(
                            () -> selector.register(unfit, Set.of(READ), null),
                            "%s what %s cannot watch fails",
                            attempt,
                            kind)
                    .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
        }

        assertThat(selector.map()).as("the map, after it was refused").isEmpty();
        assertReady(selector.select(AT_ONCE)).isEmpty();
    }

    private SelectableChannel unfitFor(Kind kind) throws IOException {
        return switch (kind) {
            case EPOLL -> {
                var file = Files.createTempFile("regular", ".txt");
                var open = network.open(FileChannel.open(file));
                var channel = network.open(NumberedChannel.of(file));
                Files.delete(file);
                assertThat(open.isOpen()).isTrue();
                yield channel;
            }
            case NIO -> network.open(new NumberedChannel(Descriptors.of(network.pipe().source())));
            case POLL -> abort("poll takes every descriptor");
            case SELECT -> HighDescriptors.pipeBeyond(FdSet.CAPACITY, network).source();
        };
    }

    @OnEveryBackend
    void unknownChannelsAreErrors(Kind kind) throws Exception {
        open(kind);
        var stranger = network.pipe().source();

        assertThrows(
                NoSuchElementException.class,
                () -> selector.key(stranger),
                "key of a channel that was never registered");
        assertThrows(
                NoSuchElementException.class,
                () -> selector.unregister(stranger),
                "unregister of a channel that was never registered");
        assertThrows(
                NoSuchElementException.class,
                () -> selector.modify(stranger, Set.of(READ), null),
                "modify of a channel that was never registered");
    }

    @OnEveryBackend
    void anUnregisteredChannelIsWatchedNoMore(Kind kind) throws Exception {
        open(kind);
        var left = network.pipe();
        var right = network.pipe();
        Pipes.put(left, "x");
        Pipes.put(right, "x");
        var leftKey = selector.register(left.source(), Set.of(READ), "left");
        var rightKey = selector.register(right.source(), Set.of(READ), "right");

        var key = selector.unregister(left.source());

        assertKey(key).as("the key that unregister returns").isEqualTo(leftKey);
        assertThat(selector.map()).as("the map").containsOnlyKeys(right.source());
        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(rightKey, Set.of(READ)));
        assertThrows(
                NoSuchElementException.class,
                () -> selector.unregister(left.source()),
                "unregister of a channel that is not registered any more");
    }

    @OnEveryBackend
    void anUnregisteredChannelCanBeRegisteredAgain(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        selector.register(pipe.source(), Set.of(READ), "first");
        selector.select(AT_ONCE);

        selector.unregister(pipe.source());
        var key = selector.register(pipe.source(), Set.of(READ), "again");

        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void modifyGivesANewKey(Kind kind) throws Exception {
        open(kind);
        var sink = network.pipe().sink();
        var old = selector.register(sink, Set.of(READ), "old");

        var key = selector.modify(sink, Set.of(WRITE), "new");

        assertKey(key).isEqualTo(new SelectorKey(sink, Descriptors.of(sink), Set.of(WRITE), "new"));
        assertKey(selector.key(sink)).as("the key that the selector has").isEqualTo(key);
        assertKey(old)
                .as("the old key")
                .isEqualTo(new SelectorKey(sink, Descriptors.of(sink), Set.of(READ), "old"));
        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(WRITE)));
    }

    @OnEveryBackend
    void modifyCanChangeTheDataAlone(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        selector.register(pipe.source(), Set.of(READ), "old");

        var key = selector.modify(pipe.source(), Set.of(READ), "new");

        assertThat(key.data()).as("the new key's data").isEqualTo("new");
        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(READ)));
        assertThat(selector.modify(pipe.source(), Set.of(READ), null).data())
                .as("the new key's data, modified to null")
                .isNull();
    }

    @OnEveryBackend
    void modifyWithoutEventsIsRefused(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        var key = selector.register(pipe.source(), Set.of(READ), "old");

        assertThrows(
                IllegalArgumentException.class,
                () -> selector.modify(pipe.source(), Set.of(), "new"),
                "modify without events");

        assertReady(selector.select(AT_ONCE))
                .as("the registration goes on as it was")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void aModifyThatFailsLeavesTheOldKey(Kind kind) throws Exception {
        open(kind);
        var sink = network.pipe().sink();
        var key = selector.register(sink, Set.of(READ), "old");
        sink.close();

        assertThrows(
                ClosedChannelException.class,
                () -> selector.modify(sink, Set.of(WRITE), "new"),
                "modify of a closed channel, for other events");

        assertKey(selector.key(sink)).as("the key after a modify that failed").isEqualTo(key);
    }

    @OnEveryBackend
    void theMapIsLiveAndReadOnly(Kind kind) throws Exception {
        open(kind);
        var first = network.pipe().source();
        var second = network.pipe().source();

        var map = selector.map();
        assertThat(map).as("the map, before anything is registered").isEmpty();
        var key = selector.register(first, Set.of(READ), 1);
        selector.register(second, Set.of(READ), 2);

        assertThat(map).as("the same map, later").containsOnlyKeys(first, second);
        assertKey(map.get(first)).isEqualTo(key);
        assertThrows(
                UnsupportedOperationException.class,
                () -> map.remove(first),
                "to remove a key from the map");
        assertThrows(UnsupportedOperationException.class, map::clear, "to remove all from the map");
        assertThat(selector.map()).as("the map, untouched").containsOnlyKeys(first, second);
    }

    @OnEveryBackend
    void aClosedChannelIsReportedNoMore(Kind kind) throws Exception {
        open(kind);
        var closed = network.pipe();
        var open = network.pipe();
        Pipes.put(closed, "x");
        Pipes.put(open, "x");
        selector.register(closed.source(), Set.of(READ), "closed");
        var key = selector.register(open.source(), Set.of(READ), "open");

        closed.source().close();

        assertReady(selector.select(AT_ONCE))
                .as("one channel is closed, another one has bytes to read")
                .containsExactly(new Ready(key, Set.of(READ)));
        assertThat(selector.map())
                .as("the map: the closed channel stays in it until it is unregistered")
                .containsOnlyKeys(closed.source(), open.source());
    }

    @OnEveryBackend
    void aClosedChannelKeepsNobodyAwake(Kind kind) throws Exception {
        open(kind);
        var closed = network.pipe().source();
        var quiet = network.pipe();
        selector.register(closed, Set.of(READ), "closed");
        var key = selector.register(quiet.source(), Set.of(READ), "quiet");
        closed.close();
        var waiter = waiter(null).awaitTheKernel();

        Pipes.put(quiet, "x");

        assertReady(waiter.answerAfter("a byte")).containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void aClosedChannelCanBeUnregistered(Kind kind) throws Exception {
        open(kind);
        var atOnce = network.pipe().source();
        var later = network.pipe().source();
        selector.register(atOnce, Set.of(READ), "unregistered at once");
        selector.register(later, Set.of(READ), "unregistered after a select");
        atOnce.close();
        later.close();

        selector.unregister(atOnce);
        assertReady(selector.select(AT_ONCE)).isEmpty();
        selector.unregister(later);

        assertThat(selector.map()).as("the map").isEmpty();
        assertReady(selector.select(AT_ONCE)).isEmpty();
    }

    @OnEveryBackend
    void aClosedChannelCanBeGivenOtherData(Kind kind) throws Exception {
        open(kind);
        var closed = network.pipe().source();
        var old = selector.register(closed, Set.of(READ), "old");
        closed.close();

        selector.modify(closed, Set.of(READ), "new");

        assertKey(selector.key(closed))
                .as("the key of a closed channel, after a modify of its data alone")
                .isEqualTo(new SelectorKey(closed, old.fd(), Set.of(READ), "new"));
    }

    @OnEveryBackend
    void theNextOwnerOfANumberIsNobodyElse(Kind kind) throws Exception {
        assumeTrue(
                kind != Kind.NIO, "java.nio keeps a closed channel's number until the next select");
        open(kind);
        var closed = network.pipe().source();
        selector.register(closed, Set.of(READ, WRITE), "closed");
        var heir = Pipes.replace(closed, network);
        assertReady(selector.select(AT_ONCE))
                .as("its descriptor belongs to another channel by now, which is ready")
                .isEmpty();

        var key = selector.register(heir, Set.of(READ, WRITE), "heir");
        selector.unregister(closed);

        var its = heir instanceof Pipe.SourceChannel ? READ : WRITE;
        assertReady(selector.select(AT_ONCE))
                .as("the next owner of the descriptor, after unregister of the closed one")
                .containsExactly(new Ready(key, Set.of(its)));
        assertThat(selector.map()).as("the map").containsOnlyKeys(heir);
        assertThrows(
                IllegalStateException.class,
                () -> selector.register(new NumberedChannel(key.fd()), Set.of(READ), null),
                "register of another channel with the next owner's descriptor");
    }

    @OnEveryBackend
    void withNothingRegisteredTheTimePasses(Kind kind) throws Exception {
        open(kind);

        assertReady(selector.select(AT_ONCE)).isEmpty();
        assertReady(selector.select(Duration.ofMillis(20))).isEmpty();
        interruptible(Duration.ofDays(1)).awaitTheKernel().interrupt();
    }

    @OnEveryBackend
    void withoutATimeoutTheWaitLastsUntilSomethingHappens(Kind kind) throws Exception {
        open(kind);
        for (var timeout : new Duration[] {null, Duration.ofSeconds(Long.MAX_VALUE)}) {
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
        var timeout = Duration.ofNanos(999_999);

        var shortest = Long.MAX_VALUE;
        for (var i = 0; i < 20; i++) {
            var start = System.nanoTime();
            selector.select(timeout);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }

        assertThat(shortest)
                .as(
                        "nanoseconds that the shortest of 20 calls took, each select(%s) with"
                                + " nothing ready: a part of a millisecond counts as a whole one",
                        timeout)
                .isGreaterThanOrEqualTo(timeout.toNanos());
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
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () -> selector.select(null),
                "select(null) in a thread that was interrupted before, although a channel is"
                        + " ready,");
        assertReady(selector.select(AT_ONCE))
                .as("what the next select reports")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void anInterruptEndsTheWait(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        var key = selector.register(pipe.source(), Set.of(READ), null);
        var waiter = interruptible(null).awaitTheKernel();

        waiter.interrupt();

        assertThat(waiter.answerAfter("an interrupt"))
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
        Pipes.put(pipe, "x");
        assertReady(selector.select(AT_ONCE))
                .as("what the next select reports")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void whenItIsClosedItKnowsNothingMore(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();
        selector.register(source, Set.of(READ), null);
        var map = selector.map();

        selector.close();
        selector.close();

        assertThat(map).as("the map, when the selector is closed since").isEmpty();
        assertThat(selector.map()).as("the map of a closed selector").isEmpty();
        assertThat(source.isOpen()).as("the channel is open").isTrue();
        assertClosed(() -> selector.key(source), "key");
        assertClosed(() -> selector.unregister(source), "unregister");
        assertClosed(() -> selector.modify(source, Set.of(WRITE), null), "modify");
        assertClosed(() -> selector.register(source, Set.of(READ), null), "register");
        assertClosed(() -> selector.select(AT_ONCE), "select");
    }

    private static void assertClosed(ThrowingCallable call, String what) {
        assertThrows(IllegalStateException.class, call, "%s, when the selector is closed", what);
    }

    static ObjectAssert<SelectorKey> assertKey(SelectorKey key) {
        return assertThat(key).as("the key").withRepresentation(new KeyNames());
    }

    static ListAssert<Ready> assertReady(List<Ready> ready) {
        return assertThat(ready).as("what select reports").withRepresentation(new KeyNames());
    }

    static void assertThrows(
            Class<? extends Throwable> type, ThrowingCallable call, String what, Object... args) {
        assertThatThrownBy(call, what.formatted(args) + " throws " + type.getSimpleName())
                .isInstanceOf(type);
    }

    private Waiter<List<Ready>> waiter(Duration timeout) {
        return new Waiter<>("select(" + timeout + ")", background, () -> selector.select(timeout));
    }

    /** A select that is to be interrupted; its answer is the interrupt status afterwards. */
    private Waiter<Boolean> interruptible(Duration timeout) {
        var call = "select(" + timeout + ")";
        return new Waiter<>(
                call,
                background,
                () -> {
                    assertThrows(
                            InterruptedException.class,
                            () -> selector.select(timeout),
                            "%s in a thread that is interrupted meanwhile",
                            call);
                    return Thread.currentThread().isInterrupted();
                });
    }

    private static long freeDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
