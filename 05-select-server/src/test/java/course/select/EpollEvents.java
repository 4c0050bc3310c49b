package course.select;

import static course.select.Epoll.Event.ERR;
import static course.select.Epoll.Event.HUP;
import static course.select.Epoll.Event.IN;
import static course.select.Epoll.Event.OUT;
import static course.select.Epoll.Event.PRI;
import static course.select.Epoll.Event.RDHUP;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is reported, asked or unasked. */
abstract class EpollEvents extends EpollExamples {
    EpollEvents(Epoll epoll, Network network, Background background) {
        super(epoll, network, background);
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
    void whatIsNotAskedForIsNotReported() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("x").finishes();
        epoll.register(connection.channel(), Set.of(RDHUP));
        epoll.poll(SOON, ALL);
        for (var asked :
                List.<Set<Epoll.Event>>of(
                        Set.of(),
                        Set.of(IN),
                        Set.of(PRI),
                        Set.of(RDHUP),
                        Set.of(OUT, RDHUP),
                        Set.of(PRI, OUT))) {
            var expected = EnumSet.noneOf(Epoll.Event.class);
            expected.addAll(asked);
            expected.remove(PRI);

            epoll.modify(connection.channel(), asked);

            assertReady(epoll.poll(AT_ONCE, ALL))
                    .as(
                            "a connection with a byte to read, room to write, and a client that has"
                                    + " finished, asked for %s",
                            asked)
                    .isEqualTo(
                            expected.isEmpty()
                                    ? List.of()
                                    : List.of(new Epoll.Ready(connection.channel(), expected)));
        }
    }
}
