package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofMillis;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
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
}
