package course.selectors;

import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.select.Pipes;
import course.select.ServerConversations;
import course.selectors.CallbackServer.Log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Answers that wait, and clients that do not read. */
abstract class CallbackServerSlowClients extends CallbackServerExamples {
    CallbackServerSlowClients(
            CallbackServer server,
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background)
            throws Exception {
        super(server, selectors, backends, network, background);
    }

    @Test
    void anAnswerThatOneWriteDoesNotTakeArrivesWhole() throws Exception {
        var narrow = faultyListener();
        narrow.narrow(3);
        start(narrow, log);
        var client = network.client(listener);

        client.says("three bytes at a time").says(" and more");

        client.hears("three bytes at a time and more").hasHeardNothingElse();
    }

    @Test
    void whatComesLaterWaitsForWhatWaits() throws Exception {
        var narrow = faultyListener();
        narrow.narrow(3);
        var client = network.client(narrow);
        doAnswer(call -> client.says(" overtakes nothing"))
                .doNothing()
                .when(log)
                .echoing(any(), any());
        start(narrow, log);

        client.says("what was first");

        client.hears("what was first overtakes nothing").hasHeardNothingElse();
    }

    @Test
    void aMegabyteComesBackWhole() throws Exception {
        start();
        var client = network.client(listener);
        selector.narrow(client, background);
        var message = ServerConversations.letters(1_000_000);

        client.exchanges(message, message);

        client.hasHeardNothingElse();
    }

    @Test
    void aClientThatHasFinishedSendingGetsItsAnswersAndThenTheEnd() throws Exception {
        start();
        var client = network.client(listener);
        selector.narrow(client, background);
        var message = ServerConversations.letters(200_000);

        client.says(message).finishes();

        client.hears(message).hearsTheEnd();
    }

    @ParameterizedTest(name = "{0} bytes at a time")
    @ValueSource(ints = {1, 3, Integer.MAX_VALUE})
    void theLogIsToldAllOnceHoweverSlowTheAnswerLeaves(int bytesPerWrite) throws Exception {
        var narrow = faultyListener();
        narrow.narrow(bytesPerWrite);
        var echoed = new StringBuffer();
        var closing = new CopyOnWriteArrayList<String>();
        start(
                narrow,
                new Log() {
                    @Override
                    public void echoing(ByteBuffer data, SocketChannel connection) {
                        echoed.append(StandardCharsets.US_ASCII.decode(data));
                    }

                    @Override
                    public void closing(SocketChannel connection) {
                        closing.add(connection.isOpen() ? "open" : "closed");
                    }
                });
        var client = network.client(listener);

        client.says("in small ").says("portions").finishes();

        client.hears("in small portions").hearsTheEnd();
        selector.awaitAsleep(background);
        assertThat(echoed)
                .as("what the log was told of, all in all")
                .hasToString("in small portions");
        assertThat(closing)
                .as(
                        "how the connection was, each time that the log was told that it is about"
                                + " to be closed; a write took %s bytes",
                        bytesPerWrite)
                .containsExactly("open");
    }

    @Test
    void theEndOfAStreamIsReadOnce() throws Exception {
        var stalled = faultyListener();
        stalled.narrow(0);
        start(stalled, log);
        var client = network.client(listener);

        client.says("abc").finishes();

        background.await(
                "the server watches a client that has finished, and takes no answer, for WRITE"
                    + " alone (the end of its stream can be read for ever: select would not wait)",
                () -> selector.keyOf(client, background).events().equals(Set.of(WRITE)));
    }

    @Test
    void theEndOfAStreamStaysReadWhateverAnotherCallbackAsksFor() throws Exception {
        var changed = new AtomicReference<SelectableChannel>();
        var triggered = new AtomicInteger();
        var trigger = watchingTrigger(changed, Set.of(READ, WRITE), triggered);
        var stalled = faultyListener();
        stalled.narrow(0);
        start(stalled, log);
        var client = network.client(listener);
        client.says("abc").finishes();
        changed.set(selector.keyOf(client, background).channel());

        var again =
                "that has finished, while answers wait, also when another callback has let it be"
                        + " watched for READ, too (%s times so far)";
        for (var time = 0; time < 3; time++) {
            awaitWatchedForWriteAlone(client, again.formatted(time));
            var calls = triggered.get();
            Pipes.put(trigger, "x");
            background.await("the other callback is called", () -> triggered.get() > calls);
        }
        awaitWatchedForWriteAlone(client, again.formatted(3));
    }

