package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.TakesTime;
import course.kit.net.Network;
import course.select.system.FdSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Descriptors that are too high, and none that are left. */
abstract class SelectServerDescriptors extends SelectServerExamples {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    SelectServerDescriptors(
            SelectServer server, Select select, Network network, Background background) {
        super(server, select, network, background);
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
    @TakesTime
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

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "1 2", "1 3", "2 3", "1 2 3"})
    void connectionsBeyondAreClosedWhoeverElseIsAccepted(String beyond) throws Exception {
        needsTheSystemCall();
        var faulty = new FaultyListener(network.listener());
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        faulty.onAccept(connection -> {
            accepted.add(connection);
            if (beyond.contains("" + accepted.size())) {
                connection.isNumber(FdSet.CAPACITY + accepted.size() - 1);
            }
        });
        var clients = network.clients(4, faulty);

        start(faulty);

        for (var i = 1; i <= clients.size(); i++) {
            var client = clients.get(i - 1);
            if (beyond.contains("" + i)) {
                client.seesTheConnectionGone();
            } else {
                client.says("abc").hears("ABC");
            }
        }
        select.awaitAsleep(background);
        assertThat(story.of(clients.getLast().localAddress()))
                .as("what the log was told of %s, when %s are beyond", clients.getLast(), beyond)
                .doesNotContain("disconnected");
    }

    @Test
    @Deadline(seconds = 20)
    @TakesTime
    void itTriesAgainAndAgain() throws Exception {
        needsTheSystemCall();
        var scarce = new FaultyListener(network.listener());
        start(scarce);
        scarce.exhaust();
        var client = network.client(listener).says("xyz");
        background.await("the server tries again to accept", () -> scarce.refusals() >= 2);
        var call = select.awaitAsleep(background);

        assertThat(call.timeout())
                .as("how long select may wait, while a client waits to be accepted")
                .isNotNull()
                .isLessThanOrEqualTo(A_SECOND);
        scarce.recover();

        client.hears("XYZ");
    }

    /** How a connection ends. */
    enum End {
        ITS_CLIENT_SHOUTS,
        ITS_CLIENT_FINISHES,
        ITS_CLIENT_RESETS,
        A_WRITE_FAILS,
        /** Its client had finished before, and what it was owed is sent at last. */
        ITS_LAST_ANSWER_IS_SENT
    }

    @ParameterizedTest
    @EnumSource
    void whoeverEndsAConnectionTheNextClientIsAccepted(End end) throws Exception {
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        var scarce = startFaulty(accepted::add);
        var first = network.client(listener).says("abc").hears("ABC");
        var other = network.client(listener).says("ghi").hears("GHI");
        if (end == End.ITS_LAST_ANSWER_IS_SENT) {
            accepted.getFirst().takes(0);
            first.says("bye").finishes();
            storyOf(first, "received bye");
        }
        scarce.exhaust();
        var waiting = network.clients(3, listener);
        awaitRefusal(scarce);
        other.says("def").hears("DEF");
        var watchingTheListener = new CopyOnWriteArrayList<Integer>();
        select.check(call -> {
            if (call.readers().contains(scarce)) {
                watchingTheListener.add(select.turns());
            }
        });

        scarce.recover();
        switch (end) {
            case ITS_CLIENT_SHOUTS -> first.shouts('!');
            case ITS_CLIENT_FINISHES -> first.finishes();
            case ITS_CLIENT_RESETS -> first.resets();
            case A_WRITE_FAILS -> {
                accepted.getFirst().isBroken();
                first.says("never answered");
            }
            case ITS_LAST_ANSWER_IS_SENT -> accepted.getFirst().takes(Integer.MAX_VALUE);
        }
        storyOf(first, "disconnected");
        background.await("the server accepts again", () -> !watchingTheListener.isEmpty());

        assertThat(watchingTheListener)
                .as(
                        "the calls of select that watched the listener: the next one after a"
                                + " connection was closed is among them, when %s",
                        end)
                .contains(story.turnOf("disconnected") + 1);
        for (var client : waiting) {
            client.says("xyz").hears("XYZ");
        }
        select.awaitAsleep(background);
    }

    @Test
    void whenAConnectionThatSelectRefusesIsClosedTheNextClientIsAccepted() throws Exception {
        needsTheSystemCall();
        var scarce = new FaultyListener(network.listener());
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        scarce.onAccept(connection -> {
            accepted.add(connection);
            if (accepted.size() == 2) {
                connection.isNumber(FdSet.CAPACITY);
            }
        });
        scarce.exhaustAfter(2);
        var openAtTheRefusal = new AtomicBoolean();
        var callsAfterIt = new CopyOnWriteArrayList<WatchedSelect.Call>();
        scarce.onRefusal(() -> {
            openAtTheRefusal.set(accepted.get(1).isOpen());
            scarce.recover();
            select.check(callsAfterIt::add);
        });
        var clients = network.clients(3, scarce);

        start(scarce);

        clients.get(1).seesTheConnectionGone();
        clients.get(0).says("abc").hears("ABC");
        if (openAtTheRefusal.get()) {
            assertThat(callsAfterIt.getFirst().readers().contains(scarce))
                    .as(
                            "whether the listener is watched by the next call of select that is not"
                                    + " refused, when accept had failed and then a connection was"
                                    + " closed that select cannot watch")
                    .isTrue();
        }
        clients.get(2).says("ghi").hears("GHI");
    }

    @Test
    void noPauseIsLongerThanASecondHoweverOftenItHasFailed() throws Exception {
        needsTheSystemCall();
        var scarce = new FaultyListener(network.listener());
        start(scarce);
        var stays = network.client(listener);
        talk(stays);
        var leaving = network.clients(12, listener);
        leaving.forEach(SelectServerExamples::talk);
        var tooLong = new CopyOnWriteArrayList<String>();
        select.check(call -> {
            if (!call.readers().contains(scarce)
                    && (call.timeout() == null || call.timeout().compareTo(A_SECOND) > 0)) {
                tooLong.add("%s after failure %s".formatted(call.timeout(), scarce.refusals()));
            }
        });

        scarce.exhaust();
        network.client(listener);
        awaitRefusal(scarce);
        for (var client : leaving) {
            var before = scarce.refusals();
            client.leaves();
            background.await(
                    "the server tries again to accept when %s is gone".formatted(client),
                    () -> scarce.refusals() > before);
        }
        talk(stays);

        assertThat(tooLong)
                .as(
                        "how long select might wait without the listener, while a client waits to"
                                + " be accepted: a second at most (null: without limit)")
                .isEmpty();
    }

    @Test
    void whoWasAcceptedBeforeTheFailureIsServed() throws Exception {
        needsTheSystemCall();
        var scarce = new FaultyListener(network.listener());
        scarce.exhaustAfter(2);
        var clients = network.clients(3, scarce);
        start(scarce);
        awaitRefusal(scarce);

        clients.get(0).says("abc").hears("ABC");
        clients.get(1).says("def").hears("DEF");
        select.awaitAsleep(background);

        scarce.recover();
        clients.get(2).says("ghi").hears("GHI");
    }

    @Test
    @Deadline(seconds = 20)
    @TakesTime
    void itTriesAgainToAcceptAlsoWhenOthersKeepItBusy() throws Exception {
        needsTheSystemCall();
        var busy = new AtomicReference<FaultyConnection>();
        var scarce = startFaulty(busy::set);
        var noisy = network.client(listener);
        talk(noisy);
        scarce.exhaust();
        var client = network.client(listener).says("xyz");
        awaitRefusal(scarce);

        busy.get().isEndless();
        noisy.says("x");
        scarce.recover();

        client.hears("XYZ");
    }

    @Test
    void eachSelectIsToldAlsoAfterARefusedOne() throws Exception {
        startFaulty(connection -> connection.isNumber(FdSet.CAPACITY));
        network.client(listener).seesTheConnectionGone();
        select.awaitAsleep(background);

        assertThat(story.waits())
                .as("how often the log was told that the server waits, in %s calls", select.turns())
                .isEqualTo(select.turns());
    }
}
