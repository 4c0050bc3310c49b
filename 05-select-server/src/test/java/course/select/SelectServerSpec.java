package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.select.system.FdSet;
import course.select.system.NioSelect;
import course.select.system.SystemCalls;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

@Exercise(id = "5.2", title = "SelectServer", section = "Select\\Poll\\Epoll异步IO")
class SelectServerSpec {
    private static final Optional<String> MISSING = SystemCalls.missing("select");
    private static final int MANY_BYTES = 64 * 1024 * 1024;

    private final SelectServer server;
    private final WatchedSelect select;
    private final Network network;
    private final Background background;
    private final Story story;
    private ServerSocketChannel listener;
    private Background.Task serving;

    SelectServerSpec(
            SelectServer server, @Given Select select, Network network, Background background) {
        this.server = server;
        this.select = new WatchedSelect(MISSING.isEmpty() ? select : new NioSelect());
        this.network = network;
        this.background = background;
        this.story = new Story(this.select::turns);
    }

    @Test
    void aMessageIsAnsweredInUpperCase() throws Exception {
        start();
        var client = network.client(listener);

        client.says("hello");

        client.hears("HELLO");
    }

    @Test
    void oneClientCanSendManyMessages() throws Exception {
        start();
        var client = network.client(listener);

        client.says("one").hears("ONE");
        client.says("two").hears("TWO");

        client.says("three").hears("THREE").hasHeardNothingElse();
    }

    @Test
    void onlyAsciiLettersAreChanged() throws Exception {
        start();
        var client = network.client(listener);
        var all = new byte[256];
        var expected = new byte[256];
        for (var i = 0; i < 256; i++) {
            all[i] = (byte) i;
            expected[i] = (byte) (i >= 'a' && i <= 'z' ? i - 32 : i);
        }

        client.says(all);

        client.hears(expected);
    }

    @Test
    void aMessageMayComeByteByByte() throws Exception {
        start();
        var client = network.client(listener);

        client.saysByteByByte("a message in parts");

        client.hears("A MESSAGE IN PARTS");
    }

    @Test
    void messagesThatDoNotWaitForAnswersAreAnsweredInOrder() throws Exception {
        start();
        var client = network.client(listener);

        var expected = new StringBuilder();
        for (var i = 0; i < 200; i++) {
            client.says("message " + i + ";");
            expected.append("MESSAGE ").append(i).append(';');
        }

        client.hears(expected.toString());
    }

    @Test
    void aSilentClientKeepsNobodyWaiting() throws Exception {
        start();
        network.client(listener);
        var second = network.client(listener);

        second.says("abc");

        second.hears("ABC");
    }

    @Test
    void manyClientsAreServedInterleaved() throws Exception {
        start();
        var clients = network.clients(10, listener);

        for (var round = 0; round < 3; round++) {
            for (var client : clients) {
                client.says("round " + round + " of " + client);
            }
            for (var client : clients.reversed()) {
                client.hears(("ROUND " + round + " OF " + client).toUpperCase(Locale.ROOT));
            }
        }
    }

    @Test
    void twoHundredClientsAtOnceAllGetTheirAnswers() throws Exception {
        start();
        var clients = network.clients(200, listener);
        for (var client : clients) {
            client.says("i am " + client);
        }

        for (var client : clients) {
            client.hears(("I AM " + client).toUpperCase(Locale.ROOT));
        }
    }

    @Test
    void aMessageIsQueuedAndAnsweredInALaterTurn() throws Exception {
        start();
        var client = network.client(listener);

        client.says("abc").hears("ABC");

        assertThat(story.turnOf("received abc")).as("the turn of: received abc").isPositive();
        assertThat(story.turnOf("sending abc"))
                .withFailMessage(
                        "the answer was sent in the turn that read its message; it must wait for a"
                                + " select that says: writable")
                .isGreaterThan(story.turnOf("received abc"));
    }

    @Test
    void itTellsWhatItDoes() throws Exception {
        start();
        var client = network.client(listener);

        client.says("abc").hears("ABC");
        select.awaitAsleep(background);
        client.finishes().hearsTheEnd();

        background.await(
                "the server tells that the client is gone",
                () -> story.of(client.localAddress()).contains("disconnected"));
        assertThat(story.of(client.localAddress()))
                .as("what the log was told of %s", client)
                .containsExactly(
                        "connected", "received abc", "sending abc", "queue empty", "disconnected");
    }

