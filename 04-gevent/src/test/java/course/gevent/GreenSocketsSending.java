package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.kit.net.Peer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;

/** What one write does not take, and two at a time. */
abstract class GreenSocketsSending extends GreenSocketsExamples {
    GreenSocketsSending(
            Candidate<GreenSockets> candidates,
            Candidate<Hub> hubs,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(candidates, hubs, greenlets, network, background);
    }

    // Send

    @Test
    void allOfItIsSentWhateverOneWriteTakes() throws Exception {
        var connection = connection();
        var message = letters(MANY_BYTES);
        var sender = sender(connection.socket(), message).waits();

        hears(connection.client(), message);

        sender.value();
        connection.client().hasHeardNothingElse();
    }

    @Test
    void aClientThatDoesNotReadKeepsNobodyElseWaiting() throws Exception {
        var listener = echoes(new HashSet<>());
        var stalled = network.client(listener.address());
        var other = network.client(listener.address());
        pourUntilTheServerTakesNoMore(stalled, other);

        for (var i = 0; i < 10; i++) {
            other.says("message " + i).hears("message " + i);
        }
    }

    /** Sends until the server takes no more, for as long as it takes another client ten rounds. */
    private static void pourUntilTheServerTakesNoMore(Peer client, Peer other) throws IOException {
        var chunk = ByteBuffer.wrap(letters(64 * 1024));
        var idleRounds = 0;
        while (idleRounds < 10) {
            if (client.pours(chunk.rewind()) == 0) {
                other.says("tick").hears("tick");
                idleRounds++;
            } else {
                idleRounds = 0;
            }
        }
    }

    @Test
    void oneMayReceiveWhileAnotherSends() throws Exception {
        var connection = connection();
        var message = letters(MANY_BYTES);
        var sender = sender(connection.socket(), message).waits();
        var reader = reader(connection.socket()).waits();

        connection.client().says("meanwhile");

        assertThat(reader.value()).isEqualTo("meanwhile");
        hears(connection.client(), message);
        sender.value();
    }

    // Two at a time

    @Test
    void aSecondReaderIsRefused() throws Exception {
        var connection = connection();
        var first = reader(connection.socket()).waits();

        var second = reader(connection.socket());

        second.throwing(IllegalStateException.class);
        reader(connection.socket()).throwing(IllegalStateException.class);
        connection.client().says("for the first one");
        assertThat(first.value()).isEqualTo("for the first one");
    }

    @Test
    void aSecondWhoAcceptsIsRefused() throws Exception {
        var listener = stage.listens();
        var first = stage.does("the first", () -> stage.closesAtEnd(listener.accept())).waits();

        var second = stage.does("the second", listener::accept);

        second.throwing(IllegalStateException.class);
        var client = network.client(listener.address());
        assertThat(first.value().remoteAddress()).isEqualTo(client.localAddress());
    }

    @Test
    void aSecondSenderIsRefusedAndMixesNothingIn() throws Exception {
        var connection = connection();
        var message = letters(MANY_BYTES);
        var first = sender(connection.socket(), message).waits();

        // before the first one learns that there is room again
        var second =
                stage.does(
                        "the second sender",
                        () -> {
                            hears(connection.client(), Arrays.copyOf(message, 4 * PIECE));
                            return sends(connection.socket(), "?");
                        });

        second.throwing(IllegalStateException.class);
        hears(connection.client(), Arrays.copyOfRange(message, 4 * PIECE, MANY_BYTES));
        first.value();
    }

    @Test
    void whoSendsMeanwhileIsRefusedEachTime() throws Exception {
        var connection = connection();
        var message = letters(MANY_BYTES);
        var first = sender(connection.socket(), message).waits();

        // before the first one learns that there is room again
        var refused =
                stage.get(
                        "who tries to send while another one sends",
                        () -> {
                            hears(connection.client(), Arrays.copyOf(message, 4 * PIECE));
                            var count = 0;
                            for (var i = 0; i < 3; i++) {
                                try {
                                    sends(connection.socket(), "?");
                                } catch (IllegalStateException e) {
                                    count++;
                                }
                            }
                            return count;
                        });

        assertThat(refused)
                .as("how often who tried three times to send was refused, while another one sent")
                .isEqualTo(3);
        hears(connection.client(), Arrays.copyOfRange(message, 4 * PIECE, MANY_BYTES));
        first.value();
    }
}
