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
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** What the parts of SelectServer's specification have in common. */
abstract class SelectServerExamples {
    static final int MANY_BYTES = 64 * 1024 * 1024;
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

    /**
     * Sends until the server takes no more, for as long as it takes another client fifty rounds.
     *
     * @return how many bytes were taken; {@link #MANY_BYTES} if there was no end to it
     */
    int pourUntilTheServerTakesNoMore(Peer client, Peer other) throws IOException {
        var chunk = ByteBuffer.wrap("x".repeat(64 * 1024).getBytes());
        var poured = 0;
        var idleRounds = 0;
        while (idleRounds < 50 && poured < MANY_BYTES) {
            var taken = client.pours(chunk.rewind());
            poured += taken;
            if (taken == 0) {
                other.says("tick").hears("TICK");
                idleRounds++;
            } else {
                idleRounds = 0;
            }
        }
        return poured;
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

    static byte[] letters(int count) {
        var random = new Random(1);
        var letters = new byte[count];
        for (var i = 0; i < count; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return letters;
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
        client.says(letters(200_000));
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