    @Test
    void itSleepsWhenThereIsNothingToDo() throws Exception {
        start();
        network.client(listener);
        var second = network.client(listener);
        second.says("abc").hears("ABC");

        var call = select.awaitAsleep(background);

        assertThat(WatchedSelect.names(call.writers()))
                .as("the server is spinning while these, among the outputs, have room: all is sent")
                .isEmpty();
    }

    @Test
    void anAnswerThatOneWriteDoesNotTakeArrivesWhole() throws Exception {
        needsTheSystemCall();
        var narrow = new FaultyListener(network.listener());
        narrow.narrow(3);
        start(narrow);
        var client = network.client(listener);

        client.says("three bytes at a time").says(" and more");

        client.hears("THREE BYTES AT A TIME AND MORE").hasHeardNothingElse();
    }

    @Test
    void aMegabyteComesBackWhole() throws Exception {
        start();
        var client = network.client(listener);
        select.narrow(client, background);
        var message = letters(1_000_000);

        client.exchanges(message, upperCase(message));

        client.hasHeardNothingElse();
    }

    @Test
    void aClientThatHasFinishedSendingGetsItsAnswersAndThenTheEnd() throws Exception {
        start();
        var client = network.client(listener);
        select.narrow(client, background);
        var message = letters(200_000);

        client.says(message).finishes();

        client.hears(upperCase(message)).hearsTheEnd();
    }

    @Test
    void aClientThatLeavesWithoutAWordIsLetGo() throws Exception {
        start();
        var client = network.client(listener);

        client.finishes();

        client.hearsTheEnd();
    }

    @Test
    void aResetHarmsNobodyElse() throws Exception {
        start();
        var first = network.client(listener);
        var second = network.client(listener);
        first.says("abc").hears("ABC");

        first.says("never answered").resets();

        second.says("abc").hears("ABC");
        assertThat(serving.hasEnded()).as("the server has ended").isFalse();
        select.awaitAsleep(background);
    }

    @Test
    void urgentDataEndsThatConnectionOnly() throws Exception {
        needsTheSystemCall();
        start();
        var first = network.client(listener);
        var second = network.client(listener);
        first.says("abc").hears("ABC");

        first.shouts('!');

        first.seesTheConnectionGone();
        second.says("abc").hears("ABC");
        assertThat(story.of(first.localAddress()))
                .as("what the log was told of %s", first)
                .contains("exceptional");
    }

    @Test
    void nothingIsKeptOfAConnectionThatItsClientHasClosed() throws Exception {
        start();
        var client = network.client(listener);
        client.says("abc").hears("ABC");
        var connection = select.connectionOf(client, background);

        client.leaves();

        expectForgotten(connection, client);
    }

    @Test
    @Deadline(seconds = 20)
    void nothingIsKeptOfAConnectionThatBrokeWithAnswersWaiting() throws Exception {
        start();
        var client = network.client(listener);
        var connection = select.connectionOf(client, background);
        select.narrow(client, background);
        pourUntilTheServerTakesNoMore(client, network.client(listener));

        client.resets();

        expectForgotten(connection, client);
    }

    @Test
    void nothingIsKeptOfAConnectionWithUrgentData() throws Exception {
        needsTheSystemCall();
        start();
        var client = network.client(listener);
        client.says("abc").hears("ABC");
        var connection = select.connectionOf(client, background);

        client.shouts('!');

        client.seesTheConnectionGone();
        expectForgotten(connection, client);
    }

    @Test
    @Deadline(seconds = 20)
    void aClientThatDoesNotReadCannotFillTheMemory() throws Exception {
        start();
        var stalled = network.client(listener);
        var other = network.client(listener);

        var poured = pourUntilTheServerTakesNoMore(stalled, other);

        assertThat(poured)
                .withFailMessage(
                        "the server took %,d bytes from a client that reads no answer, and would"
                                + " have taken more",
                        poured)
                .isLessThan(MANY_BYTES);
    }

