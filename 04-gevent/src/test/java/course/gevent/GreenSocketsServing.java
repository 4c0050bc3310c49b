package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ConnectException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    void aServerHasAtLeastOnePlace() {
        var listener = stage.listens();

        stage.does("who serves nobody", () -> stage.sockets().serve(listener, 0, connection -> {}))
                .throwing(IllegalArgumentException.class);
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
}
