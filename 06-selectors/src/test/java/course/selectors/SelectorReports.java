package course.selectors;

import static course.kit.Assumptions.assumeTrue;
import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Connection;
import course.select.HighDescriptors;
import course.select.Pipes;
import course.select.system.Descriptors;
import course.select.system.PollFds;
import course.select.system.SystemCalls;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is ready, and how it is told. */
abstract class SelectorReports extends SelectorExamples {
    SelectorReports(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        super(selectors, backends, network, background);
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
    void aStateThatLastsIsReportedAgain(Kind kind) throws Exception {
        open(kind);
        var room = network.pipe();
        var hungUp = network.pipe();
        var listener = network.listener();
        network.client(listener);
        selector.register(listener, Set.of(READ), "a client waits");
        selector.select(SOON);
        selector.register(room.sink(), Set.of(WRITE), "room to write");
        selector.register(hungUp.source(), Set.of(READ), "hung up");
        hungUp.sink().close();
        var all = List.<SelectableChannel>of(listener, room.sink(), hungUp.source());

        for (var time : List.of("the first", "the second", "the third")) {
            assertReady(selector.select(AT_ONCE))
                    .as(
                            "what %s select reports, while a client waits, there is room, and"
                                    + " somebody has hung up",
                            time)
                    .extracting(one -> one.key().channel())
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }

    /** What is done between two selects, to a channel that has nothing to do with the matter. */
    private enum Meanwhile {
        NOTHING,
        ANOTHER_IS_REGISTERED,
        ANOTHER_IS_MODIFIED,
        ANOTHER_IS_UNREGISTERED,
        ANOTHER_IS_REGISTERED_AGAIN,
        ANOTHER_IS_CLOSED;

        void happensTo(Pipe other, Selector selector) throws IOException {
            switch (this) {
                case NOTHING -> {}
                case ANOTHER_IS_REGISTERED -> selector.register(other.sink(), Set.of(READ), null);
                case ANOTHER_IS_MODIFIED -> selector.modify(other.source(), Set.of(WRITE), null);
                case ANOTHER_IS_UNREGISTERED -> selector.unregister(other.source());
                case ANOTHER_IS_REGISTERED_AGAIN -> {
                    selector.unregister(other.source());
                    selector.register(other.source(), Set.of(READ), null);
                }
                case ANOTHER_IS_CLOSED -> other.source().close();
            }
        }
    }

    @OnEveryBackend
    void whatHasPassedIsReportedNoMore(Kind kind) throws Exception {
        for (var meanwhile : Meanwhile.values()) {
            for (var selectedBefore : List.of(true, false)) {
                open(kind);
                var read = network.pipe();
                var full = network.pipe();
                var other = network.pipe();
                Pipes.put(read, "x");
                selector.register(read.source(), Set.of(READ), "will be read");
                selector.register(full.sink(), Set.of(WRITE), "will be full");
                selector.register(other.source(), Set.of(READ), "other");
                if (selectedBefore) {
                    selector.select(AT_ONCE);
                }

                meanwhile.happensTo(other, selector);
                read.source().read(ByteBuffer.allocate(1));
                Pipes.fill(full);

                assertReady(selector.select(AT_ONCE))
                        .as(
                                "two channels were ready (%s), then %s, then one was read empty and"
                                        + " one written full",
                                selectedBefore ? "reported once" : "not reported yet", meanwhile)
                        .isEmpty();
            }
        }
    }

    @OnEveryBackend
    void whatIsNotAskedForAnyMoreEndsNoWait(Kind kind) throws Exception {
        open(kind);
        var connection = Connection.over(network);
        var channel = connection.channel();
        for (var before : List.of(EnumSet.of(WRITE), EnumSet.of(READ, WRITE))) {
            for (var how : List.of("modify", "unregister and register")) {
                selector.register(channel, before, "old");
                selector.select(AT_ONCE);
                var key =
                        how.equals("modify")
                                ? selector.modify(channel, Set.of(READ), "new")
                                : registerAgain(channel);
                assertReady(selector.select(AT_ONCE))
                        .as("what select reports after %s from %s to READ", how, before)
                        .isEmpty();
                var waiter =
                        waiter(
                                        "select(null), after %s from %s to READ"
                                                .formatted(how, before),
                                        null)
                                .awaitTheKernel();

                connection.client().says("x");

                assertReady(waiter.answerAfter("a byte"))
                        .containsExactly(new Ready(key, Set.of(READ)));
                channel.read(ByteBuffer.allocate(1));
                selector.unregister(channel);
            }
        }
    }

    private SelectorKey registerAgain(SelectableChannel channel) throws IOException {
        selector.unregister(channel);
        return selector.register(channel, Set.of(READ), "new");
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
    void aConnectionThatIsMadeIsWritableAlsoIfThatIsAskedLater(Kind kind) throws Exception {
        for (var later : List.of(Set.of(WRITE), Set.of(READ, WRITE))) {
            open(kind);
            var channel = network.open(SocketChannel.open());
            channel.configureBlocking(false);
            channel.connect(network.server().address());
            selector.register(channel, Set.of(READ), null);

            var key = selector.modify(channel, later, null);

            assertReady(selector.select(SOON))
                    .as(
                            "a connection that is about to be made, registered for READ, and then"
                                    + " modified to %s",
                            later)
                    .containsExactly(new Ready(key, Set.of(WRITE)));
            selector.close();
        }
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
    void theEndOfTheStreamIsNoRoomToWrite(Kind kind) throws Exception {
        open(kind);
        var connection = Connection.over(network);
        var channel = connection.channel();
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 1);
        connection.client().channel().setOption(StandardSocketOptions.SO_RCVBUF, 64 * 1024);
        selector.register(channel, Set.of(READ), null);
        connection.client().finishes();
        selector.select(SOON);

        selector.modify(channel, Set.of(WRITE), null);

        background.await(
                "select reports nothing of a connection that is watched for WRITE: its client has"
                        + " finished sending, but has not hung up, and takes no more bytes",
                () -> {
                    try {
                        while (channel.write(ByteBuffer.allocate(4_096)) > 0) {
                            continue;
                        }
                        return selector.select(AT_ONCE).isEmpty();
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void urgentDataIsNothingToRead(Kind kind) throws Exception {
        open(kind);
        var connection = Connection.over(network);
        selector.register(connection.channel(), Set.of(READ), null);

        connection.client().shouts('!');

        awaitUrgentDataOn(connection.channel());
        assertReady(selector.select(AT_ONCE))
                .as(
                        "a connection whose client has sent a byte of urgent data, and nothing that"
                                + " a read would give, watched for READ")
                .isEmpty();
    }

    private static void awaitUrgentDataOn(SelectableChannel channel) throws IOException {
        var descriptors = new PollFds();
        descriptors.set(0, Descriptors.of(channel), PollFds.POLLPRI);
        SystemCalls.poll(descriptors, 1, (int) SOON.toMillis());
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
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void anErrorIsReadable(Kind kind) throws Exception {
        open(kind);
        var nobody = network.open(DatagramChannel.open());
        nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var channel = network.open(DatagramChannel.open());
        channel.configureBlocking(false);
        channel.connect(nobody.getLocalAddress());
        nobody.connect(nobody.getLocalAddress()); // hears itself alone
        var key = selector.register(channel, Set.of(READ), null);

        channel.write(ByteBuffer.wrap("is anybody there?".getBytes()));

        assertReady(selector.select(SOON))
                .as(
                        "a datagram channel that has written to a port where nobody is, watched for"
                                + " READ: it has failed, and nothing has come")
                .containsExactly(new Ready(key, Set.of(READ)));
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

        var all = new ArrayList<Ready>();
        var ready = selector.select(AT_ONCE);
        while (!ready.isEmpty()) {
            assertReady(ready).doesNotHaveDuplicates();
            for (var one : ready) {
                ((Pipe.SourceChannel) one.key().channel()).read(ByteBuffer.allocate(1));
            }
            all.addAll(ready);
            ready = selector.select(AT_ONCE);
        }

        assertReady(all)
                .as(
                        "what select reports, call after call, of 20 channels with a byte each,"
                                + " which is read when it is reported")
                .containsExactlyInAnyOrderElementsOf(expected);
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
        selector.modify(pipe.source(), Set.of(WRITE), "new");
        selector.unregister(pipe.source());
        selector.close();
        assertReady(first)
                .as("the list of the first select, after modify, unregister and close")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void moreThan1024CanBeReadyAndNoneIsOverlooked(Kind kind) throws Exception {
        assumeTrue(kind != Kind.SELECT, "select knows no descriptor above 1,023");
        assumeTrue(
                HighDescriptors.most() > 4_000,
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
}
