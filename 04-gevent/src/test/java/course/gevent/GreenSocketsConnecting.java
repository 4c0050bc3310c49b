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

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
            var client =
                    stage.does(
                            "the client",
                            () -> stage.sockets().connect(deaf.address(), ofMillis(30)));

            client.throwing(SocketTimeoutException.class);
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
        }
    }

    private List<Deed<GreenSocket>> manyWhoConnect(InetSocketAddress address, Duration timeout) {
        var clients = new ArrayList<Deed<GreenSocket>>();
        for (var i = 0; i < Descriptors.MANY; i++) {
            clients.add(stage.does("a client", () -> stage.sockets().connect(address, timeout)));
        }
        return clients;
    }
}