    private void awaitWatchedForWriteAlone(Peer client, String which) {
        background.await(
                "the server watches for WRITE alone a client " + which,
                () -> selector.keyOf(client, background).events().equals(Set.of(WRITE)));
    }

    @Test
    void whoBreaksOffBeforeTheLastAnswerHasFailed() throws Exception {
        start();
        var client = network.client(listener);
        selector.narrow(client, background);
        client.says(ServerConversations.letters(200_000)).finishes();
        awaitWatchedForWriteAlone(client, "that has finished, while answers wait");
        var connection = selector.keyOf(client, background).channel();

        client.resets();

        background.await("the connection is closed", () -> !connection.isOpen());
        selector.awaitAsleep(background);
        assertTold(log, "closing", 0);
    }

    @Test
    void aClientThatLeavesWithoutAWordIsLetGo() throws Exception {
        start();
        var client = network.client(listener);
        var connection = selector.keyOf(client, background).channel();

        client.finishes();

        client.hearsTheEnd();
        background.await("the connection is closed", () -> !connection.isOpen());
        assertThat(selector.awaitAsleep(background).keys())
                .as("who is watched, when the only client has left")
                .extracting(SelectorKey::channel)
                .containsExactly(listener);
    }

    @Test
    void aResetHarmsNobodyElse() throws Exception {
        start();
        var first = network.client(listener);
        var second = network.client(listener);
        first.says("abc").hears("abc");

        first.says("never answered").resets();

        second.says("abc").hears("abc");
        assertTold(log, "closing", 0);
        assertThat(serving.hasEnded()).as("the server has ended").isFalse();
        selector.awaitAsleep(background);
    }

    @Test
    @Deadline(seconds = 20)
    void aClientForWhomTooMuchWaitsIsNotReadFrom() throws Exception {
        var stalled = faultyListener();
        var other = network.client(stalled);
        var pile = new Pile(other);
        start(stalled, pile);
        serves(other);
        stalled.narrow(0);
        var client = network.client(listener);

        pourUntilTheServerTakesNoMore(client, other);

        assertThat(pile.whenMoreWasRead)
                .as(
                        "bytes that waited already when the server read on, of a client that takes"
                                + " none")
                .isLessThan(CallbackServer.MOST_WAITING_BYTES);
        awaitWatchedForWriteAlone(
                client, "for whom too much waits (it is not watched for what is not read)");
    }

    @Test
    @Deadline(seconds = 20)
    void aClientForWhomTooMuchWaitsIsNotReadFromThoughAnotherCallbackAsksForIt() throws Exception {
        var changed = new AtomicReference<SelectableChannel>();
        var triggered = new AtomicInteger();
        var trigger = watchingTrigger(changed, Set.of(READ, WRITE), triggered);
        var stalled = faultyListener();
        var other = network.client(stalled);
        var pile = new Pile(other);
        start(stalled, pile);
        serves(other);
        stalled.narrow(0);
        var client = network.client(listener);
        pourUntilTheServerTakesNoMore(client, other);
        changed.set(selector.keyOf(client, background).channel());

        for (var time = 0; time < 3; time++) {
            var calls = triggered.get();
            Pipes.put(trigger, "x");
            background.await("the other callback is called", () -> triggered.get() > calls);
            serves(other);
            serves(other);
        }

        assertThat(pile.whenMoreWasRead)
                .as(
                        "bytes that waited already when the server read on, of a client that takes"
                                + " none, and that another callback lets be watched for READ")
                .isLessThan(CallbackServer.MOST_WAITING_BYTES);
        awaitWatchedForWriteAlone(
                client, "for whom too much waits, also when another callback has asked for READ");
    }

