package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

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
}
