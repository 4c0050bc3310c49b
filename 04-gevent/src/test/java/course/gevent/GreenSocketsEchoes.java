package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.gevent.GreenStage.Deed;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.kit.net.Peer;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tutorial's server, its client, and a hundred of them. */
abstract class GreenSocketsEchoes extends GreenSocketsExamples {
    GreenSocketsEchoes(
            Candidate<GreenSockets> candidates,
            Candidate<Hub> hubs,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(candidates, hubs, greenlets, network, background);
    }

    // The tutorial's server, its client, and a hundred of them

    @Test
    void theTutorialsServerEchoes() throws Exception {
        var listener = echoes(new HashSet<>());
        var client = network.client(listener.address());

        client.says("hello").hears("hello");
        client.says("again").hears("again");

        client.finishes().hearsTheEnd();
    }

    @Test
    void aHundredClientsAtOnceAreServedOnOneThread() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var listener = echoes(threads);
        var clients = new ArrayList<Peer>();
        for (var i = 0; i < 100; i++) {
            clients.add(network.client(listener.address()));
        }

        for (var count = 0; count < 3; count++) {
            for (var client : clients) {
                client.says("hello %s of %s".formatted(count, client));
            }
            for (var client : clients.reversed()) {
                client.hears("hello %s of %s".formatted(count, client));
            }
        }

        assertThat(threads).as("the threads that have served them").hasSize(1);
    }

    @Test
    void aGreenClientTalksWithAnyServer() throws Exception {
        var server = network.server();
        var client =
                stage.does(
                        "the client",
                        () -> {
                            try (var socket = stage.sockets().connect(server.address())) {
                                sends(socket, "hello");
                                return text(socket.receive(MOST));
                            }
                        });

        var peer = server.accepts().hears("hello");
        client.waits();
        peer.says("HELLO");

        assertThat(client.value()).isEqualTo("HELLO");
    }

    @Test
    void clientsAndServerCanShareTheThread() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var listener = echoes(threads);
        var clients = new ArrayList<Deed<String>>();
        for (var i = 0; i < 50; i++) {
            var message = "client " + i;
            clients.add(
                    stage.does(
                            message,
                            () -> {
                                threads.add(Thread.currentThread());
                                return asks(listener.address(), message);
                            }));
        }

        for (var i = 0; i < 50; i++) {
            assertThat(clients.get(i).value()).isEqualTo("client " + i);
        }
        assertThat(threads).as("the threads of clients and server").hasSize(1);
    }
}
