package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Deadline;
import course.kit.TakesTime;
import course.kit.net.Network;
import course.kit.net.Peer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.Random;

/**
 * What clients hear of a server that answers each message, whatever it is built on: it is said here
 * for this lesson's server, and for that of lesson 06.
 */
public abstract class ServerConversations {
    private static final int MANY_BYTES = 64 * 1024 * 1024;
    private static final int PATIENT_ROUNDS = 50;

    private final Network network;

    protected ServerConversations(Network network) {
        this.network = network;
    }

    /** Starts the server, and returns what it listens with. */
    protected abstract ServerSocketChannel startServer() throws IOException;

    protected abstract String answerTo(String message);

    /** Waits until the server does nothing but wait. */
    protected abstract void awaitAsleep() throws Exception;

    /** Another client's turn, which shows that the server is alive. */
    @FunctionalInterface
    public interface Round {
        void talk() throws IOException;
    }

    /**
     * Sends until the server takes no more, for as long as it takes another client fifty rounds.
     *
     * @return how many bytes were taken; some 64 MB if there was no end to it
     */
    public static int pourUntilTheServerTakesNoMore(Peer client, Round round) throws IOException {
        var chunk = ByteBuffer.wrap("x".repeat(64 * 1024).getBytes());
        var poured = 0;
        var idleRounds = 0;
        while (idleRounds < PATIENT_ROUNDS && poured < MANY_BYTES) {
            var taken = client.pours(chunk.rewind());
            poured += taken;
            if (taken == 0) {
                round.talk();
                idleRounds++;
            } else {
                idleRounds = 0;
            }
        }
        return poured;
    }

    /** The same small letters in each run. */
    public static byte[] letters(int count) {
        var random = new Random(1);
        var letters = new byte[count];
        for (var i = 0; i < count; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return letters;
    }

    private int pour(Peer client, Peer other) throws IOException {
        return pourUntilTheServerTakesNoMore(client, () -> talk(other, "tick"));
    }

    private Peer talk(Peer client, String message) throws IOException {
        return client.says(message).hears(answerTo(message));
    }

    @Test
    void oneClientCanSendManyMessages() throws Exception {
        var client = network.client(startServer());

        talk(client, "one");
        talk(client, "two");

        talk(client, "three").hasHeardNothingElse();
    }

    @Test
    void aMessageMayComeByteByByte() throws Exception {
        var client = network.client(startServer());

        client.saysByteByByte("a message in parts");

        client.hears(answerTo("a message in parts"));
    }

    @Test
    void messagesThatDoNotWaitForAnswersAreAnsweredInOrder() throws Exception {
        var client = network.client(startServer());

        var expected = new StringBuilder();
        for (var i = 0; i < 200; i++) {
            var message = "message " + i + ";";
            client.says(message);
            expected.append(answerTo(message));
        }

        client.hears(expected.toString());
    }

    @Test
    void aSilentClientKeepsNobodyWaiting() throws Exception {
        var listener = startServer();
        network.client(listener);
        var second = network.client(listener);

        second.says("abc");

        second.hears(answerTo("abc"));
    }

    @Test
    void manyClientsAreServedInterleaved() throws Exception {
        var clients = network.clients(10, startServer());

        for (var round = 0; round < 3; round++) {
            for (var client : clients) {
                client.says("round " + round + " of " + client);
            }
            for (var client : clients.reversed()) {
                client.hears(answerTo("round " + round + " of " + client));
            }
        }
    }

    @Test
    void twoHundredClientsAtOnceAllGetTheirAnswers() throws Exception {
        var clients = network.clients(200, startServer());
        for (var client : clients) {
            client.says("i am " + client);
        }

        for (var client : clients) {
            client.hears(answerTo("i am " + client));
        }
    }

    @Test
    @Deadline(seconds = 20)
    void aClientThatDoesNotReadCannotFillTheMemory() throws Exception {
        var listener = startServer();
        var stalled = network.client(listener);
        var other = network.client(listener);

        var poured = pour(stalled, other);

        assertThat(poured)
                .withFailMessage(
                        "the server took %,d bytes from a client that reads no answer, and would"
                                + " have taken more",
                        poured)
                .isLessThan(MANY_BYTES);
    }

    @Test
    @Deadline(seconds = 20)
    @TakesTime
    void aClientThatReadsAtLastGetsAllThatIsItsOwn() throws Exception {
        var listener = startServer();
        var stalled = network.client(listener);
        var other = network.client(listener);
        var poured = pour(stalled, other);

        stalled.hears(answerTo("x".repeat(poured)));

        talk(stalled, "and now");
        awaitAsleep();
    }
}
