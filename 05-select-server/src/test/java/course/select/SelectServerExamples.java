package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.select.system.NioSelect;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the parts of SelectServer's specification have in common. */
abstract class SelectServerExamples {
    private static final Optional<String> MISSING = SystemCalls.missing("select");

    final SelectServer server;
    final WatchedSelect select;
    final Network network;
    final Background background;
    final Story story;
    ServerSocketChannel listener;
    Background.Task serving;

    SelectServerExamples(
            SelectServer server, Select select, Network network, Background background) {
        this.server = server;
        this.select = new WatchedSelect(MISSING.isEmpty() ? select : new NioSelect());
        this.network = network;
        this.background = background;
        this.story = new Story(this.select::turns);
    }

    /** For what the server's substitute for select, where there is none, does not know. */
    static void needsTheSystemCall() {
        MISSING.ifPresent(Assumptions::abort);
    }

    void start() throws IOException {
        start(network.listener());
    }

    void start(ServerSocketChannel listener) {
        this.listener = listener;
        serving = background.start("the server", () -> server.serve(listener, select, story));
    }

    void awaitRefusal(FaultyListener scarce) {
        background.await("the server tries to accept the next client", scarce::hasRefused);
    }

    static int pourUntilTheServerTakesNoMore(Peer client, Peer other) throws IOException {
        return ServerConversations.pourUntilTheServerTakesNoMore(client, () -> talk(other));
    }

    void expectForgotten(WeakReference<SelectableChannel> connection, Peer client)
            throws IOException {
        var other = network.client(listener);
        background.await(
                "nothing holds the connection of %s any more (look at inputs, outputs, and the message queues)"
                        .formatted(client),
                () -> {
                    talk(other);
                    System.gc();
                    return connection.get() == null;
                });
    }

    static void talk(Peer client) {
        try {
            client.says("tick").hears("TICK");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] upperCase(byte[] letters) {
        var upper = new byte[letters.length];
        for (var i = 0; i < letters.length; i++) {
            upper[i] = (byte) (letters[i] - 32);
        }
        return upper;
    }

    /** Starts the server with connections that have faults. */
    FaultyListener startFaulty(Consumer<FaultyConnection> setUp) throws IOException {
        needsTheSystemCall();
        var faulty = new FaultyListener(network.listener());
        faulty.onAccept(setUp);
        start(faulty);
        return faulty;
    }

    /** What the log was told of a client, once this was told. */
    List<String> storyOf(Peer client, String last) {
        background.await(
                "the log is told of %s: %s".formatted(client, last),
                () -> story.of(client.localAddress()).contains(last));
        return story.of(client.localAddress());
    }

    /**
     * A client to which the server owes more than there is room for on the way, and from which it
     * reads all the same.
     */
    Peer owed() throws IOException {
        var client = network.client(listener);
        select.narrow(client, background);
        client.says(ServerConversations.letters(200_000));
        awaitOwed(client);
        return client;
    }

    /** Waits until the server sleeps, and owes the client something. */
    void awaitOwed(Peer client) {
        background.await(
                "the server has read all that %s sent, and waits for room".formatted(client),
                () -> {
                    var told =
                            story.of(client.localAddress()).stream()
                                    .filter(line -> line.startsWith("received "))
                                    .mapToInt(line -> line.length() - "received ".length())
                                    .sum();
                    return told == 200_000;
                });
        var call = select.awaitAsleep(background);
        assertThat(WatchedSelect.names(call.writers()))
                .as("the outputs, while %s does not read its answers", client)
                .isNotEmpty();
    }
}
