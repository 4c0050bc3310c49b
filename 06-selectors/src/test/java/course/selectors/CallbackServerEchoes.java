package course.selectors;

import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.ServerConversations;
import course.selectors.CallbackServer.Callback;
import course.selectors.CallbackServer.Log;

import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** What clients send comes back. */
abstract class CallbackServerEchoes extends CallbackServerExamples {
    CallbackServerEchoes(
            CallbackServer server,
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background)
            throws Exception {
        super(server, selectors, backends, network, background);
    }

    @Test
    void aMessageComesBack() throws Exception {
        start();
        var client = network.client(listener);

        client.says("hello");

        client.hears("hello");
    }

    @Test
    void bytesAreNotText() throws Exception {
        start();
        var client = network.client(listener);
        var all = new byte[256];
        for (var i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        client.says(all);

        client.hears(all).hasHeardNothingElse();
    }

    @Test
    void whoConnectsIsRegisteredForReadingWithACallback() throws Exception {
        start();
        var client = network.client(listener);

        client.says("abc").hears("abc");

        var key = selector.keyOf(client, background);
        assertThat(key.events()).as("what the connection is watched for").containsExactly(READ);
        assertThat(key.data()).as("the data of its key").isInstanceOf(Callback.class);
    }

    @Test
    void itTellsWhatItDoes() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        var tellers = new CopyOnWriteArraySet<Thread>();
        start(
                network.listener(),
                new Log() {
                    @Override
                    public void accepted(SocketChannel connection, SocketAddress client) {
                        tellers.add(Thread.currentThread());
                        told.add("accepted from " + ((InetSocketAddress) client).getPort());
                    }

                    @Override
                    public void echoing(ByteBuffer data, SocketChannel connection) {
                        tellers.add(Thread.currentThread());
                        told.add("echoing " + StandardCharsets.US_ASCII.decode(data));
                    }

                    @Override
                    public void closing(SocketChannel connection) {
                        tellers.add(Thread.currentThread());
                        told.add(connection.isOpen() ? "closing" : "closing what is closed");
                    }
                });
        var client = network.client(listener);

        client.says("abc").hears("abc");
        client.says("def").hears("def");
        client.finishes().hearsTheEnd();

        assertThat(told)
                .as("what the log was told")
                .containsExactly(
                        "accepted from " + client.localAddress().getPort(),
                        "echoing abc",
                        "echoing def",
                        "closing");
        assertThat(tellers)
                .as("the threads that have told the log: the server's alone")
                .containsExactly(serving.thread());
    }

    @Test
    void itSleepsWhenThereIsNothingToDo() throws Exception {
        start();
        network.client(listener);
        var second = network.client(listener);
        selector.narrow(second, background);
        var message = ServerConversations.letters(300_000);
        second.exchanges(message, message);

        var call = selector.awaitAsleep(background);

        assertThat(WatchedSelector.names(call.watchedFor(WRITE)))
                .as("the server is spinning while these, watched for WRITE, have room: all is sent")
                .isEmpty();
    }
}
