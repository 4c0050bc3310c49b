package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What is answered, when, and what is told of it. */
abstract class SelectServerAnswers extends SelectServerExamples {
    SelectServerAnswers(
            SelectServer server, Select select, Network network, Background background) {
        super(server, select, network, background);
    }

    @Test
    void aMessageIsAnsweredInUpperCase() throws Exception {
        start();
        var client = network.client(listener);

        client.says("hello");

        client.hears("HELLO");
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
    void aClientThatSaysNothingIsToldOfAllTheSame() throws Exception {
        start();
        var silent = network.client(listener);

        background.await(
                "the log is told that %s, which says nothing, is connected".formatted(silent),
                () -> !story.of(silent.localAddress()).isEmpty());

        assertThat(story.of(silent.localAddress()))
                .as("what the log was told of %s, which has connected and says nothing", silent)
                .containsExactly("connected");
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
        var message = ServerConversations.letters(1_000_000);

        client.exchanges(message, upperCase(message));

        client.hasHeardNothingElse();
    }

    @Test
    void answersThatGoOutAtTheSameTimeAreNotMixedUp() throws Exception {
        startFaulty(connection -> connection.takes(3));
        var clients = network.clients(4, listener);

        for (var client : clients) {
            client.says("a long message of " + client).says(", and a second one");
        }

        for (var client : clients) {
            client.hears(("A LONG MESSAGE OF " + client).toUpperCase(Locale.ROOT));
        }
        for (var client : clients) {
            client.hears(", AND A SECOND ONE").hasHeardNothingElse();
        }
    }

    @Test
    void aWriteThatTakesNothingIsTriedAgain() throws Exception {
        var full = new CopyOnWriteArrayList<FaultyConnection>();
        startFaulty(connection -> full.add(connection.takes(0)));
        var client = network.client(listener).says("one");
        storyOf(client, "sending one");
        client.says("two");
        storyOf(client, "received two");

        full.getFirst().takes(2);

        client.hears("ONETWO").hasHeardNothingElse();
    }

    @Test
    void aReadThatFindsNothingIsNoEnd() throws Exception {
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        startFaulty(connection -> accepted.add(connection.gives(0)));
        var client = network.client(listener).says("abc");
        background.await(
                "the server tries to read from " + client,
                () -> !accepted.isEmpty() && accepted.getFirst().readAttempts() > 1);

        accepted.getFirst().gives(Integer.MAX_VALUE);

        client.hears("ABC");
        talk(client);
        assertThat(story.of(client.localAddress()))
                .as(
                        "what the log was told of %s, whose first reads gave no byte: select may be"
                                + " wrong, and -1 alone is the end of the stream",
                        client)
                .contains("received abc")
                .doesNotContain("disconnected");
    }

    @Test
    void anAcceptThatFindsNobodyHarmsNobody() throws Exception {
        needsTheSystemCall();
        var faulty = new FaultyListener(network.listener());
        listener = faulty;
        serving =
                background.start(
                        "the server",
                        () ->
                                Thrown.nothingBy(
                                        () -> server.serve(faulty, select, story),
                                        "serve, whose listener is in non-blocking mode, so that its"
                                                + " accept() may return null (nobody is there)"
                                                + " although select has listed it as readable,"));
        var before = network.client(listener);
        talk(before);

        faulty.missNext(2);
        var client = network.client(listener);
        background.await(
                "the server goes on, and accepts %s, when its accept gave null before: select may be wrong"
                        .formatted(client),
                faulty::hasMissed);

        talk(client);
        talk(before);
        select.awaitAsleep(background);
    }

    @Test
    void eachMessageIsToldOnceAndTheQueueIsEmptyWhenAllIsSent() throws Exception {
        var full = new CopyOnWriteArrayList<FaultyConnection>();
        startFaulty(connection -> full.add(connection.takes(0)));
        var client = network.client(listener).says("one");
        storyOf(client, "sending one");
        client.says("two");
        storyOf(client, "received two");
        client.says("three");
        storyOf(client, "received three");

        full.getFirst().takes(2);
        client.hears("ONETWOTHREE");
        select.awaitAsleep(background);

        assertThat(story.of(client.localAddress()).stream().filter(line -> !line.contains("rec")))
                .as("what the log was told of %s, apart from what was received", client)
                .containsExactly(
                        "connected", "sending one", "sending two", "sending three", "queue empty");
    }

    @Test
    void itWritesOnlyWhenSelectSaysThatThereIsRoom() throws Exception {
        var problems = new CopyOnWriteArrayList<String>();
        startFaulty(connection ->
                connection
                        .takes(5)
                        .beforeWrite(() -> {
                            if (!select.answer().writable().contains(connection)) {
                                problems.add("a write");
                            }
                        }));
        var first = network.client(listener);
        var second = network.client(listener);

        first.says("more than five bytes");
        second.says("and more of them").hears("AND MORE OF THEM");
        first.hears("MORE THAN FIVE BYTES");

        assertThat(problems)
                .as("writes to a connection of which the last select had not said: writable")
                .isEmpty();
    }

    @Test
    void eachSelectWatchesAllThatTheServerWantsToReadFrom() throws Exception {
        start();
        var clients = network.clients(3, listener);
        for (var client : clients) {
            client.says("abc").hears("ABC");
        }
        var problems = new CopyOnWriteArrayList<String>();
        select.check(call -> {
            if (call.readers().size() < 4 || !call.readers().contains(listener)) {
                problems.add("to read: " + WatchedSelect.names(call.readers()));
            }
            if (call.exceptional().size() < 3) {
                problems.add("exceptional: " + WatchedSelect.names(call.exceptional()));
            }
        });

        network.client(listener).says("def").hears("DEF");
        clients.getFirst().says("ghi").hears("GHI");
        select.awaitAsleep(background);

        assertThat(problems)
                .as("calls of select that did not watch the listener and all connected clients")
                .isEmpty();
    }

    @Test
    void aClientThatNeverStopsDoesNotKeepTheOthersWaiting() throws Exception {
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        startFaulty(connection -> {
            accepted.add(connection);
            if (accepted.size() == 2) {
                connection.isEndless();
            }
        });
        var before = network.client(listener).says("abc").hears("ABC");
        network.client(listener).says("x");
        var after = network.client(listener);

        after.says("def").hears("DEF");
        before.says("ghi").hears("GHI");
        after.says("jkl").hears("JKL");
    }

    @Test
    void itTellsOnceBeforeEachSelectThatItWaits() throws Exception {
        start();
        network.client(listener).says("abc").hears("ABC");

        select.awaitAsleep(background);

        assertThat(story.waits())
                .as(
                        "how often the log was told waiting(), after %s calls of select",
                        select.turns())
                .isEqualTo(select.turns());
    }

    @Test
    void allIsToldByTheServersThread() throws Exception {
        start();
        var client = network.client(listener).says("abc").hears("ABC");

        client.leaves();

        storyOf(client, "disconnected");
        assertThat(story.threads())
                .as("the threads that have called the log")
                .containsExactly(serving.thread().getName());
    }

    @Test
    void whoHasBeenSentAllIsWatchedForWritingAtMostOnceMore() throws Exception {
        start();
        var client = network.client(listener).says("abc").hears("ABC");
        select.awaitAsleep(background);
        var watching = new CopyOnWriteArrayList<Integer>();
        select.check(call -> {
            if (!call.writers().isEmpty()) {
                watching.add(select.turns());
            }
        });

        client.says("def").hears("DEF");
        select.awaitAsleep(background);

        var sent = story.turnOf("sending def");
        assertThat(watching.stream().filter(turn -> turn > sent))
                .as(
                        "the calls of select that watched %s for writing, after its answer was"
                                + " written in call %s",
                        client, sent)
                .hasSizeLessThan(2);
    }

    @Test
    void aMessageIsToldBeforeTheFirstWriteOfItsAnswer() throws Exception {
        var untold = new AtomicInteger();
        startFaulty(connection ->
                connection
                        .takes(3)
                        .beforeWrite(() -> {
                            if (story.turnOf("sending abcdef") < 0) {
                                untold.incrementAndGet();
                            }
                        }));

        network.client(listener).says("abcdef").hears("ABCDEF");

        assertThat(untold)
                .as("writes before the log was told that the message is sent")
                .hasValue(0);
    }
}
