package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who is in which of the three lists. */
abstract class SelectLists extends SelectExamples {
    SelectLists(Select select, Network network, Background background) {
        super(select, network, background);
    }

    @Test
    void aChannelWithBytesIsReadable() throws Exception {
        var quiet = network.pipe();
        var busy = network.pipe();
        write(busy);

        var ready = select.select(List.of(quiet.source(), busy.source()), NONE, NONE, AT_ONCE);

        assertChannels(ready.readable(), "readable, with bytes in the second of two pipes")
                .containsExactly(busy.source());
    }

    @Test
    void aChannelIsNotReadableAnyMoreOnceItsBytesAreRead() throws Exception {
        var pipe = network.pipe();
        write(pipe);
        select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE);
        pipe.source().read(ByteBuffer.allocate(10));

        var ready = select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE);

        assertChannels(ready.readable(), "readable, after all was read").isEmpty();
    }

    @Test
    void theEndOfTheStreamIsReadable() throws Exception {
        var pipe = network.pipe();
        pipe.sink().close();

        var ready = select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE);

        assertChannels(
                        ready.readable(),
                        "readable, when the writing end is closed: a read would return -1 at once")
                .containsExactly(pipe.source());
    }

    @Test
    void aConnectionToAcceptMakesTheListenerReadable() throws Exception {
        var listener = network.listener();
        assertNothing(
                select.select(List.of(listener), NONE, NONE, AT_ONCE), "before anybody connects");
        network.client(listener);

        var ready = select.select(List.of(listener), NONE, NONE, AMPLE);

        assertChannels(ready.readable(), "readable, when a client has connected")
                .containsExactly(listener);
    }

    @Test
    void aChannelWithRoomIsWritable() throws Exception {
        var full = network.pipe();
        Pipes.fill(full);
        var empty = network.pipe();

        var ready = select.select(NONE, List.of(full.sink(), empty.sink()), NONE, AT_ONCE);

        assertChannels(ready.writable(), "writable, where the first of two pipes is full")
                .containsExactly(empty.sink());
    }

    @Test
    void aFinishedConnectionAttemptIsWritable() throws Exception {
        var connecting = connecting((InetSocketAddress) network.listener().getLocalAddress());

        var ready = select.select(NONE, List.of(connecting), NONE, AMPLE);

        assertChannels(ready.writable(), "writable, when the connection is made")
                .containsExactly(connecting);
        assertThat(connecting.finishConnect()).as("whether it is connected then").isTrue();
    }

    @Test
    void aConnectionAttemptThatHasFailedIsWritable() throws Exception {
        var nobodyListens = network.open(SocketChannel.open());
        nobodyListens.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var connecting = connecting((InetSocketAddress) nobodyListens.getLocalAddress());

        var ready = select.select(NONE, List.of(connecting), NONE, AMPLE);

        assertChannels(ready.writable(), "writable, when the connection is refused")
                .containsExactly(connecting);
    }

    private SocketChannel connecting(InetSocketAddress server) throws Exception {
        var connecting = network.open(SocketChannel.open());
        connecting.configureBlocking(false);
        connecting.connect(server);
        return connecting;
    }

    @Test
    void urgentDataIsExceptional() throws Exception {
        var connection = Connection.over(network);
        connection.client().shouts('!');

        var ready = select.select(NONE, NONE, List.of(connection.channel()), AMPLE);

        assertChannels(ready.exceptional(), "exceptional, when the client has sent urgent data")
                .containsExactly(connection.channel());
    }

    @Test
    void theThreeListsAreKeptApart() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("abc");
        var all = List.of(connection.channel());
        select.select(all, NONE, NONE, AMPLE);

        var ready = select.select(all, all, all, AT_ONCE);

        assertChannels(ready.readable(), "readable: the client sent abc")
                .containsExactly(connection.channel());
        assertChannels(ready.writable(), "writable: there is room")
                .containsExactly(connection.channel());
        assertChannels(ready.exceptional(), "exceptional: no urgent data").isEmpty();
    }

    @Test
    void aChannelThatIsReadyForThreeThingsIsInThreeLists() throws Exception {
        var connection = Connection.over(network);
        var all = List.of(connection.channel());
        connection.client().says("abc").shouts('!');
        select.select(NONE, NONE, all, AMPLE);

        var ready = select.select(all, all, all, AT_ONCE);

        for (var place : Place.values()) {
            assertChannels(of(place, ready), "%s, with bytes, room, and urgent data", place)
                    .containsExactly(connection.channel());
        }
    }

    @Test
    void onlyWhatWasAskedForIsReported() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("abc");
        select.select(List.of(connection.channel()), NONE, NONE, AMPLE);

        var ready = select.select(NONE, List.of(connection.channel()), NONE, AT_ONCE);

        assertChannels(ready.readable(), "readable: bytes are there, but nobody asked for readers")
                .isEmpty();
    }

    @Test
    void theHighestDescriptorIsWatchedToo() throws Exception {
        var pipes = pipes(5);
        pipes.sort((one, other) -> Integer.compare(number(other.source()), number(one.source())));
        write(pipes.getFirst());

        var ready = select.select(sources(pipes), NONE, NONE, AT_ONCE);

        assertChannels(
                        ready.readable(),
                        "readable: the channel with the highest descriptor of five has bytes")
                .containsExactly(pipes.getFirst().source());
    }

    @ParameterizedTest
    @EnumSource
    void theHighestDescriptorMayBeInAnyCollection(Place place) throws Exception {
        var connections = new ArrayList<SocketChannel>();
        for (var i = 0; i < 3; i++) {
            var connection = Connection.over(network);
            connection.client().says("abc").shouts('!');
            connections.add(connection.channel());
        }
        connections.sort((one, other) -> Integer.compare(number(one), number(other)));
        var highest = List.of(connections.getLast());
        select.select(NONE, NONE, highest, AMPLE);

        var ready =
                select.select(
                        place == Place.READERS ? highest : NONE,
                        place == Place.WRITERS ? highest : NONE,
                        place == Place.EXCEPTIONAL ? highest : NONE,
                        AT_ONCE);

        assertChannels(of(place, ready), "%s, where only this collection has a channel", place)
                .containsExactlyElementsOf(highest);
    }

    @ParameterizedTest
    @EnumSource
    void theHighestDescriptorIsWatchedAlsoBesideLowerOnesInTheOtherCollections(Place place)
            throws Exception {
        var connections = connectionsReadyForAll(3);
        connections.sort((one, other) -> Integer.compare(number(one), number(other)));
        var lower = connections.subList(0, 2);
        var highest = connections.subList(2, 3);

        var ready =
                select.select(
                        place == Place.READERS ? highest : lower,
                        place == Place.WRITERS ? highest : lower,
                        place == Place.EXCEPTIONAL ? highest : lower,
                        AT_ONCE);

        for (var each : Place.values()) {
            assertChannels(
                            of(each, ready),
                            "%s: all channels are ready, and the one with the highest descriptor is"
                                    + " watched in the %s alone",
                            each,
                            place)
                    .containsExactlyElementsOf(each == place ? highest : lower);
        }
    }

    @Test
    void ofAHundredChannelsExactlyTheReadyOnesAreListedInTheOrderGiven() throws Exception {
        var pipes = pipes(100);
        Collections.reverse(pipes);
        var busy = new ArrayList<SelectableChannel>();
        for (var i = 0; i < pipes.size(); i += 7) {
            write(pipes.get(i));
            busy.add(pipes.get(i).source());
        }

        var ready = select.select(sources(pipes), NONE, NONE, AT_ONCE);

        assertChannels(ready.readable(), "readable: every seventh pipe has a byte")
                .containsExactlyElementsOf(busy);
    }

    @ParameterizedTest
    @EnumSource
    void eachListHasTheOrderOfItsCollection(Place place) throws Exception {
        var channels = connectionsReadyForAll(4);
        Collections.swap(channels, 0, 2);

        var ready = select(place, channels, AT_ONCE);

        assertChannels(of(place, ready), "%s: all of them are ready", place)
                .containsExactlyElementsOf(channels);
    }

    @Test
    void aChannelOfAllCollectionsIsListedInTheOrderOfEach() throws Exception {
        var readers = connectionsReadyForAll(4);
        var writers = readers.reversed();
        var exceptional = new ArrayList<>(readers);
        Collections.swap(exceptional, 0, 2);

        var ready = select.select(readers, writers, exceptional, AT_ONCE);

        assertChannels(ready.readable(), "readable: the order is that of the readers")
                .containsExactlyElementsOf(readers);
        assertChannels(
                        ready.writable(),
                        "writable: the order is that of the writers, the reverse of the readers'")
                .containsExactlyElementsOf(writers);
        assertChannels(
                        ready.exceptional(),
                        "exceptional: the order is that of this collection, a third one")
                .containsExactlyElementsOf(exceptional);
    }

    /** With bytes to read, room to write, and urgent data. */
    private List<SocketChannel> connectionsReadyForAll(int count) throws Exception {
        var channels = new ArrayList<SocketChannel>();
        for (var i = 0; i < count; i++) {
            var connection = Connection.over(network);
            connection.client().says("abc").shouts('!');
            select.select(NONE, NONE, List.of(connection.channel()), AMPLE);
            channels.add(connection.channel());
        }
        return channels;
    }

    @Test
    void whatWasReadyOnceDoesNotWakeALaterCall() throws Exception {
        var busy = network.pipe();
        var quiet = network.pipe();
        write(busy);
        var waiter =
                new Waiter<>(
                        "a second select",
                        background,
                        () -> {
                            var both = List.of(busy.source(), quiet.source());
                            select.select(both, List.of(busy.sink()), NONE, AT_ONCE);
                            return select.select(List.of(quiet.source()), NONE, NONE);
                        });

        waiter.awaitTheKernel();
        write(quiet);

        assertChannels(waiter.answerAfter("a byte").readable(), "readable, in the second call")
                .containsExactly(quiet.source());
    }

    @Test
    void aLaterCallDoesNotChangeWhatAnEarlierOneReported() throws Exception {
        var connections = connectionsReadyForAll(2);
        var first = connections.subList(0, 1);
        var second = connections.subList(1, 2);
        var pipe = network.pipe();
        var earlier = select.select(first, first, first, AT_ONCE);

        select.select(second, second, second, AT_ONCE);
        select.select(List.of(pipe.source()), NONE, List.of(pipe.source()), AT_ONCE);

        for (var place : Place.values()) {
            assertChannels(of(place, earlier), "%s, by the first call, after two more", place)
                    .containsExactlyElementsOf(first);
        }
    }
}
