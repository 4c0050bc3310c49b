package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A fair share for all. */
abstract class GreenSocketsFairShares extends GreenSocketsExamples {
    GreenSocketsFairShares(
            Candidate<GreenSockets> candidates,
            Candidate<Hub> hubs,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(candidates, hubs, greenlets, network, background);
    }

    // A fair share for all

    @Test
    void aFloodFromOneLeavesTheOthersTheirTurn() throws Exception {
        var connection = connection();
        connection.client().says(letters(2_000));

        var turns =
                turnsOfAnother(
                        "the reader of a flood",
                        () -> {
                            for (var i = 0; i < 2_000; i++) {
                                connection.socket().receive(1);
                            }
                        });

        expectTurns(turns, "2,000 calls of receive");
    }

    @Test
    void anEndThatIsReadAgainAndAgainLeavesTheOthersTheirTurn() throws Exception {
        var connection = connection();
        connection.client().finishes();

        var turns =
                turnsOfAnother(
                        "the reader of an end",
                        () -> {
                            for (var i = 0; i < 2_000; i++) {
                                connection.socket().receive(1);
                            }
                        });

        expectTurns(turns, "2,000 calls of receive at the end of a stream");
    }

    @Test
    void aFloodToOneLeavesTheOthersTheirTurn() throws Exception {
        var connection = connection();

        var turns =
                turnsOfAnother(
                        "the sender of a flood",
                        () -> {
                            for (var i = 0; i < 2_000; i++) {
                                connection.socket().sendAll(letters(1));
                            }
                        });

        expectTurns(turns, "2,000 calls of sendAll");
    }

    @Test
    void whoSendsNothingAgainAndAgainLeavesTheOthersTheirTurn() throws Exception {
        var connection = connection();

        var turns =
                turnsOfAnother(
                        "the sender of nothing",
                        () -> {
                            for (var i = 0; i < 2_000; i++) {
                                connection.socket().sendAll(letters(0));
                            }
                        });

        expectTurns(turns, "2,000 calls of sendAll with an empty array");
    }

    @Test
    void whoReceivesAndSendsByTurnsLeavesTheOthersTheirTurn() throws Exception {
        var connection = connection();
        connection.client().says(letters(1_000));

        expectTurnsBetween(
                "receive and sendAll",
                1_000,
                () -> connection.socket().receive(1),
                () -> connection.socket().sendAll(letters(1)));
    }

    @Test
    void whoAcceptsAndSendsByTurnsLeavesTheOthersTheirTurn() throws Exception {
        var connection = connection();
        var listener = stage.listens();
        for (var i = 0; i < 200; i++) {
            network.client(listener.address());
        }

        expectTurnsBetween(
                "accept and sendAll",
                200,
                () -> listener.accept().close(),
                () -> connection.socket().sendAll(letters(1)));
    }

    @Test
    void whoConnectsAndAcceptsByTurnsLeavesTheOthersTheirTurn() throws Exception {
        var listener = stage.listens();

        expectTurnsBetween(
                "connect and accept",
                150,
                () -> stage.sockets().connect(listener.address()).close(),
                () -> listener.accept().close());
    }

    /** What comes to its end at once, each time. */
    enum AtOnce {
        CONNECTS_THAT_ARE_ANSWERED,
        CONNECTS_THAT_ARE_REFUSED,
        RECEIVES_THAT_HAVE_NO_TIME
    }

    @ParameterizedTest
    @EnumSource
    void whoNeverHasToWaitLeavesTheOthersTheirTurn(AtOnce calls) throws Exception {
        var listener = stage.listens();
        var nobody = nobody();
        var silent = connection().socket();
        stage.get("who wants no wait", () -> times(silent, ZERO));
        Hub.Body call =
                switch (calls) {
                    case CONNECTS_THAT_ARE_ANSWERED ->
                            () -> stage.sockets().connect(listener.address()).close();
                    case CONNECTS_THAT_ARE_REFUSED ->
                            () ->
                                    assertThatThrownBy(
                                                    () -> stage.sockets().connect(nobody),
                                                    "a connect where nobody listens")
                                            .isInstanceOf(ConnectException.class);
                    case RECEIVES_THAT_HAVE_NO_TIME ->
                            () ->
                                    assertThatThrownBy(
                                                    () -> silent.receive(1),
                                                    "receive, where nothing has come, and with a"
                                                            + " timeout of no time")
                                            .isInstanceOf(SocketTimeoutException.class);
                };

        expectTurnsBetween("(only) " + calls, 75, call, call);
    }

    /** Has them called by turns, and expects that the others go on meanwhile. */
    private void expectTurnsBetween(String names, int rounds, Hub.Body one, Hub.Body other) {
        var calls = new int[1];
        var isDone = new AtomicBoolean();
        stage.does(
                "the other",
                () -> {
                    while (!isDone.get()) {
                        calls[0] = 0;
                        stage.hub().sleep(ZERO);
                    }
                    return null;
                });

        var most =
                stage.get(
                        "who calls %s by turns".formatted(names),
                        () -> {
                            var soFar = 0;
                            try {
                                for (var i = 0; i < rounds; i++) {
                                    soFar = Math.max(soFar, ++calls[0]);
                                    one.run();
                                    soFar = Math.max(soFar, ++calls[0]);
                                    other.run();
                                }
                                return soFar;
                            } finally {
                                isDone.set(true);
                            }
                        });

        assertThat(most)
                .as(
                        "calls of %s, by turns, that had nothing to wait for, until another green"
                                + " thread had a turn: at the latest after a hundred calls the"
                                + " others are to go on",
                        names)
                .isLessThanOrEqualTo(101);
    }

