package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.kit.net.Peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** StreamServer. */
abstract class GreenSocketsServing extends GreenSocketsExamples {
    GreenSocketsServing(
            Candidate<GreenSockets> candidates,
            Candidate<Hub> hubs,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(candidates, hubs, greenlets, network, background);
    }

    // StreamServer

    @Test
    void eachConnectionHasAHandlerOfItsOwn() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var server = stage.serves(100, connection -> echo(connection, threads));
        var silent = network.client(server.address());
        var clients = List.of(network.client(server.address()), network.client(server.address()));

        for (var client : clients) {
            client.says("i am " + client);
        }

        for (var client : clients.reversed()) {
            client.hears("i am " + client);
        }
        assertThat(stage.get("who counts", server::connections)).isEqualTo(3);
        assertThat(threads).as("the threads that have served them").hasSize(1);
        silent.hasHeardNothingElse();
    }

    @Test
    void aConnectionIsClosedWhenItsHandlerReturns() throws Exception {
        var server = stage.serves(100, connection -> sends(connection, "bye"));

        network.client(server.address()).hears("bye").hearsTheEnd();

        background.await("no connection is served any more", () -> connectionsOf(server) == 0);
    }

    @Test
    void aHandlerThatFailsCostsItsOwnConnection() throws Exception {
        stage.expectsFailures();
        var failure = new IOException("failed on purpose");
        var server = stage.serves(100, connection -> echoUntil(connection, "fail", failure));
        var first = network.client(server.address());
        var other = network.client(server.address());
        other.says("abc").hears("abc");

        first.says("fail");

        first.hearsTheEnd();
        other.says("def").hears("def");
        network.client(server.address()).says("next").hears("next");
        assertThat(stage.reported()).as("what was reported").containsExactly(failure);
    }

    @Test
    void whenAllPlacesAreTakenTheNextClientWaits() throws Exception {
        var server = stage.serves(2, connection -> echo(connection, new HashSet<>()));
        var first = network.client(server.address());
        var second = network.client(server.address());
        var third = network.client(server.address());
        first.says("abc").hears("abc");
        second.says("abc").hears("abc");
        third.says("anybody there?");
        stage.comesToRest();
        third.hasHeardNothingElse();
        assertThat(connectionsOf(server)).as("connections served").isEqualTo(2);

        first.leaves();

        third.hears("anybody there?");
    }

    @Test
    void aFailedHandlerGivesItsPlaceBack() throws Exception {
        stage.expectsFailures();
        var failure = new IOException("failed on purpose");
        var server = stage.serves(1, connection -> echoUntil(connection, "fail", failure));

        for (var i = 0; i < 3; i++) {
            network.client(server.address()).says("abc").hears("abc").says("fail").hearsTheEnd();
        }
    }

    @Test
    void whoComesWhileItDoesNotAcceptIsServedLater() throws Exception {
        var server = stage.serves(100, connection -> echo(connection, new HashSet<>()));
        var first = network.client(server.address());
        first.says("abc").hears("abc");
        stage.get("who stops", () -> stopsAccepting(server));

        var early = network.client(server.address());
        var late = network.client(server.address());
        early.says("early");
        late.says("late");
        first.says("still served").hears("still served");
        stage.comesToRest();
        early.hasHeardNothingElse();
        assertThat(connectionsOf(server)).as("connections served").isEqualTo(1);

        stage.get("who starts", () -> startsAccepting(server));
        early.hears("early");
        late.hears("late");
    }

    @Test
    void toStopItWaitsForTheHandlers() throws Exception {
        var server = stage.serves(100, connection -> echo(connection, new HashSet<>()));
        var client = network.client(server.address());
        client.says("abc").hears("abc");

        var stopping = stage.does("who stops", () -> server.stop(null)).waits();

        client.says("still served").hears("still served");
        stage.does("a new client", () -> stage.sockets().connect(server.address()))
                .throwing(ConnectException.class);
        client.finishes().hearsTheEnd();
        assertThat(stopping.value()).as("all ended by themselves").isTrue();
    }

    @Test
    void whoDoesNotEndInTimeIsKilled() throws Exception {
        var exits = new AtomicInteger();
        var server =
                stage.serves(
                        100,
                        connection -> {
                            try {
                                echo(connection, new HashSet<>());
                            } catch (GreenletExit exit) {
                                exits.incrementAndGet();
                                throw exit;
                            }
                        });
        var client = network.client(server.address());
        client.says("abc").hears("abc");

        var stopping = stage.does("who stops", () -> server.stop(ofMillis(20)));

        assertThat(stopping.value()).as("all ended by themselves").isFalse();
        assertThat(exits).as("handlers that were killed").hasValue(1);
        client.hearsTheEnd();
    }

    @Test
    void toCloseItEndsAll() throws Exception {
        var server = stage.serves(1, connection -> echo(connection, new HashSet<>()));
        var client = network.client(server.address());
        client.says("abc").hears("abc");

        stage.get(
                "who closes",
                () -> {
                    server.close();
                    server.close();
                    server.startAccepting();
                    return null;
                });

        client.hearsTheEnd();
        stage.does("a new client", () -> stage.sockets().connect(server.address()))
                .throwing(ConnectException.class);
    }

    @Test
    void aMessageMayCloseTheServer() throws Exception {
        var server = stage.serves(9, connection -> echo(connection, new HashSet<>()));
        var clients = List.of(network.client(server.address()), network.client(server.address()));
        for (var client : clients) {
            client.says("abc").hears("abc");
        }
        stage.comesToRest();

        stage.hub().post(server::close);

        for (var client : clients) {
            client.hearsTheEnd();
        }
        background.await(
                "no connection is served, after close() in a message",
                () -> connectionsOf(server) == 0);
        assertThat(stage.reported())
                .as("what was reported of a close() in a message, which has nothing to wait for")
                .isEmpty();
    }

    @Test
    void whoIsEndedBeforeHeStartsIsHungUpOn() throws Exception {
        var server = stage.serves(1, connection -> echo(connection, new HashSet<>()));
        stage.hub().post(() -> closeAsSoonAsOneIsServed(server));

        network.client(server.address()).hearsTheEnd();

        background.await("no connection is served any more", () -> connectionsOf(server) == 0);
    }

    /** In the turn in which the client is accepted, or first thing in the next one. */
    private void closeAsSoonAsOneIsServed(StreamServer server) {
        if (server.connections() == 0) {
            stage.hub().post(() -> closeAsSoonAsOneIsServed(server));
        } else {
            server.close();
        }
    }

    @Test
    void aHandlerMayStopItsServer() throws Exception {
        var server = new StreamServer[1];
        server[0] =
                stage.serves(
                        100,
                        connection -> {
                            connection.receive(MOST);
                            var rest = server[0].stop(ZERO);
                            sends(connection, rest ? "was alone" : "ended the others");
                        });
        var idle = network.client(server[0].address());
        var client = network.client(server[0].address());
        background.await("both are served", () -> connectionsOf(server[0]) == 2);

        client.says("stop");

        client.hears("ended the others").hearsTheEnd();
        idle.hearsTheEnd();
    }

    @Test
    void aHandlerThatStopsItsServerDoesNotWaitForItself() throws Exception {
        var server = new StreamServer[1];
        server[0] =
                stage.serves(
                        100,
                        connection -> {
                            connection.receive(MOST);
                            var rest = server[0].stop(null);
                            sends(connection, rest ? "was alone" : "ended the others");
                        });
        var client = network.client(server[0].address());

        client.says("stop");

        client.hears("was alone").hearsTheEnd();
    }

    @Test
    void aHandlerMayCloseItsServer() throws Exception {
        var server = new StreamServer[1];
        server[0] =
                stage.serves(
                        100,
                        connection -> {
                            connection.receive(MOST);
                            server[0].close();
                        });
        var idle = network.client(server[0].address());
        var client = network.client(server[0].address());
        background.await("both are served", () -> connectionsOf(server[0]) == 2);

        client.says("close");

        client.hearsTheEnd();
        idle.hearsTheEnd();
        background.await(
                "no connection is served, after close() by a handler",
                () -> connectionsOf(server[0]) == 0);
    }

    @Test
    void aServerHasAtLeastOnePlace() {
        var listener = stage.listens();

        stage.does("who serves nobody", () -> stage.sockets().serve(listener, 0, connection -> {}))
                .throwing(IllegalArgumentException.class);
    }

    /** A server that echoes, on a listener of the example's. */
    private StreamServer serves(GreenServerSocket listener, int most) {
        return stage.get(
                "who starts the server",
                () -> {
                    var started =
                            stage.sockets()
                                    .serve(
                                            listener,
                                            most,
                                            connection -> echo(connection, new HashSet<>()));
                    stage.closesAtEnd(started::close);
                    return started;
                });
    }

    private int connectionsOf(StreamServer server) {
        return stage.get("who counts", server::connections);
    }

    private static Void stopsAccepting(StreamServer server) {
        server.stopAccepting();
        return null;
    }

    private static Void startsAccepting(StreamServer server) {
        server.startAccepting();
        return null;
    }

    private static void echoUntil(GreenSocket connection, String word, Exception failure)
            throws Exception {
        while (true) {
            var data = connection.receive(MOST);
            if (text(data).equals(word)) {
                throw failure;
            }
            connection.sendAll(data);
            if (data.length == 0) {
                return;
            }
        }
    }

    /** Each way in which a handler ends. */
    enum HandlerEnd {
        RETURNS,
        FAILS,
        FAILS_WITH_AN_ERROR,
        EXITS,
        IS_KILLED,
        IS_THROWN_OUT
    }

    @ParameterizedTest
    @EnumSource
    void howeverAHandlerEndsItsConnectionIsClosedAndItsPlaceIsFree(HandlerEnd end)
            throws Exception {
        stage.expectsFailures();
        var failure =
                end == HandlerEnd.FAILS_WITH_AN_ERROR
                        ? new LinkageError()
                        : new IOException("on purpose");
        var isFailure =
                end != HandlerEnd.RETURNS && end != HandlerEnd.EXITS && end != HandlerEnd.IS_KILLED;
        var server =
                stage.serves(
                        1,
                        connection -> {
                            sends(connection, text(connection.receive(MOST)));
                            var self = stage.hub().current();
                            switch (end) {
                                case RETURNS -> {}
                                case EXITS -> throw new GreenletExit();
                                case FAILS, FAILS_WITH_AN_ERROR ->
                                        throw Thrown.<Exception>raise(failure);
                                case IS_KILLED ->
                                        stage.hub().post(() -> self.throwInto(new GreenletExit()));
                                case IS_THROWN_OUT ->
                                        stage.hub().post(() -> self.throwInto(failure));
                            }
                            if (end != HandlerEnd.RETURNS) {
                                connection.receive(MOST);
                            }
                        });

        for (var i = 0; i < 3; i++) {
            network.client(server.address()).says("hello").hears("hello").hearsTheEnd();
        }

        background.await("no connection is served any more", () -> connectionsOf(server) == 0);
        assertThat(stage.reported())
                .as("what was reported of three handlers, when each %s", end)
                .isEqualTo(isFailure ? List.of(failure, failure, failure) : List.of());
    }

    @Test
    void toStartAcceptingTwiceIsToStartOnce() throws Exception {
        var server = stage.serves(2, connection -> echo(connection, new HashSet<>()));
        stage.get(
                "who starts again and again",
                () -> {
                    server.startAccepting();
                    return startsAccepting(server);
                });
        var clients = new ArrayList<Peer>();
        for (var i = 0; i < 4; i++) {
            clients.add(network.client(server.address()).says("client " + i));
            stage.get("who starts again", () -> startsAccepting(server));
        }
        clients.get(0).hears("client 0");
        clients.get(1).hears("client 1");
        stage.get("who starts again", () -> startsAccepting(server));
        stage.comesToRest();

        assertThat(connectionsOf(server)).as("connections served, of at most 2").isEqualTo(2);
        clients.get(2).hasHeardNothingElse();
        clients.get(0).leaves();
        clients.get(2).hears("client 2");
        stage.get(
                "who stops twice and starts twice",
                () -> {
                    stopsAccepting(server);
                    stopsAccepting(server);
                    startsAccepting(server);
                    return startsAccepting(server);
                });
        clients.get(1).leaves();
        clients.get(3).hears("client 3");
        assertThat(stage.reported()).as("what was reported").isEmpty();
    }

    @Test
    void whenItCannotAcceptItSaysSoAndTriesAgainAfterAWhile() throws Exception {
        stage.expectsFailures();
        var listener = new FailingListener(stage.listens());
        var server = serves(listener, 9);
        var first = network.client(server.address()).says("before").hears("before");
        var failure = new IOException("Too many open files");
        stage.comesToRest(); // it waits in accept() again
        listener.failsWith(failure);
        var second = network.client(server.address()).says("one more").hears("one more");
        var third = network.client(server.address()).says("meanwhile");
        background.await("an accept fails", () -> listener.failed() > 0);

        first.says("still served").hears("still served");
        stage.get(
                "who waits for a while",
                () -> {
                    stage.hub().sleep(ofMillis(100));
                    return null;
                });
        assertThat(listener.failed())
                .as(
                        "accepts that failed in about 100 ms; it tries again after a while, not at"
                                + " once")
                .isLessThan(20);
        second.says("still served, too").hears("still served, too");
        background.await("the failure is reported", () -> !stage.reported().isEmpty());
        assertThat(stage.reported().getFirst())
                .as("what was reported: the exception of accept(), or one with it as its cause")
                .satisfiesAnyOf(
                        reported -> assertThat(reported).isSameAs(failure),
                        reported -> assertThat(reported).hasRootCause(failure));

        listener.failsWith(null);
        third.hears("meanwhile");
    }

    @Test
    void toStopItDoesNotWaitForWhoSurvivesTheKill() throws Exception {
        var isOver = new AtomicInteger();
        var server =
                stage.serves(
                        9,
                        connection -> {
                            while (isOver.get() == 0) {
                                try {
                                    stage.hub().sleep(isOver.get() == 0 ? ofMillis(20) : ZERO);
                                } catch (GreenletExit exit) {
                                    // not with me
                                }
                            }
                        });
        network.client(server.address());
        network.client(server.address());
        background.await("both are served", () -> connectionsOf(server) == 2);

        var stopping = stage.does("who stops", () -> server.stop(ofMillis(20)));

        try {
            assertThat(stopping.value()).as("all ended by themselves").isFalse();
        } finally {
            isOver.set(1);
        }
        background.await("the survivors end", () -> connectionsOf(server) == 0);
    }

    @Test
    void toStopAnIdleServerTakesNoTime() throws Exception {
        var server = stage.serves(9, connection -> echo(connection, new HashSet<>()));
        stage.does("who has less than no time", () -> server.stop(ofMillis(-1)))
                .throwing(IllegalArgumentException.class);
        var address = stage.get("who asks", server::address);
        var client = network.client(address);
        client.says("still served").hears("still served").leaves();
        background.await("no connection is served any more", () -> connectionsOf(server) == 0);

        for (var grace : Arrays.asList(null, ZERO, HubWait.LONGEST)) {
            assertThat(stage.get("who stops", () -> server.stop(grace)))
                    .as("all ended by themselves, when it was stopped with %s", grace)
                    .isTrue();
        }
        assertThat(stage.get("who asks", server::address))
                .as("where it listened")
                .isEqualTo(address);
        stage.get("who starts", () -> startsAccepting(server));
        stage.does("a new client", () -> stage.sockets().connect(address))
                .throwing(ConnectException.class);
    }

    @Test
    void theNextClientIsNotAcceptedBeforeThereIsAPlace() throws Exception {
        var listener = new FailingListener(stage.listens());
        var server = serves(listener, 2);
        var first = network.client(server.address()).says("first").hears("first");
        network.client(server.address()).says("second").hears("second");
        var third = network.client(server.address()).says("third");
        stage.comesToRest();

        assertThat(listener.accepted())
                .as("clients that have been accepted of three, where two are served at a time")
                .isEqualTo(2);
        first.leaves();
        third.hears("third");
        assertThat(listener.accepted())
                .as("clients that have been accepted, when one of the two had left")
                .isEqualTo(3);
    }

    @Test
    void itAcceptsOrNotAsItWasToldLastInATurn() throws Exception {
        var server = stage.serves(2, connection -> echo(connection, new HashSet<>()));
        stage.comesToRest();
        stage.get(
                "who stops accepting and starts again, twice in one turn",
                () -> {
                    stopsAccepting(server);
                    startsAccepting(server);
                    stopsAccepting(server);
                    return startsAccepting(server);
                });
        network.client(server.address()).says("hello").hears("hello");
        stage.comesToRest();
        stage.get("who stops", () -> stopsAccepting(server));
        stage.comesToRest();
        stage.get(
                "who starts and stops in one turn",
                () -> {
                    startsAccepting(server);
                    return stopsAccepting(server);
                });

        var waiting = network.client(server.address()).says("anybody there?");
        stage.comesToRest();
        waiting.hasHeardNothingElse();
        assertThat(connectionsOf(server)).as("connections served").isEqualTo(1);

        stage.get("who starts", () -> startsAccepting(server));
        waiting.hears("anybody there?");
        var third = network.client(server.address()).says("one too many");
        stage.comesToRest();
        third.hasHeardNothingElse();
        assertThat(connectionsOf(server)).as("connections served, of at most 2").isEqualTo(2);
    }

    @Test
    void whoComesInTheTurnInWhichItStopsAcceptingIsServedLater() throws Exception {
        var server = stage.serves(9, connection -> echo(connection, new HashSet<>()));
        network.client(server.address()).says("abc").hears("abc");
        stage.comesToRest();
        var came = new Peer[1];
        stage.get(
                "who lets a client come, and stops accepting in the next turn",
                () -> {
                    came[0] = network.client(server.address());
                    stage.hub().sleep(ZERO);
                    return stopsAccepting(server);
                });

        came[0].says("anybody there?");
        stage.comesToRest();
        came[0].hasHeardNothingElse();
        assertThat(connectionsOf(server))
                .as(
                        "connections served, when another client came just before stopAccepting():"
                                + " it had not been accepted, so it waits")
                .isEqualTo(1);

        stage.get("who starts", () -> startsAccepting(server));
        came[0].hears("anybody there?");
    }

    @Test
    void eachConnectionHasAGreenThreadOfItsOwnOneAfterTheOtherToo() throws Exception {
        var handlers = new CopyOnWriteArrayList<GreenThread>();
        var server =
                stage.serves(
                        1,
                        connection -> {
                            handlers.add(stage.hub().current());
                            echo(connection, new HashSet<>());
                        });
        network.client(server.address()).says("first").hears("first").leaves();
        var second = network.client(server.address()).says("second").hears("second");

        stage.hub().post(() -> handlers.getFirst().throwInto(new GreenletExit()));
        stage.comesToRest();

        second.says("still served").hears("still served");
        assertThat(handlers)
                .as("the green threads that have served two clients, one after the other")
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void theTimeOfStopIsThatOfAllHandlersTogether() throws Exception {
        var handlers = 10;
        var server = stage.serves(handlers, connection -> echo(connection, new HashSet<>()));
        for (var i = 0; i < handlers; i++) {
            network.client(server.address()).says("abc").hears("abc");
        }
        var ticks = new AtomicInteger();
        var isOver = new AtomicBoolean();
        stage.does(
                "the clock",
                () -> {
                    while (!isOver.get()) {
                        stage.hub().sleep(ofMillis(5));
                        ticks.incrementAndGet();
                    }
                    return null;
                });

        var ticked =
                stage.get(
                        "who stops",
                        () -> {
                            var before = ticks.get();
                            try {
                                server.stop(ofMillis(50));
                                return ticks.get() - before;
                            } finally {
                                isOver.set(true);
                            }
                        });

        assertThat(ticked)
                .as(
                        "ticks of 5 ms during stop(50 ms), with %s handlers that do not end by"
                                + " themselves: the time is that of all together",
                        handlers)
                .isLessThan(40);
    }

    @Test
    void whoWaitsToBeServedIsLetGoWhenTheServerIsClosed() throws Exception {
        expectLetGo(server -> {
            server.close();
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20})
    void whoWaitsToBeServedIsLetGoWhenTheServerIsStopped(int grace) throws Exception {
        expectLetGo(server -> server.stop(ofMillis(grace)));
    }

    /** What ends a server. */
    private interface Ending {
        Object of(StreamServer server) throws Exception;
    }

    private void expectLetGo(Ending ending) throws Exception {
        var server = stage.serves(9, connection -> echo(connection, new HashSet<>()));
        network.client(server.address()).says("abc").hears("abc");
        stage.get("who stops accepting", () -> stopsAccepting(server));
        var early = network.client(server.address());
        var late = network.client(server.address());
        stage.comesToRest();

        stage.get("who ends the server", () -> ending.of(server));

        early.seesTheConnectionGone();
        late.seesTheConnectionGone();
    }
}