    /** What waits for a client that takes nothing, while another one takes all. */
    private static final class Pile implements Log {
        private final Peer other;
        private int waiting;
        private volatile int whenMoreWasRead;

        Pile(Peer other) {
            this.other = other;
        }

        @Override
        public void echoing(ByteBuffer data, SocketChannel connection) {
            if (WatchedSelector.remotePort(connection) != other.localAddress().getPort()) {
                whenMoreWasRead = waiting;
                waiting += data.remaining();
            }
        }
    }

    /** Its callback lets a connection be watched for this, and counts how often it has done so. */
    private Pipe watchingTrigger(
            AtomicReference<SelectableChannel> connection, Set<Event> events, AtomicInteger times)
            throws Exception {
        return trigger(() -> {
            var key = selector.key(connection.get());
            selector.modify(connection.get(), events, key.data());
            times.incrementAndGet();
        });
    }

    @Test
    void whatWaitsIsSentThoughAnotherCallbackNoLongerAsksForRoom() throws Exception {
        var changed = new AtomicReference<SelectableChannel>();
        var triggered = new AtomicInteger();
        var trigger = watchingTrigger(changed, Set.of(READ), triggered);
        start();
        var client = network.client(listener);
        selector.narrow(client, background);
        var message = ServerConversations.letters(200_000);
        client.says(message);
        background.await(
                "an answer waits to be sent",
                () -> selector.keyOf(client, background).events().contains(WRITE));
        changed.set(selector.keyOf(client, background).channel());
        Pipes.put(trigger, "x");
        background.await(
                "another callback lets a connection for which an answer waits be watched for READ"
                        + " alone",
                () -> triggered.get() > 0);

        client.says("and more");

        client.hears(message).hears("and more").hasHeardNothingElse();
    }

    @Test
    void nothingIsKeptOfAConnectionThatItsClientHasClosed() throws Exception {
        start(network.listener(), new Log() {});
        var client = network.client(listener);
        client.says("abc").hears("abc");
        var connection = selector.connectionOf(client, background);

        client.leaves();

        expectForgotten(connection, client);
    }

    @Test
    void nothingIsKeptOfAConnectionThatAnotherCallbackHasClosed() throws Exception {
        var ended = new AtomicReference<SelectableChannel>();
        var stalled = faultyListener();
        var trigger =
                trigger(() ->
                        ByOthers.UNREGISTERED_AND_CLOSED.end(ended.getAndSet(null), selector));
        stalled.narrow(0);
        start(stalled, new Log() {});
        var client = network.client(listener).says("waits for ever");
        var connection = selector.connectionOf(client, background);
        background.await(
                "an answer waits to be sent",
                () -> selector.keyOf(client, background).events().contains(WRITE));
        stalled.narrow(Integer.MAX_VALUE);
        ended.set(connection.get());

        Pipes.put(trigger, "x");

        client.seesTheConnectionGone();
        expectForgotten(connection, client);
    }

    @Test
    void nothingIsKeptOfAConnectionThatTheSelectorHasRefused() throws Exception {
        selector.refuseConnections(new IOException("no room for it"));
        start(network.listener(), new Log() {});
        var client = network.client(listener);
        client.hearsTheEnd();
        selector.refuseConnections(null);

        expectForgotten(selector.refused(), client);
    }

    @Test
    @Deadline(seconds = 20)
    void nothingIsKeptOfAConnectionThatBrokeWithAnswersWaiting() throws Exception {
        start(network.listener(), new Log() {});
        var client = network.client(listener);
        var connection = selector.connectionOf(client, background);
        selector.narrow(client, background);
        pourUntilTheServerTakesNoMore(client, network.client(listener));

        client.resets();

        expectForgotten(connection, client);
    }

    private void expectForgotten(WeakReference<SelectableChannel> connection, Peer client)
            throws IOException {
        var other = network.client(listener);
        background.await(
                "nothing holds the connection of %s any more (look at the selector's map, and at what the server keeps)"
                        .formatted(client),
                () -> {
                    try {
                        serves(other);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    System.gc();
                    return connection.get() == null;
                });
    }
}
