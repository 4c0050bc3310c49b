package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofMillis;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a close, or a reset, does to who waits. */
abstract class GreenSocketsClosing extends GreenSocketsExamples {
    GreenSocketsClosing(
            Candidate<GreenSockets> candidates,
            Candidate<Hub> hubs,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(candidates, hubs, greenlets, network, background);
    }

    // Close

    @Test
    void closingWakesTheReaderWithAnError() throws Exception {
        var connection = connection();
        var reader = reader(connection.socket()).waits();

        stage.get("who closes", () -> closes(connection.socket()));

        reader.throwing(ClosedChannelException.class);
        connection.client().hearsTheEnd();
    }

    @Test
    void closingWakesTheSenderWithAnError() throws Exception {
        var connection = connection();
        var sender = sender(connection.socket(), letters(MANY_BYTES)).waits();

        stage.get("who closes", () -> closes(connection.socket()));

        sender.throwing(ClosedChannelException.class);
    }

    @Test
    void closingWakesWhoAcceptsWithAnError() throws Exception {
        var listener = stage.listens();
        var acceptor = stage.does("who accepts", listener::accept).waits();

        stage.get("who closes", () -> closes(listener));

        acceptor.throwing(ClosedChannelException.class);
    }

    @Test
    void aClosedSocketIsOfNoUse() throws Exception {
        var socket = connection().socket();
        var listener = stage.listens();

        stage.get(
                "who closes",
                () -> {
                    closes(listener);
                    closes(socket);
                    return closes(socket);
                });

        reader(socket).throwing(ClosedChannelException.class);
        sender(socket, letters(1)).throwing(ClosedChannelException.class);
        sender(socket, letters(0)).throwing(ClosedChannelException.class);
        stage.does("who accepts", listener::accept).throwing(ClosedChannelException.class);
    }

    @Test
    void whatWasSentBeforeTheCloseArrives() throws Exception {
        var connection = connection();

        stage.get(
                "the sender",
                () -> {
                    sends(connection.socket(), "goodbye");
                    return closes(connection.socket());
                });

        connection.client().hears("goodbye").hearsTheEnd();
    }

    @Test
    void aResetIsAnErrorOfThatSocketAlone() throws Exception {
        var listener = stage.listens();
        var client = network.client(listener.address());
        var socket = stage.accepts(listener);
        var other = network.client(listener.address());
        var unharmed = stage.accepts(listener);
        var reader = reader(socket).waits();

        client.resets();

        reader.throwing(IOException.class);
        other.says("hello");
        assertThat(reader(unharmed).value()).isEqualTo("hello");
    }

    @Test
    void aResetWakesTheSenderToo() throws Exception {
        var connection = connection();
        var sender = sender(connection.socket(), letters(MANY_BYTES)).waits();

        connection.client().resets();

        sender.throwing(IOException.class);
    }

    /** What the closing side has not received. */
    enum Unread {
        NOTHING,
        A_FEW_BYTES,
        MUCH
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSentArrivesThoughNotAllWasReceived(Unread unread) throws Exception {
        var connection = connection();
        var message = letters(512 * 1024);
        switch (unread) {
            case NOTHING -> {}
            case A_FEW_BYTES -> connection.client().says("nobody reads this");
            case MUCH -> connection.client().says(letters(200_000));
        }

        stage.get(
                "the sender",
                () -> {
                    connection.socket().sendAll(message);
                    return closes(connection.socket());
                });

        hears(connection.client(), message);
        connection.client().hearsTheEnd();
    }

    @Test
    void whatAHandlerSentArrivesThoughItReceivedNothing() throws Exception {
        var message = letters(512 * 1024);
        var begins = new AtomicBoolean();
        var server =
                stage.serves(
                        1,
                        connection -> {
                            while (!begins.get()) {
                                stage.hub().sleep(ofMillis(1));
                            }
                            connection.sendAll(message);
                        });
        var client = network.client(server.address()).says("a question that nobody reads");
        begins.set(true);

        hears(client, message);
        client.hearsTheEnd();
    }

    @Test
    void allWhoWaitForASocketAreWoken() throws Exception {
        var connection = connection();
        var sender = sender(connection.socket(), letters(MANY_BYTES)).waits();
        var reader = reader(connection.socket()).waits();

        stage.get("who closes", () -> closes(connection.socket()));

        reader.throwing(ClosedChannelException.class);
        sender.throwing(ClosedChannelException.class);
        stage.does(
                        "who ends the sending",
                        () -> {
                            connection.socket().shutdownOutput();
                            return null;
                        })
                .throwing(ClosedChannelException.class);
        sender(connection.socket(), letters(0)).throwing(ClosedChannelException.class);
        stage.get("who closes again", () -> closes(connection.socket()));
    }

    @Test
    void whatWasAcceptedStaysOpenWhenTheListenerIsClosed() throws Exception {
        var listener = stage.listens();
        var client = network.client(listener.address());
        var socket = stage.accepts(listener);

        stage.get(
                "who closes",
                () -> {
                    closes(listener);
                    return closes(listener);
                });

        client.says("still there?");
        assertThat(reader(socket).value()).as("received").isEqualTo("still there?");
        stage.get("the sender", () -> sends(socket, "yes"));
        client.hears("yes");
    }
}
