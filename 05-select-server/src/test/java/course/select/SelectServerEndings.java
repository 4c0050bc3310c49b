package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.select.system.FdSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** How connections end, and what is left of them. */
abstract class SelectServerEndings extends SelectServerExamples {
    SelectServerEndings(
            SelectServer server, Select select, Network network, Background background) {
        super(server, select, network, background);
    }

    @Test
    void aClientThatHasFinishedSendingGetsItsAnswersAndThenTheEnd() throws Exception {
        start();
        var client = network.client(listener);
        select.narrow(client, background);
        var message = ServerConversations.letters(200_000);

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

    /** The ways in which a connection ends. */
    enum Way {
        IT_FINISHES,
        IT_FINISHES_WITH_A_MESSAGE,
        IT_LEAVES,
        IT_RESETS,
        IT_SHOUTS,
        IT_SHOUTS_WITH_A_MESSAGE,
        IT_FINISHES_OWED,
        IT_LEAVES_OWED,
        IT_RESETS_OWED,
        IT_SHOUTS_OWED,
        IT_FINISHES_OWED_AND_RESETS
    }

    @ParameterizedTest
    @EnumSource
    @Deadline(seconds = 20)
    void theEndOfAConnectionIsToldOnceAndHarmsNobody(Way way) throws Exception {
        needsTheSystemCall();
        start();
        var before = network.client(listener).says("abc").hears("ABC");
        var client =
                way.name().contains("OWED")
                        ? owed()
                        : network.client(listener).says("def").hears("DEF");
        var after = network.client(listener).says("ghi").hears("GHI");
        var connection = select.connectionOf(client, background);

        switch (way) {
            case IT_FINISHES -> client.finishes();
            case IT_FINISHES_WITH_A_MESSAGE -> client.says("bye").finishes();
            case IT_LEAVES, IT_LEAVES_OWED -> client.leaves();
            case IT_RESETS, IT_RESETS_OWED -> client.resets();
            case IT_SHOUTS, IT_SHOUTS_OWED -> client.shouts('!');
            case IT_SHOUTS_WITH_A_MESSAGE -> client.says("bye").shouts('!');
            case IT_FINISHES_OWED -> {
                client.finishes();
                select.awaitAsleep(background);
                client.hears(upperCase(ServerConversations.letters(200_000))).hearsTheEnd();
            }
            case IT_FINISHES_OWED_AND_RESETS -> {
                client.finishes();
                select.awaitAsleep(background);
                client.resets();
            }
        }

        storyOf(client, "disconnected");
        before.says("jkl").hears("JKL");
        after.says("mno").hears("MNO");
        select.awaitAsleep(background);
        var told = story.of(client.localAddress());
        assertThat(told.stream().filter("disconnected"::equals).count())
                .as("how often the log was told that %s is disconnected, when %s", client, way)
                .isEqualTo(1);
        assertThat(told.stream().filter("exceptional"::equals).count())
                .as("how often the log was told of urgent data of %s, when %s", client, way)
                .isEqualTo(way.name().contains("SHOUTS") ? 1 : 0);
        assertThat(told.getLast())
                .as("what the log was told last of %s, when %s: %s", client, way, told)
                .isEqualTo("disconnected");
        expectForgotten(connection, client);
    }

    @Test
    void aClientThatHasFinishedAndDoesNotReadKeepsNobodyBusy() throws Exception {
        start();
        var client = owed();

        client.finishes();

        network.client(listener).says("abc").hears("ABC");
        select.awaitAsleep(background);
        client.hears(upperCase(ServerConversations.letters(200_000))).hearsTheEnd();
    }

    @Test
    void aClientThatHasFinishedIsNotReadFromWhileItGetsItsAnswers() throws Exception {
        var accepted = new AtomicReference<FaultyConnection>();
        startFaulty(connection -> accepted.set(connection.takes(0)));
        var client = network.client(listener).says("one byte at a time");
        storyOf(client, "received one byte at a time");
        var connection = accepted.get();
        var watched = new AtomicInteger();
        select.check(call -> {
            if (connection.hasEnded() && call.readers().contains(connection)) {
                watched.incrementAndGet();
            }
        });

        client.finishes();
        background.await(
                "the server reads that %s has finished".formatted(client), connection::hasEnded);
        connection.takes(1);

        client.hears("ONE BYTE AT A TIME").hearsTheEnd();
        assertThat(watched)
                .as(
                        "how many calls of select watched for reading the connection of %s, when it"
                                + " had finished (a read had told so) and had not got all answers",
                        client)
                .hasValue(0);
    }

    @Test
    void urgentDataOfAClientThatIsOwedEndsItsConnectionAtOnce() throws Exception {
        needsTheSystemCall();
        start();
        var client = owed();

        client.shouts('!');

        storyOf(client, "disconnected");
        client.seesTheConnectionGone();
        network.client(listener).says("abc").hears("ABC");
    }

    @Test
    void aWriteThatFailsEndsThatConnectionOnly() throws Exception {
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        startFaulty(accepted::add);
        var first = network.client(listener).says("abc").hears("ABC");
        var second = network.client(listener).says("def").hears("DEF");
        var third = network.client(listener).says("ghi").hears("GHI");

        accepted.get(1).isBroken();
        second.says("never answered");

        second.seesTheConnectionGone();
        first.says("jkl").hears("JKL");
        third.says("mno").hears("MNO");
        assertThat(storyOf(second, "disconnected").stream().filter("disconnected"::equals).count())
                .as("how often the log was told that %s is disconnected", second)
                .isEqualTo(1);
        select.awaitAsleep(background);
    }

    @Test
    void aConnectionThatIsBrokenWhenItIsAcceptedIsClosedAndHarmsNobody() throws Exception {
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        startFaulty(connection -> {
            accepted.add(connection);
            if (accepted.size() == 2) {
                connection.isGone();
            }
        });
        var before = network.client(listener);
        talk(before);

        var client = network.client(listener);
        var after = network.client(listener);

        talk(after);
        talk(before);
        background.await(
                "the server closes the connection of %s, of which everything has failed since it was accepted"
                        .formatted(client),
                () -> !accepted.get(1).isOpen());
        client.seesTheConnectionGone();
    }

    @Test
    void nothingIsKeptOfAConnectionThatSelectRefuses() throws Exception {
        var refused = new AtomicReference<WeakReference<SelectableChannel>>();
        startFaulty(connection -> {
            if (refused.compareAndSet(null, new WeakReference<>(connection))) {
                connection.isNumber(FdSet.CAPACITY);
            }
        });

        var client = network.client(listener);

        client.seesTheConnectionGone();
        expectForgotten(refused.get(), client);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoHasFinishedGetsTheRestOfAnAnswerThatIsHalfWritten(boolean finishedFirst)
            throws Exception {
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        startFaulty(accepted::add);
        var other = network.client(listener);
        var client = network.client(listener);
        talk(other);
        talk(client);
        var connection = accepted.get(1);
        connection.takes(finishedFirst ? 3 : 0);

        client.says("more than three bytes");
        if (!finishedFirst) {
            storyOf(client, "sending more than three bytes");
        }
        client.finishes();
        talk(other);
        connection.takes(3);

        client.hears("MORE THAN THREE BYTES").hearsTheEnd();
        talk(other);
    }

    @Test
    void aConnectionWhoseCloseFailsIsLetGoAsAnyOther() throws Exception {
        startFaulty(FaultyConnection::failsToClose);
        var clients = network.clients(3, listener);
        clients.forEach(SelectServerExamples::talk);

        clients.get(0).finishes();
        clients.get(1).resets();

        clients.get(0).hearsTheEnd();
        storyOf(clients.get(0), "disconnected");
        storyOf(clients.get(1), "disconnected");
        talk(clients.get(2));
        network.client(listener).says("abc").hears("ABC");
        select.awaitAsleep(background);
    }

    @Test
    void urgentDataAndAMessageInOneTurnHarmNobody() throws Exception {
        var clients = oneOfWhomShoutsInATurnOfTheOther(shouts -> shouts.says("bye").shouts('!'));

        storyOf(clients.first(), "disconnected");
        clients.first().seesTheConnectionGone();
        talk(clients.other());
        select.awaitAsleep(background);
    }

    /** Two clients of the server. */
    private record Two(Peer first, Peer other) {}

    /** What a client does. */
    private interface Deed {
        void of(Peer client) throws IOException;
    }

    /**
     * Starts the server with two clients. All that the first one does comes in one turn: while the
     * server is at work for the other one.
     */
    private Two oneOfWhomShoutsInATurnOfTheOther(Deed deed) throws Exception {
        needsTheSystemCall();
        start();
        var clients = new Two(network.client(listener), network.client(listener));
        talk(clients.first());
        talk(clients.other());
        story.when(
                "received abc",
                () -> {
                    try {
                        deed.of(clients.first());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });

        clients.other().says("abc").hears("ABC");
        return clients;
    }

    /** What comes with urgent data. */
    enum Company {
        THE_END,
        A_MESSAGE_AND_THE_END,
        A_RESET
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatEndsInTheTurnOfItsUrgentDataIsToldOnce(Company company) throws Exception {
        var clients =
                oneOfWhomShoutsInATurnOfTheOther(shouts -> {
                    shouts.shouts('!');
                    switch (company) {
                        case THE_END -> shouts.finishes();
                        case A_MESSAGE_AND_THE_END -> shouts.says("bye").finishes();
                        case A_RESET -> shouts.resets();
                    }
                });
        var first = clients.first();
        storyOf(first, "disconnected");
        talk(clients.other());
        select.awaitAsleep(background);

        var told = story.of(first.localAddress());
        assertThat(told.stream().filter("disconnected"::equals).count())
                .as(
                        "how often the log was told that %s is disconnected, whose urgent data and"
                                + " %s came in one turn: %s",
                        first, company, told)
                .isEqualTo(1);
        assertThat(told.getLast())
                .as(
                        "what the log was told last of %s, whose urgent data and %s came in one"
                                + " turn: %s",
                        first, company, told)
                .isEqualTo("disconnected");
    }
}
