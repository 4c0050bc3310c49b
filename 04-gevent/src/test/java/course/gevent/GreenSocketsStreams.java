package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

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
}
