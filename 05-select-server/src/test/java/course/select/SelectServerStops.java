package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.TakesTime;
import course.kit.net.Network;
import course.kit.net.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What ends the server. */
abstract class SelectServerStops extends SelectServerExamples {
    SelectServerStops(SelectServer server, Select select, Network network, Background background) {
        super(server, select, network, background);
    }

    /** What a client may have left undone when the server ends. */
    enum Situation {
        IDLE,
        /** It does not read its answers. */
        OWED,
        /** It does not read so many answers that the server does not read from it. */
        HELD_UP,
        /** It does not read its answers, and has finished sending. */
        FINISHED_AND_OWED
    }

    private Peer clientThatIs(Situation situation) throws Exception {
        var client =
                switch (situation) {
                    case IDLE, HELD_UP -> network.client(listener).says("abc").hears("ABC");
                    case OWED, FINISHED_AND_OWED -> owed();
                };
        if (situation == Situation.HELD_UP) {
            pourUntilTheServerTakesNoMore(client, network.client(listener));
        } else if (situation == Situation.FINISHED_AND_OWED) {
            client.finishes();
        }
        talk(network.client(listener));
        select.awaitAsleep(background);
        return client;
    }

    @ParameterizedTest
    @EnumSource
    @Deadline(seconds = 20)
    void anInterruptStopsItAndClosesAll(Situation situation) throws Exception {
        start();
        var idle = network.client(listener);
        idle.says("abc").hears("ABC");
        var client = clientThatIs(situation);

        serving.stop();

        idle.hearsTheEnd();
        client.seesTheConnectionGone();
        assertThat(listener.isOpen()).as("the listener is open").isFalse();
    }

    @Test
    void anInterruptBeforeItServesStopsItAsWell() throws Exception {
        listener = network.listener();
        var client = network.client(listener);

        serving =
                background.start(
                        "the server",
                        () -> {
                            Thread.currentThread().interrupt();
                            server.serve(listener, select, story);
                        });
        background.await("the server returns, interrupted before it serves", serving::hasEnded);

        client.seesTheConnectionGone();
        assertThat(listener.isOpen()).as("the listener is open").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connected", "received abc", "sending abc", "queue empty"})
    void anInterruptAtWorkStopsItAsWell(String moment) throws Exception {
        story.when(moment, () -> Thread.currentThread().interrupt());
        start();
        var client = network.client(listener).says("abc");

        background.await(
                "the server returns, interrupted when its log is told: " + moment,
                serving::hasEnded);

        client.seesTheConnectionGone();
        assertThat(listener.isOpen()).as("the listener is open").isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @Deadline(seconds = 20)
    void aSelectThatFailsEndsItWithAnIOException(Situation situation) throws Exception {
        serveToTheEnd();
        var idle = network.client(listener).says("abc").hears("ABC");
        var other = clientThatIs(situation);

        select.failWith(new IOException("the select is broken"));
        idle.says("wake up");

        background.await("serve ends when select has failed", serving::hasEnded);
        expectIOException("select has failed");
        idle.seesTheConnectionGone();
        other.seesTheConnectionGone();
    }

    @Test
    void aListenerThatSomeoneElseClosesEndsItWithAnIOException() throws Exception {
        serveToTheEnd();
        var first = network.client(listener).says("abc").hears("ABC");
        var second = network.client(listener).says("def").hears("DEF");

        listener.close();
        first.says("wake up");

        background.await("serve ends when its listener was closed", serving::hasEnded);
        expectIOException("its listener was closed");
        first.seesTheConnectionGone();
        second.seesTheConnectionGone();
    }

    /** A server that has a client, and pauses since it cannot accept the next one. */
    private Peer clientOfAServerThatPauses(FaultyListener scarce) throws Exception {
        serveToTheEnd(scarce);
        var client = network.client(listener).says("abc").hears("ABC");
        scarce.exhaust();
        network.client(listener);
        awaitRefusal(scarce);
        client.says("def").hears("DEF");
        select.awaitAsleep(background);
        return client;
    }

    @Test
    void anInterruptWhileItCannotAcceptStopsItAndClosesAll() throws Exception {
        needsTheSystemCall();
        var scarce = new FaultyListener(network.listener());
        var client = clientOfAServerThatPauses(scarce);

        serving.stop();

        client.seesTheConnectionGone();
        assertThat(scarce.isOpen())
                .as("the listener is open, after an interrupt while the server could not accept")
                .isFalse();
    }

    @Test
    @TakesTime
    void aListenerThatIsClosedWhileItCannotAcceptEndsItWithAnIOException() throws Exception {
        needsTheSystemCall();
        var scarce = new FaultyListener(network.listener());
        var client = clientOfAServerThatPauses(scarce);

        scarce.close();
        scarce.recover();

        background.await(
                "serve ends when its listener was closed while it could not accept",
                serving::hasEnded);
        expectIOException("its listener was closed while it could not accept");
        client.seesTheConnectionGone();
    }

    /** What ends it. */
    enum End {
        AN_INTERRUPT,
        A_SELECT_THAT_FAILS,
        A_LISTENER_THAT_IS_CLOSED
    }

    @ParameterizedTest
    @EnumSource
    @Deadline(seconds = 20)
    void nothingIsKeptOfItsConnectionsWhenItHasEnded(End end) throws Exception {
        serveToTheEnd();
        var other = network.client(listener).says("abc").hears("ABC");
        var owed = owed();
        var connections =
                List.of(
                        select.connectionOf(other, background),
                        select.connectionOf(owed, background));

        switch (end) {
            case AN_INTERRUPT -> serving.stop();
            case A_SELECT_THAT_FAILS -> {
                select.failWith(new IOException("the select is broken"));
                other.says("wake up");
            }
            case A_LISTENER_THAT_IS_CLOSED -> {
                listener.close();
                other.says("wake up");
            }
        }

        background.await("serve ends at " + end, serving::hasEnded);
        select.forget();
        background.await(
                "nothing holds the connections any more when serve has ended, by %s (look at fields of the server)"
                        .formatted(end),
                () -> {
                    System.gc();
                    return connections.stream().allMatch(connection -> connection.get() == null);
                });
    }

    private final AtomicReference<Throwable> thrown = new AtomicReference<>();

    private void serveToTheEnd() throws Exception {
        serveToTheEnd(network.listener());
    }

    private void serveToTheEnd(ServerSocketChannel listener) {
        this.listener = listener;
        serving =
                background.start(
                        "the server",
                        () -> {
                            try {
                                server.serve(listener, select, story);
                            } catch (IOException e) {
                                thrown.set(e);
                            }
                        });
    }

    private void expectIOException(String when) {
        var failure = thrown.get();
        if (!(failure instanceof IOException)) {
            throw new AssertionError(
                    "serve must throw an IOException when %s, but it %s"
                            .formatted(when, failure == null ? "returned" : "threw " + failure),
                    failure);
        }
    }

    @Test
    void itCanServeAgain() throws Exception {
        start();
        network.client(listener).says("abc").hears("ABC");
        serving.stop();

        start();

        network.client(listener).says("def").hears("DEF");
        select.awaitAsleep(background);
    }

    @Test
    void allIsClosedAlsoWhenACloseFails() throws Exception {
        startFaulty(FaultyConnection::failsToClose);
        var clients = network.clients(3, listener);
        clients.forEach(SelectServerExamples::talk);

        serving.stop();

        for (var client : clients) {
            client.seesTheConnectionGone();
        }
        assertThat(listener.isOpen()).as("the listener is open").isFalse();
    }
}
