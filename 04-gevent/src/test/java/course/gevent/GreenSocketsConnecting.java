package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofMillis;

import course.gevent.GreenStage.Deed;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** Connects that succeed, fail, take too long. */
abstract class GreenSocketsConnecting extends GreenSocketsExamples {
    GreenSocketsConnecting(
            Candidate<GreenSockets> candidates,
            Candidate<Hub> hubs,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(candidates, hubs, greenlets, network, background);
    }

    // Connect

    @Test
    void aRefusedConnectIsAConnectException() throws Exception {
        var nobody = nobody();

        var client = stage.does("the client", () -> stage.sockets().connect(nobody));

        client.throwing(ConnectException.class);
    }

    @Test
    void anUnresolvedAddressIsAnUnknownHost() {
        var nowhere = InetSocketAddress.createUnresolved("no.such.host.invalid", 1);

        var client = stage.does("the client", () -> stage.sockets().connect(nowhere));

        client.throwing(UnknownHostException.class);
    }

    @Test
    void aConnectTakesNoLongerThanItMay() throws Exception {
        try (var deaf = new DeafServer(network)) {
            for (var time : List.of(ofMillis(30), Duration.ofNanos(1), Duration.ZERO)) {
                var client =
                        stage.does(
                                "the client", () -> stage.sockets().connect(deaf.address(), time));

                client.throwing(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void connectsThatAreKilledLeaveNothingOpen() throws Exception {
        try (var deaf = new DeafServer(network)) {
            var descriptors = Descriptors.counted();
            var clients = manyWhoConnect(deaf.address(), null);
            for (var client : clients) {
                client.waits();
            }

            var thrown = new GreenletExit();
            for (var client : clients) {
                client.throwInto(thrown);
            }

            for (var client : clients) {
                assertThat(client.throwing(GreenletExit.class)).isSameAs(thrown);
            }
            descriptors.expectClosed("clients that were killed while they connected", background);
        }
    }

    @Test
    void connectsThatFailLeaveNothingOpen() throws Exception {
        try (var deaf = new DeafServer(network)) {
            var nobody = nobody();
            var descriptors = Descriptors.counted();

            for (var client : manyWhoConnect(deaf.address(), ofMillis(30))) {
                client.throwing(SocketTimeoutException.class);
            }
            descriptors.expectClosed("clients that had no answer in time", background);

            for (var client : manyWhoConnect(nobody, null)) {
                client.throwing(ConnectException.class);
            }
            descriptors.expectClosed("clients that were refused", background);

            var nowhere = InetSocketAddress.createUnresolved("no.such.host.invalid", 1);
            for (var client : manyWhoConnect(nowhere, null)) {
                client.throwing(UnknownHostException.class);
            }
            descriptors.expectClosed("clients of an unresolved address", background);
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectsThatAreThrownOutLeaveNothingOpen(Thrown kind) throws Exception {
        try (var deaf = new DeafServer(network)) {
            var descriptors = Descriptors.counted();
            var clients = manyWhoConnect(deaf.address(), null);
            for (var client : clients) {
                client.waits();
            }

            for (var client : clients) {
                var thrown = kind.make();
                client.throwInto(thrown);
                assertThat(client.thrown()).as("what ended a connect").isSameAs(thrown);
            }

            descriptors.expectClosed("clients that were thrown out by " + kind, background);
        }
    }

    @Test
    void connectsOfAMessageLeaveNothingOpen() throws Exception {
        try (var deaf = new DeafServer(network)) {
            var descriptors = Descriptors.counted();
            var outcomes = new LinkedBlockingQueue<Object>();
            for (var i = 0; i < Descriptors.MANY; i++) {
                stage.hub()
                        .post(() -> {
                            try {
                                outcomes.add(stage.sockets().connect(deaf.address()));
                            } catch (Throwable refused) {
                                outcomes.add(refused);
                            }
                        });
            }
            background.await(
                    "all connects have been refused, in messages, which must not wait",
                    () -> outcomes.size() == Descriptors.MANY);

            for (var outcome : outcomes) {
                if (outcome instanceof UnsupportedOperationException toDo) {
                    throw toDo;
                }
                assertThat(outcome)
                        .as("what a connect in a message, which must not wait, came to")
                        .isInstanceOf(IllegalStateException.class);
            }
            descriptors.expectClosed("connects that were refused in messages", background);
        }
    }

    @Test
    void noMoreClientsThanWereSaidMayWaitToBeAccepted() throws Exception {
        var listener =
                stage.get(
                        "who listens, with a backlog of 1",
                        () ->
                                stage.closesAtEnd(
                                        stage.sockets()
                                                .listen(
                                                        new InetSocketAddress(
                                                                InetAddress.getLoopbackAddress(),
                                                                0),
                                                        1)));
        for (var i = 0; i < 8; i++) {
            var pending = network.open(SocketChannel.open());
            pending.configureBlocking(false);
            pending.connect(listener.address());
        }

        stage.does(
                        "one more client, while 8 wait, and nobody accepts (one may wait)",
                        () -> stage.sockets().connect(listener.address(), ofMillis(30)))
                .throwing(IOException.class);
    }

    @Test
    void connectsOfAThreadThatIsInterruptedLeaveNothingOpen() throws Exception {
        try (var deaf = new DeafServer(network)) {
            var descriptors = Descriptors.counted();

            var clients =
                    stage.onAHubOfItsOwn(
                            "the thread that connects",
                            (hub, sockets) -> {
                                for (var i = 0; i < Descriptors.MANY; i++) {
                                    hub.post(Thread.currentThread()::interrupt);
                                    try {
                                        sockets.connect(deaf.address());
                                        return "connect() number %s returned".formatted(i);
                                    } catch (InterruptedException e) {
                                        // the next one
                                    }
                                }
                                return "each was interrupted";
                            });

            assertThat(clients.value())
                    .as("of a thread that is interrupted whenever it connects")
                    .isEqualTo("each was interrupted");
            descriptors.expectClosed("clients whose thread was interrupted", background);
        }
    }

    @Test
    void manyClientsMayWaitToBeAccepted() throws Exception {
        var address = stage.listens().address();
        var clients = new ArrayList<SocketChannel>();
        for (var i = 0; i < 100; i++) {
            var client = network.open(SocketChannel.open());
            client.configureBlocking(false);
            client.connect(address);
            clients.add(client);
        }

        background.await(
                "100 clients are connected, while nobody accepts (%s may wait)"
                        .formatted(GreenSockets.BACKLOG),
                () -> {
                    try {
                        for (var client : clients) {
                            if (!client.finishConnect()) {
                                return false;
                            }
                        }
                        return true;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private List<Deed<GreenSocket>> manyWhoConnect(InetSocketAddress address, Duration timeout) {
        var clients = new ArrayList<Deed<GreenSocket>>();
        for (var i = 0; i < Descriptors.MANY; i++) {
            clients.add(stage.does("a client", () -> stage.sockets().connect(address, timeout)));
        }
        return clients;
    }
}