    @Test
    @Deadline(seconds = 20)
    void aClientThatReadsAtLastGetsAllThatIsItsOwn() throws Exception {
        start();
        var stalled = network.client(listener);
        var other = network.client(listener);
        var poured = pourUntilTheServerTakesNoMore(stalled, other);

        stalled.hears("X".repeat(poured).getBytes());

        stalled.says("and now").hears("AND NOW");
    }

    @Test
    void aConnectionThatSelectCannotWatchIsClosed() throws Exception {
        needsTheSystemCall();
        start();
        var first = network.client(listener);
        first.says("abc").hears("ABC");
        var beyond = HighDescriptors.pipeBeyond(FdSet.CAPACITY, network);

        var client = network.client(listener);

        client.seesTheConnectionGone();
        first.says("def").hears("DEF");
        assertThat(beyond.source().isOpen()).isTrue();
    }

    @Test
    void withoutDescriptorsItServesWhomItHasAndDoesNotSpin() throws Exception {
        needsTheSystemCall();
        var scarce = new FaultyListener(network.listener());
        start(scarce);
        var first = network.client(listener);
        first.says("abc").hears("ABC");

        scarce.exhaust();
        network.client(listener).says("is anybody there?");
        awaitRefusal(scarce);

        first.says("def").hears("DEF");
        select.awaitAsleep(background);
        first.says("ghi").hears("GHI");
    }

    @Test
    void whenAConnectionEndsTheNextClientIsAccepted() throws Exception {
        needsTheSystemCall();
        var scarce = new FaultyListener(network.listener());
        start(scarce);
        var first = network.client(listener);
        first.says("abc").hears("ABC");
        scarce.exhaust();
        var second = network.client(listener).says("xyz");
        awaitRefusal(scarce);
        first.says("def").hears("DEF");
        select.awaitAsleep(background);

        scarce.recover();
        first.leaves();

        second.hears("XYZ");
    }

    @Test
    void itTriesAgainToAcceptAlsoWhenNobodyLeaves() throws Exception {
        needsTheSystemCall();
        var scarce = new FaultyListener(network.listener());
        start(scarce);
        scarce.exhaust();
        var client = network.client(listener).says("xyz");
        awaitRefusal(scarce);
        select.awaitAsleep(background);

        scarce.recover();

        client.hears("XYZ");
    }

    @Test
    @Deadline(seconds = 20)
    void anInterruptStopsItAndClosesAll() throws Exception {
        start();
        var idle = network.client(listener);
        idle.says("abc").hears("ABC");
        var stalled = network.client(listener);
        pourUntilTheServerTakesNoMore(stalled, idle);

        serving.stop();

        idle.hearsTheEnd();
        assertThat(listener.isOpen()).as("the listener is open").isFalse();
    }

    /** For what the server's substitute for select, where there is none, does not know. */
    private static void needsTheSystemCall() {
        MISSING.ifPresent(Assumptions::abort);
    }

    private void start() throws IOException {
        start(network.listener());
    }

    private void start(ServerSocketChannel listener) {
        this.listener = listener;
        serving = background.start("the server", () -> server.serve(listener, select, story));
    }

    private void awaitRefusal(FaultyListener scarce) {
        background.await("the server tries to accept the next client", scarce::hasRefused);
    }

    /**
     * Sends until the server takes no more, for as long as it takes another client fifty rounds.
     *
     * @return how many bytes were taken; {@link #MANY_BYTES} if there was no end to it
     */
    private int pourUntilTheServerTakesNoMore(Peer client, Peer other) throws IOException {
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

    private void expectForgotten(WeakReference<SelectableChannel> connection, Peer client)
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

    private static void talk(Peer client) {
        try {
            client.says("tick").hears("TICK");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] letters(int count) {
        var random = new Random(1);
        var letters = new byte[count];
        for (var i = 0; i < count; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return letters;
    }

    private static byte[] upperCase(byte[] letters) {
        var upper = new byte[letters.length];
        for (var i = 0; i < letters.length; i++) {
            upper[i] = (byte) (letters[i] - 32);
        }
        return upper;
    }
}
