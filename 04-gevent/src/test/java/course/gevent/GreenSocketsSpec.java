package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;

import course.gevent.GreenStage.Deed;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.net.Network;
import course.kit.net.Peer;

import org.junit.jupiter.api.Test;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

@Exercise(id = "4.6", title = "GreenSockets", section = "Gevent, 通过gevent实现单线程下的多socket并发")
class GreenSocketsSpec {
    /** More than fits on the way to a peer that does not read. */
    private static final int MANY_BYTES = 12 * 1024 * 1024;

    private static final int PIECE = 256 * 1024;
    private static final int MOST = 1024;
    private static final int PERIOD = 89;

    private final GreenStage stage;
    private final Network network;
    private final Background background;

    GreenSocketsSpec(
            Candidate<GreenSockets> candidates,
            @Given Candidate<Hub> hubs,
            @Given Greenlets greenlets,
            Network network,
            Background background) {
        this.network = network;
        this.background = background;
        stage = new GreenStage(hubs, candidates, greenlets, background);
    }

    /** A client of the example's, and the green end of its connection. */
    private record Connection(Peer client, GreenSocket socket) {}

    private Connection connection() throws IOException {
        var listener = stage.listens();
        var client = network.client(listener.address());
        return new Connection(client, stage.accepts(listener));
    }

    // Accept, receive, send

    @Test
    void whatAClientSendsIsReceived() throws Exception {
        var listener = stage.listens();
        var client = network.client(listener.address());
        var socket = stage.accepts(listener);

        client.says("hello");

        assertThat(stage.get("the reader", () -> text(socket.receive(MOST)))).isEqualTo("hello");
    }

    @Test
    void whatIsSentReachesTheClient() throws Exception {
        var connection = connection();

        stage.get("the sender", () -> sends(connection.socket(), "hello"));

        connection.client().hears("hello").hasHeardNothingElse();
    }

    @Test
    void itKnowsBothAddresses() throws Exception {
        var listener = stage.listens();
        var client = network.client(listener.address());

        var socket = stage.accepts(listener);

        assertThat(socket.remoteAddress()).isEqualTo(client.localAddress());
        assertThat(socket.localAddress()).isEqualTo(listener.address());
    }

    @Test
    void atMostSoManyBytesAreReceivedAndTheNextOnesLater() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        connection.client().says("abcdef");

