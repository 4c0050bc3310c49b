package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.net.BindException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/** Accept, receive, send. */
abstract class GreenSocketsStreams extends GreenSocketsExamples {
    GreenSocketsStreams(
            Candidate<GreenSockets> candidates,
            Candidate<Hub> hubs,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(candidates, hubs, greenlets, network, background);
    }

    // Accept, receive, send

    @Test
    void whatAClientSendsIsReceived() throws Exception {
        var listener = stage.listens();
        var client = network.client(listener.address());
        var socket = stage.accepts(listener);

        client.says("hello");

        assertThat(stage.get("the reader", () -> text(socket.receive(MOST)))).isEqualTo("hello");
    }

    @Test
    void whatIsSentReachesTheClient() throws Exception {
        var connection = connection();

        stage.get("the sender", () -> sends(connection.socket(), "hello"));

        connection.client().hears("hello").hasHeardNothingElse();
    }

    @Test
    void itKnowsBothAddresses() throws Exception {
        var listener = stage.listens();
        var client = network.client(listener.address());

        var socket = stage.accepts(listener);

        assertThat(socket.remoteAddress()).isEqualTo(client.localAddress());
        assertThat(socket.localAddress()).isEqualTo(listener.address());
    }

    @Test
    void atMostSoManyBytesAreReceivedAndTheNextOnesLater() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        connection.client().says("abcdef");

        var received =
                stage.get(
                        "the reader",
                        () -> List.of(text(socket.receive(4)), text(socket.receive(MOST))));
        assertThat(received).containsExactly("abcd", "ef");
        stage.does("who wants nothing", () -> socket.receive(0))
                .throwing(IllegalArgumentException.class);
    }

    @Test
    void theEndOfTheStreamIsAnEmptyArrayAgainAndAgain() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        connection.client().says("last words").finishes();

        var received =
                stage.get(
                        "the reader",
                        () ->
                                List.of(
                                        text(socket.receive(MOST)),
                                        text(socket.receive(MOST)),
                                        text(socket.receive(MOST))));
        assertThat(received).containsExactly("last words", "", "");
    }

    @Test
    void afterItsCloseThereIsNoEndOfTheStreamEither() throws Exception {
        var connection = connection();
        var socket = connection.socket();
        connection.client().finishes();
        assertThat(stage.get("the reader", () -> text(socket.receive(MOST)))).isEmpty();

        stage.get("who closes", () -> closes(socket));

        reader(socket).throwing(ClosedChannelException.class);
    }

    @Test
    void whoHasFinishedSendingCanStillBeAnswered() throws Exception {
        var connection = connection();
        var socket = connection.socket();
        connection.client().finishes();
        stage.get("the reader", () -> socket.receive(MOST));

        stage.get("the sender", () -> sends(socket, "answer"));

        connection.client().hears("answer");
    }

    @Test
    void afterShutdownOutputThePeerSeesTheEndAndIsStillHeard() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        stage.get(
                "the sender",
                () -> {
                    sends(socket, "bye");
                    socket.shutdownOutput();
                    return null;
                });

        connection.client().hears("bye").hearsTheEnd().says("heard");
        assertThat(stage.get("the reader", () -> text(socket.receive(MOST)))).isEqualTo("heard");
    }

    @Test
    void whileOneWaitsTheOthersGoOn() throws Exception {
        var connection = connection();
        var reader = reader(connection.socket()).waits();

        var other = stage.does("the other", () -> "went on");

        assertThat(other.value()).isEqualTo("went on");
        assertThat(reader.hasEnded()).as("the reader has ended").isFalse();
        connection.client().says("hello");
        assertThat(reader.value()).isEqualTo("hello");
        assertThat(reader.thread()).as("the thread of both").isSameAs(other.thread());
    }

    @Test
    void shortMessagesAreSentAtOnce() throws Exception {
        var connection = connection();
        var rounds = 100;
        var most = 30;

        var late =
                stage.get(
                        "who sends short messages",
                        () -> {
                            var held = 0;
                            for (var round = 0; round < rounds && held <= most; round++) {
                                connection.client().channel().write(ByteBuffer.wrap(letters(1)));
                                connection.socket().receive(MOST);
                                sends(connection.socket(), "a");
                                sends(connection.socket(), "b");
                                held += takesTwo(connection.client().channel()) ? 0 : 1;
                            }
                            return held;
                        });

        assertThat(late)
                .as(
                        "times, of up to %s, that the second of two short messages was held back"
                            + " until the first one was confirmed (TCP_NODELAY sends it at once)",
                        rounds)
                .isLessThanOrEqualTo(most);
    }

    /** Whether both were there at once; takes both in any case. */
    private boolean takesTwo(SocketChannel channel) throws Exception {
        var buffer = ByteBuffer.allocate(2);
        channel.read(buffer);
        var atOnce = !buffer.hasRemaining();
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            stage.hub().sleep(Duration.ofMillis(1));
        }
        return atOnce;
    }

    @Test
    void anAddressIsListenedToByOneAndCanBeUsedAgainAtOnce() throws Exception {
        var listener = stage.listens();
        var address = listener.address();

        stage.does("the second", () -> stage.closesAtEnd(stage.sockets().listen(address)))
                .throwing(BindException.class);
        var client = network.client(address);
        var socket = stage.accepts(listener);
        stage.get(
                "who gives it up",
                () -> {
                    closes(socket);
                    return closes(listener);
                });
        client.hearsTheEnd().leaves();

        var next =
                stage.get("the next", () -> stage.closesAtEnd(stage.sockets().listen(address, 1)));
        assertThat(next.address()).as("its address").isEqualTo(address);
        var newClient = network.client(address);
        assertThat(stage.accepts(next).remoteAddress())
                .as("the client")
                .isEqualTo(newClient.localAddress());
    }

    @Test
    void muchOrNothingCanBeAskedForAndSent() throws Exception {
        var connection = connection();
        for (var most : List.of(0, -1, Integer.MIN_VALUE)) {
            stage.does("who receives at most " + most, () -> connection.socket().receive(most))
                    .throwing(IllegalArgumentException.class);
        }
        sender(connection.socket(), letters(0)).value();
        connection.client().hasHeardNothingElse();
        connection.client().says("hello");
        for (var most : List.of(1, 2, Integer.MAX_VALUE)) {
            assertThat(stage.get("the reader", () -> connection.socket().receive(most)).length)
                    .as("bytes received of at most %s", most)
                    .isEqualTo(Math.min(most, 2));
        }
    }
}
