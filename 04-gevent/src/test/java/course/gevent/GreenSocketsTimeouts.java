package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofMillis;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Time limits, and what is thrown into a wait. */
abstract class GreenSocketsTimeouts extends GreenSocketsExamples {
    GreenSocketsTimeouts(
            Candidate<GreenSockets> candidates,
            Candidate<Hub> hubs,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(candidates, hubs, greenlets, network, background);
    }

    // Timeouts, and what is thrown into a wait

    @Test
    void receiveTakesNoLongerThanItMay() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        var reader =
                stage.does(
                        "the reader",
                        () -> {
                            socket.setTimeout(ofMillis(30));
                            return socket.receive(MOST);
                        });

        reader.throwing(SocketTimeoutException.class);
        connection.client().says("too late, not lost");
        assertThat(reader(socket).value()).isEqualTo("too late, not lost");
    }

    @Test
    void whatHasComeIsReceivedInNoTime() throws Exception {
        var connection = connection();
        var socket = connection.socket();
        connection.client().says("ab");
        assertThat(stage.get("the reader", () -> text(socket.receive(1)))).isEqualTo("a");

        var received =
                stage.get(
                        "who may take no time",
                        () -> {
                            socket.setTimeout(Duration.ZERO);
                            return text(socket.receive(MOST));
                        });

        assertThat(received)
                .as("received with a timeout of ZERO, when it was there")
                .isEqualTo("b");
    }

    @Test
    void whatThereIsRoomForIsSentInNoTime() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        stage.get(
                "who may take no time to send, while there is room",
                () -> {
                    socket.setTimeout(Duration.ZERO);
                    sends(socket, "a");
                    return sends(socket, "bc");
                });

        connection.client().hears("abc");
    }

    @Test
    void sendAllTakesNoLongerThanItMay() throws Exception {
        var socket = connection().socket();

        var sender =
                stage.does(
                        "the sender",
                        () -> {
                            socket.setTimeout(ofMillis(30));
                            socket.sendAll(letters(MANY_BYTES));
                            return null;
                        });

        sender.throwing(SocketTimeoutException.class);
    }

    @Test
    void theTimeOfSendAllIsThatOfAllTheWrites() throws Exception {
        var connection = connection();
        var socket = connection.socket();
        var message = letters(3 * MANY_BYTES);
        var isOver = new AtomicBoolean();
        stage.does(
                "a reader that takes something now and then",
                () -> {
                    while (!isOver.get()) {
                        takes(connection.client().channel(), 2 * 1024 * 1024);
                        stage.hub().sleep(ofMillis(25));
                    }
                    return null;
                });

        var sender =
                stage.does(
                        "the sender",
                        () -> {
                            socket.setTimeout(ofMillis(200));
                            try {
                                socket.sendAll(message);
                                return "the time began anew with each write";
                            } finally {
                                isOver.set(true);
                            }
                        });

        sender.throwing(SocketTimeoutException.class);
    }

    @Test
    void negativeTimeoutsAreRefusedAndNoneIsForEver() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        stage.does("who wants less than nothing", () -> times(socket, ofMillis(-1)))
                .throwing(IllegalArgumentException.class);
        stage.get("who wants little", () -> times(socket, ofMillis(1)));
        stage.get("who has time", () -> times(socket, null));
        var reader = reader(socket).waits();

        stage.get(
                "the time",
                () -> {
                    stage.hub().sleep(ofMillis(10));
                    return null;
                });
        connection.client().says("at last");
        assertThat(reader.value()).isEqualTo("at last");
    }

    @Test
    void aKillEndsTheWaitAndNothingIsLost() throws Exception {
        var connection = connection();
        var killed = reader(connection.socket()).waits();
        var thrown = new GreenletExit();

        killed.throwInto(thrown);

        assertThat(killed.throwing(GreenletExit.class)).isSameAs(thrown);
        connection.client().says("for the next one");
        assertThat(reader(connection.socket()).value()).isEqualTo("for the next one");
    }

    @Test
    void anOuterTimeoutEscapesTheTimeoutOfTheSocket() throws Exception {
        var socket = connection().socket();
        var reader =
                stage.does(
                                "the reader",
                                () -> {
                                    socket.setTimeout(Duration.ofMinutes(1));
                                    return socket.receive(MOST);
                                })
                        .waits();
        var outer = new IOException("an outer timeout");

        reader.throwInto(outer);

        assertThat(reader.throwing(IOException.class)).isSameAs(outer);
    }

    @Test
    void aSenderThatIsKilledLetsTheNextOneSend() throws Exception {
        var connection = connection();
        var sender = sender(connection.socket(), letters(MANY_BYTES)).waits();

        sender.throwInto(new GreenletExit());

        sender.throwing(GreenletExit.class);
        sender(connection.socket(), letters(MANY_BYTES)).waits();
    }

    @Test
    void whoAcceptsCanBeKilledAndNoClientIsLost() throws Exception {
        var listener = stage.listens();
        var killed = stage.does("who accepts", listener::accept).waits();

        killed.throwInto(new GreenletExit());

        killed.throwing(GreenletExit.class);
        var client = network.client(listener.address());
        assertThat(stage.accepts(listener).remoteAddress()).isEqualTo(client.localAddress());
    }

    /** Each wait for the network. */
    enum Net {
        RECEIVE,
        SEND_ALL,
        ACCEPT
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsThrownIntoAWaitEndsItAndTheNextGoesOn(Net net) throws Exception {
        var listener = stage.listens();
        var connection = connection();
        var socket = connection.socket();
        for (var kind : Thrown.values()) {
            GreenStage.Deed<?> waiting =
                    switch (net) {
                        case RECEIVE -> reader(socket);
                        case SEND_ALL -> sender(socket, letters(MANY_BYTES));
                        case ACCEPT -> stage.does("who accepts", listener::accept);
                    };
            var thrown = kind.make();
            waiting.waits().throwInto(thrown);

            assertThat(waiting.thrown()).as("what ended %s", net).isSameAs(thrown);
        }
        switch (net) {
            case RECEIVE -> {
                connection.client().says("for the next one");
                assertThat(reader(socket).value()).as("received").isEqualTo("for the next one");
            }
            case SEND_ALL -> sender(socket, letters(MANY_BYTES)).waits();
            case ACCEPT -> {
                var client = network.client(listener.address());
                assertThat(stage.accepts(listener).remoteAddress())
                        .as("the client")
                        .isEqualTo(client.localAddress());
            }
        }
    }

    @Test
    void theShortestAndTheLongestTimesAreTimes() throws Exception {
        var connection = connection();
        var socket = connection.socket();
        for (var time : List.of(Duration.ZERO, Duration.ofNanos(1))) {
            stage.get("who sets the time", () -> times(socket, time));
            reader(socket).throwing(SocketTimeoutException.class);
        }
        stage.get("who sets the time", () -> times(socket, HubWait.LONGEST));
        var reader = reader(socket).waits();
        connection.client().says("in time");
        assertThat(reader.value()).as("received within the longest time").isEqualTo("in time");
        var sender = sender(socket, letters(MANY_BYTES)).waits();
        hears(connection.client(), letters(MANY_BYTES));
        sender.value();
    }

    @Test
    void theTimeOfAConnectMayBeTheLongestAndNotNegative() throws Exception {
        var server = network.server();
        var descriptors = Descriptors.counted();
        for (var i = 0; i < Descriptors.MANY; i++) {
            stage.does(
                            "who has less than no time",
                            () -> stage.sockets().connect(server.address(), Duration.ofNanos(-1)))
                    .throwing(IllegalArgumentException.class);
        }
        descriptors.expectClosed("clients that were refused", background);

        var client =
                stage.get(
                        "who has all the time",
                        () ->
                                stage.closesAtEnd(
                                        stage.sockets()
                                                .connect(server.address(), HubWait.LONGEST)));
        var peer = server.accepts();
        assertThat(client.remoteAddress()).as("its peer").isEqualTo(server.address());
        stage.get("the client", () -> sends(client, "hello"));
        peer.hears("hello");
    }
}
