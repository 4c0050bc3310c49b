package course.select;

import static course.select.Poll.Event.IN;
import static course.select.Poll.Event.OUT;
import static course.select.Poll.Event.PRI;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is reported, asked or unasked. */
abstract class PollEvents extends PollExamples {
    PollEvents(Poll poll, Network network, Background background) {
        super(poll, network, background);
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
    void whatIsNotAskedForIsNotReported() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("x");
        poll.register(connection.channel(), Set.of(IN));
        poll.poll(SOON);
        for (var asked :
                List.<Set<Poll.Event>>of(
                        Set.of(),
                        Set.of(IN),
                        Set.of(PRI),
                        Set.of(OUT),
                        Set.of(IN, OUT),
                        Set.of(),
                        Set.of(PRI, OUT))) {
            var expected = EnumSet.noneOf(Poll.Event.class);
            expected.addAll(asked);
            expected.remove(PRI);
            for (var isModified : List.of(true, false)) {
                poll.modify(connection.channel(), Set.of(IN, OUT));
                if (isModified) {
                    poll.modify(connection.channel(), asked);
                } else {
                    poll.register(connection.channel(), asked);
                }

                assertReady(poll.poll(AT_ONCE))
                        .as(
                                "a connection with a byte to read and room to write, %s for %s",
                                isModified ? "modified" : "registered again", asked)
                        .isEqualTo(
                                expected.isEmpty()
                                        ? List.of()
                                        : List.of(new Poll.Ready(connection.channel(), expected)));
            }
        }
    }
}