    private static void expectTurns(int turns, String calls) {
        assertThat(turns)
                .withFailMessage(
                        "during %s that had nothing to wait for, another green thread had %s turns;"
                                + " at the latest after a hundred calls the others are to go on",
                        calls, turns)
                .isGreaterThanOrEqualTo(19);
    }

    /** How many turns another green thread gets until this is done. */
    private int turnsOfAnother(String name, Hub.Body body) {
        var turns = new AtomicInteger();
        var isDone = new AtomicBoolean();
        stage.does(
                "the other",
                () -> {
                    while (!isDone.get()) {
                        turns.incrementAndGet();
                        stage.hub().sleep(ZERO);
                    }
                    return null;
                });
        background.await("the other has a turn", () -> turns.get() > 0);
        return stage.get(
                name,
                () -> {
                    var before = turns.get();
                    try {
                        body.run();
                        return turns.get() - before;
                    } finally {
                        isDone.set(true);
                    }
                });
    }

    @Test
    void aHundredIdleConnectionsCostNothing() throws Exception {
        var listener = echoes(new HashSet<>());
        for (var i = 0; i < 100; i++) {
            network.client(listener.address()).says("hello").hears("hello");
        }
        stage.comesToRest();

        var looks =
                stage.get(
                        "who watches the hub for a while",
                        () -> {
                            var before = stage.looks();
                            stage.hub().sleep(ofMillis(100));
                            return stage.looks() - before;
                        });

        assertThat(looks)
                .withFailMessage(
                        "with nothing to do, the hub looked at its clock %,d times in 100 ms: it is"
                                + " spinning, or somebody asks again and again",
                        looks)
                .isLessThan(20);
    }

    @Test
    void manySocketsLeaveTheOthersTheirTurnToo() throws Exception {
        var connections = new ArrayList<Connection>();
        for (var i = 0; i < 40; i++) {
            var connection = connection();
            connection.client().says(letters(50));
            connections.add(connection);
        }

        var calls = new AtomicInteger();
        expectTurnsBetween(
                "receive and sendAll, going round 40 sockets",
                1_000,
                () -> connections.get(calls.get() % 40).socket().receive(1),
                () -> connections.get(calls.getAndIncrement() % 40).socket().sendAll(letters(1)));
    }

    @Test
    void aFloodOfClientsLeavesTheOthersTheirTurn() throws Exception {
        var listener = stage.listens();
        for (var i = 0; i < 400; i++) {
            network.client(listener.address());
        }

        var turns =
                turnsOfAnother(
                        "who accepts a flood of clients",
                        () -> {
                            for (var i = 0; i < 400; i++) {
                                listener.accept().close();
                            }
                        });

        assertThat(turns)
                .as(
                        "turns of another green thread during 400 calls of accept that had nothing"
                            + " to wait for; at the latest after a hundred calls the others go on")
                .isGreaterThanOrEqualTo(3);
    }

    /** What a green thread does that never has to wait. */
    enum Busy {
        ACCEPTING,
        RECEIVING
    }

    @ParameterizedTest
    @EnumSource
    void whoIsKilledWhileTheOthersHaveTheirTurnLosesNothing(Busy busy) throws Exception {
        var count = 300;
        var listener = stage.listens();
        var connection = connection();
        if (busy == Busy.RECEIVING) {
            connection.client().says(letters(count));
        } else {
            for (var i = 0; i < count; i++) {
                network.client(listener.address());
            }
        }
        var done = new AtomicInteger();
        Callable<Void> goesOn =
                () -> {
                    while (done.get() < count) {
                        if (busy == Busy.RECEIVING) {
                            connection.socket().receive(1);
                        } else {
                            stage.closesAtEnd(listener.accept());
                        }
                        done.incrementAndGet();
                    }
                    return null;
                };
        var killed = new AtomicInteger();
        for (var i = 0; i < 3; i++) {
            stage.get(
                    "who starts it and kills it in its first turn afterwards",
                    () -> {
                        var victim =
                                stage.hub()
                                        .spawn(() -> {
                                            try {
                                                goesOn.call();
                                            } catch (GreenletExit exit) {
                                                killed.incrementAndGet();
                                            }
                                        });
                        stage.hub().sleep(ZERO);
                        stage.hub().post(() -> victim.throwInto(new GreenletExit()));
                        stage.hub().join(victim);
                        return null;
                    });
        }

        stage.get("who goes on with the rest", goesOn);

        assertThat(done)
                .as(
                        "%s: what was taken of %s, by those who were killed and the last one",
                        busy, count)
                .hasValue(count);
    }
}