        var received =
                stage.get(
                        "the reader",
                        () -> List.of(text(socket.receive(4)), text(socket.receive(MOST))));
        assertThat(received).containsExactly("abcd", "ef");
        stage.does("who wants nothing", () -> socket.receive(0))
                .throwing(IllegalArgumentException.class);
    }

    @Test
    void theEndOfTheStreamIsAnEmptyArrayAgainAndAgain() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        connection.client().says("last words").finishes();

        var received =
                stage.get(
                        "the reader",
                        () ->
                                List.of(
                                        text(socket.receive(MOST)),
                                        text(socket.receive(MOST)),
                                        text(socket.receive(MOST))));
        assertThat(received).containsExactly("last words", "", "");
    }

    @Test
    void whoHasFinishedSendingCanStillBeAnswered() throws Exception {
        var connection = connection();
        var socket = connection.socket();
        connection.client().finishes();
        stage.get("the reader", () -> socket.receive(MOST));

        stage.get("the sender", () -> sends(socket, "answer"));

        connection.client().hears("answer");
    }

    @Test
    void afterShutdownOutputThePeerSeesTheEndAndIsStillHeard() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        stage.get(
                "the sender",
                () -> {
                    sends(socket, "bye");
                    socket.shutdownOutput();
                    return null;
                });

        connection.client().hears("bye").hearsTheEnd().says("heard");
        assertThat(stage.get("the reader", () -> text(socket.receive(MOST)))).isEqualTo("heard");
    }

    @Test
    void whileOneWaitsTheOthersGoOn() throws Exception {
        var connection = connection();
        var reader = reader(connection.socket()).waits();

        var other = stage.does("the other", () -> "went on");

        assertThat(other.value()).isEqualTo("went on");
        assertThat(reader.hasEnded()).as("the reader has ended").isFalse();
        connection.client().says("hello");
        assertThat(reader.value()).isEqualTo("hello");
        assertThat(reader.thread()).as("the thread of both").isSameAs(other.thread());
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

    private GreenServerSocket echoes(Set<Thread> threads) {
        var listener = stage.listens();
        stage.does(
                "the server",
                () -> {
                    while (true) {
                        var connection = stage.closesAtEnd(listener.accept());
                        stage.does("a handler", () -> echo(connection, threads));
                    }
                });
        return listener;
    }

    private static Void echo(GreenSocket connection, Set<Thread> threads) throws Exception {
        try (connection) {
            while (true) {
                threads.add(Thread.currentThread());
                var data = connection.receive(MOST);
                if (data.length == 0) {
                    return null;
                }
                connection.sendAll(data);
            }
        }
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

    private String asks(InetSocketAddress server, String message) throws Exception {
        try (var socket = stage.sockets().connect(server)) {
            sends(socket, message);
            return text(socket.receive(MOST));
        }
    }

    // Connect

    @Test
    void aRefusedConnectIsAConnectException() throws Exception {
        var nobody = nobody();

        var client = stage.does("the client", () -> stage.sockets().connect(nobody));

        client.throwing(ConnectException.class);
    }

    /** An address where nobody listens. */
    private InetSocketAddress nobody() throws IOException {
        var server = network.server();
        var address = server.address();
        server.closes();
        return address;
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

    /** Has no room for a client more, and does not answer. */
    private static final class DeafServer implements AutoCloseable {
        private final ServerSocket listener =
                new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        DeafServer(Network network) throws IOException {
            for (var i = 0; i < 4; i++) {
                var pending = network.open(SocketChannel.open());
                pending.configureBlocking(false);
                pending.connect(address());
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    // Send

    @Test
    void allOfItIsSentWhateverOneWriteTakes() throws Exception {
        var connection = connection();
        var message = letters(MANY_BYTES);
        var sender = sender(connection.socket(), message).waits();

        hears(connection.client(), message);

        sender.value();
        connection.client().hasHeardNothingElse();
    }

    @Test
    void aClientThatDoesNotReadKeepsNobodyElseWaiting() throws Exception {
        var listener = echoes(new HashSet<>());
        var stalled = network.client(listener.address());
        var other = network.client(listener.address());
        pourUntilTheServerTakesNoMore(stalled, other);

        for (var i = 0; i < 10; i++) {
            other.says("message " + i).hears("message " + i);
        }
    }

    /** Sends until the server takes no more, for as long as it takes another client ten rounds. */
    private static void pourUntilTheServerTakesNoMore(Peer client, Peer other) throws IOException {
        var chunk = ByteBuffer.wrap(letters(64 * 1024));
        var idleRounds = 0;
        while (idleRounds < 10) {
            if (client.pours(chunk.rewind()) == 0) {
                other.says("tick").hears("tick");
                idleRounds++;
            } else {
                idleRounds = 0;
            }
        }
    }

    @Test
    void oneMayReceiveWhileAnotherSends() throws Exception {
        var connection = connection();
        var message = letters(MANY_BYTES);
        var sender = sender(connection.socket(), message).waits();
        var reader = reader(connection.socket()).waits();

        connection.client().says("meanwhile");

        assertThat(reader.value()).isEqualTo("meanwhile");
        hears(connection.client(), message);
        sender.value();
    }

    // Two at a time

    @Test
    void aSecondReaderIsRefused() throws Exception {
        var connection = connection();
        var first = reader(connection.socket()).waits();

        var second = reader(connection.socket());

        second.throwing(IllegalStateException.class);
        connection.client().says("for the first one");
        assertThat(first.value()).isEqualTo("for the first one");
    }

    @Test
    void aSecondWhoAcceptsIsRefused() throws Exception {
        var listener = stage.listens();
        var first = stage.does("the first", () -> stage.closesAtEnd(listener.accept())).waits();

        var second = stage.does("the second", listener::accept);

        second.throwing(IllegalStateException.class);
        var client = network.client(listener.address());
        assertThat(first.value().remoteAddress()).isEqualTo(client.localAddress());
    }

    @Test
    void aSecondSenderIsRefusedAndMixesNothingIn() throws Exception {
        var connection = connection();
        var message = letters(MANY_BYTES);
        var first = sender(connection.socket(), message).waits();

        // before the first one learns that there is room again
        var second =
                stage.does(
                        "the second sender",
                        () -> {
                            hears(connection.client(), Arrays.copyOf(message, 4 * PIECE));
                            return sends(connection.socket(), "?");
                        });

        second.throwing(IllegalStateException.class);
        hears(connection.client(), Arrays.copyOfRange(message, 4 * PIECE, MANY_BYTES));
        first.value();
    }

    // Close

    @Test
    void closingWakesTheReaderWithAnError() throws Exception {
        var connection = connection();
        var reader = reader(connection.socket()).waits();

        stage.get("who closes", () -> closes(connection.socket()));

        reader.throwing(ClosedChannelException.class);
        connection.client().hearsTheEnd();
    }

    @Test
    void closingWakesTheSenderWithAnError() throws Exception {
        var connection = connection();
        var sender = sender(connection.socket(), letters(MANY_BYTES)).waits();

        stage.get("who closes", () -> closes(connection.socket()));

        sender.throwing(ClosedChannelException.class);
    }

    @Test
    void closingWakesWhoAcceptsWithAnError() throws Exception {
        var listener = stage.listens();
        var acceptor = stage.does("who accepts", listener::accept).waits();

        stage.get("who closes", () -> closes(listener));

        acceptor.throwing(ClosedChannelException.class);
    }

    @Test
    void aClosedSocketIsOfNoUse() throws Exception {
        var socket = connection().socket();
        var listener = stage.listens();

        stage.get(
                "who closes",
                () -> {
                    closes(listener);
                    closes(socket);
                    return closes(socket);
                });

        reader(socket).throwing(ClosedChannelException.class);
        sender(socket, letters(1)).throwing(ClosedChannelException.class);
        stage.does("who accepts", listener::accept).throwing(ClosedChannelException.class);
    }

    @Test
    void whatWasSentBeforeTheCloseArrives() throws Exception {
        var connection = connection();

        stage.get(
                "the sender",
                () -> {
                    sends(connection.socket(), "goodbye");
                    return closes(connection.socket());
                });

        connection.client().hears("goodbye").hearsTheEnd();
    }

    @Test
    void aResetIsAnErrorOfThatSocketAlone() throws Exception {
        var listener = stage.listens();
        var client = network.client(listener.address());
        var socket = stage.accepts(listener);
        var other = network.client(listener.address());
        var unharmed = stage.accepts(listener);
        var reader = reader(socket).waits();

        client.resets();

        reader.throwing(IOException.class);
        other.says("hello");
        assertThat(reader(unharmed).value()).isEqualTo("hello");
    }

    @Test
    void aResetWakesTheSenderToo() throws Exception {
        var connection = connection();
        var sender = sender(connection.socket(), letters(MANY_BYTES)).waits();

        connection.client().resets();

        sender.throwing(IOException.class);
    }

    // Timeouts, and what is thrown into a wait

    @Test
    void receiveTakesNoLongerThanItMay() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        var reader =
                stage.does(
                        "the reader",
                        () -> {
                            socket.setTimeout(ofMillis(30));
                            return socket.receive(MOST);
                        });

        reader.throwing(SocketTimeoutException.class);
        connection.client().says("too late, not lost");
        assertThat(reader(socket).value()).isEqualTo("too late, not lost");
    }

    @Test
    void sendAllTakesNoLongerThanItMay() throws Exception {
        var socket = connection().socket();

        var sender =
                stage.does(
                        "the sender",
                        () -> {
                            socket.setTimeout(ofMillis(30));
                            socket.sendAll(letters(MANY_BYTES));
                            return null;
                        });

        sender.throwing(SocketTimeoutException.class);
    }

    @Test
    void theTimeOfSendAllIsThatOfAllTheWrites() throws Exception {
        var connection = connection();
        var socket = connection.socket();
        var message = letters(3 * MANY_BYTES);
        var isOver = new AtomicBoolean();
        stage.does(
                "a reader that takes something now and then",
                () -> {
                    while (!isOver.get()) {
                        takes(connection.client().channel(), 2 * 1024 * 1024);
                        stage.hub().sleep(ofMillis(25));
                    }
                    return null;
                });

        var sender =
                stage.does(
                        "the sender",
                        () -> {
                            socket.setTimeout(ofMillis(200));
                            try {
                                socket.sendAll(message);
                                return "the time began anew with each write";
                            } finally {
                                isOver.set(true);
                            }
                        });

        sender.throwing(SocketTimeoutException.class);
    }

    private static void takes(SocketChannel channel, int most) throws IOException {
        var buffer = ByteBuffer.allocate(PIECE);
        var left = most;
        for (var count = 1; count > 0 && left > 0; left -= count) {
            count = channel.read(buffer.clear());
        }
    }

    @Test
    void negativeTimeoutsAreRefusedAndNoneIsForEver() throws Exception {
        var connection = connection();
        var socket = connection.socket();

        stage.does("who wants less than nothing", () -> times(socket, ofMillis(-1)))
                .throwing(IllegalArgumentException.class);
        stage.get("who wants little", () -> times(socket, ofMillis(1)));
        stage.get("who has time", () -> times(socket, null));
        var reader = reader(socket).waits();

        stage.get(
                "the time",
                () -> {
                    stage.hub().sleep(ofMillis(10));
                    return null;
                });
        connection.client().says("at last");
        assertThat(reader.value()).isEqualTo("at last");
    }

    private static Void times(GreenSocket socket, Duration timeout) {
        socket.setTimeout(timeout);
        return null;
    }

    @Test
    void aKillEndsTheWaitAndNothingIsLost() throws Exception {
        var connection = connection();
        var killed = reader(connection.socket()).waits();
        var thrown = new GreenletExit();

        killed.throwInto(thrown);

        assertThat(killed.throwing(GreenletExit.class)).isSameAs(thrown);
        connection.client().says("for the next one");
        assertThat(reader(connection.socket()).value()).isEqualTo("for the next one");
    }

    @Test
    void anOuterTimeoutEscapesTheTimeoutOfTheSocket() throws Exception {
        var socket = connection().socket();
        var reader =
                stage.does(
                                "the reader",
                                () -> {
                                    socket.setTimeout(Duration.ofMinutes(1));
                                    return socket.receive(MOST);
                                })
                        .waits();
        var outer = new IOException("an outer timeout");

        reader.throwInto(outer);

        assertThat(reader.throwing(IOException.class)).isSameAs(outer);
    }

    @Test
    void aSenderThatIsKilledLetsTheNextOneSend() throws Exception {
        var connection = connection();
        var sender = sender(connection.socket(), letters(MANY_BYTES)).waits();

        sender.throwInto(new GreenletExit());

        sender.throwing(GreenletExit.class);
        sender(connection.socket(), letters(MANY_BYTES)).waits();
    }

    @Test
    void whoAcceptsCanBeKilledAndNoClientIsLost() throws Exception {
        var listener = stage.listens();
        var killed = stage.does("who accepts", listener::accept).waits();

        killed.throwInto(new GreenletExit());

        killed.throwing(GreenletExit.class);
        var client = network.client(listener.address());
        assertThat(stage.accepts(listener).remoteAddress()).isEqualTo(client.localAddress());
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

    private static void expectTurns(int turns, String calls) {
        assertThat(turns)
                .withFailMessage(
                        "during %s that had nothing to wait for, another green thread had %s turns;"
                                + " at the latest after a hundred calls the others are to go on",
                        calls, turns)
                .isGreaterThanOrEqualTo(15);
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

    private Deed<String> reader(GreenSocket socket) {
        return stage.does("the reader", () -> text(socket.receive(MOST)));
    }

    private Deed<Void> sender(GreenSocket socket, byte[] message) {
        return stage.does(
                "the sender",
                () -> {
                    socket.sendAll(message);
                    return null;
                });
    }

    private static Void sends(GreenSocket socket, String text) throws Exception {
        socket.sendAll(text.getBytes(StandardCharsets.UTF_8));
        return null;
    }

    private static Void closes(Closeable socket) throws IOException {
        socket.close();
        return null;
    }

    /** In pieces, since a failure shows each. */
    private static void hears(Peer client, byte[] message) throws IOException {
        for (var from = 0; from < message.length; from += PIECE) {
            client.hears(Arrays.copyOfRange(message, from, Math.min(from + PIECE, message.length)));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A period that no power of two divides, so that a piece left out shows. */
    private static byte[] letters(int count) {
        var letters = new byte[count];
        for (var i = 0; i < Math.min(count, PERIOD); i++) {
            letters[i] = (byte) ('!' + i);
        }
        for (var done = PERIOD; done < count; done *= 2) {
            System.arraycopy(letters, 0, letters, done, Math.min(done, count - done));
        }
        return letters;
    }
}
