package course.selectors;

import static course.kit.Assumptions.assumeTrue;
import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import com.sun.management.UnixOperatingSystemMXBean;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.Program;
import course.kit.WhenTheRestIsRight;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.select.FaultyListener;
import course.select.Pipes;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Kind;
import course.selectors.CallbackServer.Callback;
import course.selectors.CallbackServer.Log;
import course.selectors.demo.Crowd;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

@Exercise(id = "6.3", title = "CallbackServer", section = "selectors模块")
class CallbackServerSpec {
    /** java.nio watches channels of the JDK alone; these others take the spec's, too. */
    private static final boolean WATCHES_ANY_CHANNEL =
            Availability.here().missing(Kind.POLL).isEmpty();

    private static final int MANY_BYTES = 64 * 1024 * 1024;
    private static final int MANY_CLIENTS = 10_000;

    private final CallbackServer server;
    private final Selector plain;
    private final WatchedSelector selector;
    private final Network network;
    private final Background background;
    private final Log log = mock(Log.class);
    private ServerSocketChannel listener;
    private Background.Task serving;
    private volatile boolean interruptedAtTheEnd;

    CallbackServerSpec(
            CallbackServer server,
            @Given Candidate<Selector> selectors,
            @Given Candidate<Backends> backends,
            Network network,
            Background background)
            throws Exception {
        this.server = server;
        this.network = network;
        this.background = background;
        var all = backends.create(Availability.here());
        this.plain = selectors.create(all.open(all.choose().kind()));
        this.selector = new WatchedSelector(plain);
    }

    @Test
    void aMessageComesBack() throws Exception {
        start();
        var client = network.client(listener);

        client.says("hello");

        client.hears("hello");
    }

    @Test
    void oneClientCanSendManyMessages() throws Exception {
        start();
        var client = network.client(listener);

        client.says("one").hears("one");
        client.says("two").hears("two");

        client.says("three").hears("three").hasHeardNothingElse();
    }

    @Test
    void aMessageMayComeByteByByte() throws Exception {
        start();
        var client = network.client(listener);

        client.saysByteByByte("a message in parts");

        client.hears("a message in parts");
    }

    @Test
    void aSilentClientKeepsNobodyWaiting() throws Exception {
        start();
        network.client(listener);
        var second = network.client(listener);

        second.says("abc");

        second.hears("abc");
    }

    @Test
    void twoHundredClientsAtOnceAllGetTheirAnswers() throws Exception {
        start();
        var clients = network.clients(200, listener);
        for (var client : clients) {
            client.says("i am " + client);
        }

        for (var client : clients.reversed()) {
            client.hears("i am " + client);
        }
    }

    @Test
    void whoConnectsIsRegisteredForReadingWithACallback() throws Exception {
        start();
        var client = network.client(listener);

        client.says("abc").hears("abc");

        var key = selector.keyOf(client, background);
        assertThat(key.events()).as("what the connection is watched for").containsExactly(READ);
        assertThat(key.data()).as("the data of its key").isInstanceOf(Callback.class);
    }

    @Test
    void itTellsWhatItDoes() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        start(
                network.listener(),
                new Log() {
                    @Override
                    public void accepted(SocketChannel connection, SocketAddress client) {
                        told.add("accepted from " + ((InetSocketAddress) client).getPort());
                    }

                    @Override
                    public void echoing(ByteBuffer data, SocketChannel connection) {
                        told.add("echoing " + StandardCharsets.US_ASCII.decode(data));
                    }

                    @Override
                    public void closing(SocketChannel connection) {
                        told.add(connection.isOpen() ? "closing" : "closing what is closed");
                    }
                });
        var client = network.client(listener);

        client.says("abc").hears("abc");
        client.says("def").hears("def");
        client.finishes().hearsTheEnd();

        assertThat(told)
                .as("what the log was told")
                .containsExactly(
                        "accepted from " + client.localAddress().getPort(),
                        "echoing abc",
                        "echoing def",
                        "closing");
    }

    @Test
    void itSleepsWhenThereIsNothingToDo() throws Exception {
        start();
        network.client(listener);
        var second = network.client(listener);
        selector.narrow(second, background);
        var message = letters(300_000);
        second.exchanges(message, message);

        var call = selector.awaitAsleep(background);

        assertThat(WatchedSelector.names(call.watchedFor(WRITE)))
                .as("the server is spinning while these, watched for WRITE, have room: all is sent")
                .isEmpty();
    }

    @Test
    void anAnswerThatOneWriteDoesNotTakeArrivesWhole() throws Exception {
        var narrow = faultyListener();
        narrow.narrow(3);
        start(narrow, log);
        var client = network.client(listener);

        client.says("three bytes at a time").says(" and more");

        client.hears("three bytes at a time and more").hasHeardNothingElse();
    }

    @Test
    void whatComesLaterWaitsForWhatWaits() throws Exception {
        var narrow = faultyListener();
        narrow.narrow(3);
        var client = network.client(narrow);
        doAnswer(call -> client.says(" overtakes nothing"))
                .doNothing()
                .when(log)
                .echoing(any(), any());
        start(narrow, log);

        client.says("what was first");

        client.hears("what was first overtakes nothing").hasHeardNothingElse();
    }

    @Test
    void aMegabyteComesBackWhole() throws Exception {
        start();
        var client = network.client(listener);
        selector.narrow(client, background);
        var message = letters(1_000_000);

        client.exchanges(message, message);

        client.hasHeardNothingElse();
    }

    @Test
    void aClientThatHasFinishedSendingGetsItsAnswersAndThenTheEnd() throws Exception {
        start();
        var client = network.client(listener);
        selector.narrow(client, background);
        var message = letters(200_000);

        client.says(message).finishes();

        client.hears(message).hearsTheEnd();
    }

    @Test
    void theEndOfAStreamIsReadOnce() throws Exception {
        var stalled = faultyListener();
        stalled.narrow(0);
        start(stalled, log);
        var client = network.client(listener);

        client.says("abc").finishes();

        background.await(
                "the server watches a client that has finished, and takes no answer, for WRITE"
                    + " alone (the end of its stream can be read for ever: select would not wait)",
                () -> selector.keyOf(client, background).events().equals(Set.of(WRITE)));
    }

    @Test
    void aClientThatLeavesWithoutAWordIsLetGo() throws Exception {
        start();
        var client = network.client(listener);
        var connection = selector.keyOf(client, background).channel();

        client.finishes();

        client.hearsTheEnd();
        background.await("the connection is closed", () -> !connection.isOpen());
        assertThat(selector.awaitAsleep(background).keys())
                .as("who is watched, when the only client has left")
                .extracting(SelectorKey::channel)
                .containsExactly(listener);
    }

    @Test
    void aResetHarmsNobodyElse() throws Exception {
        start();
        var first = network.client(listener);
        var second = network.client(listener);
        first.says("abc").hears("abc");

        first.says("never answered").resets();

        second.says("abc").hears("abc");
        assertThat(serving.hasEnded()).as("the server has ended").isFalse();
        selector.awaitAsleep(background);
    }

    @Test
    @Deadline(seconds = 20)
    void aClientThatDoesNotReadCannotFillTheMemory() throws Exception {
        start();
        var stalled = network.client(listener);
        var other = network.client(listener);

        var poured = pourUntilTheServerTakesNoMore(stalled, other);

        assertThat(poured)
                .withFailMessage(
                        "the server took %,d bytes from a client that reads no answer, and would"
                                + " have taken more",
                        poured)
                .isLessThan(MANY_BYTES);
    }

    @Test
    @Deadline(seconds = 20)
    void aClientForWhomTooMuchWaitsIsNotReadFrom() throws Exception {
        var stalled = faultyListener();
        var other = network.client(stalled);
        var waiting = new AtomicInteger();
        var waitingBefore = new AtomicInteger();
        start(
                stalled,
                new Log() {
                    @Override
                    public void echoing(ByteBuffer data, SocketChannel connection) {
                        if (WatchedSelector.remotePort(connection)
                                != other.localAddress().getPort()) {
                            waitingBefore.set(waiting.getAndAdd(data.remaining()));
                        }
                    }
                });
        serves(other);
        stalled.narrow(0);

        pourUntilTheServerTakesNoMore(network.client(listener), other);

        assertThat(waitingBefore.get())
                .as(
                        "bytes that waited already when the server read on, of a client that takes"
                                + " none")
                .isLessThan(CallbackServer.MOST_WAITING_BYTES);
    }

    @Test
    @Deadline(seconds = 20)
    void aClientThatReadsAtLastGetsAllThatIsItsOwn() throws Exception {
        start();
        var stalled = network.client(listener);
        var other = network.client(listener);
        var poured = pourUntilTheServerTakesNoMore(stalled, other);

        stalled.hears("x".repeat(poured).getBytes());

        stalled.says("and now").hears("and now");
        selector.awaitAsleep(background);
    }

    @Test
    void nothingIsKeptOfAConnectionThatItsClientHasClosed() throws Exception {
        start(network.listener(), new Log() {});
        var client = network.client(listener);
        client.says("abc").hears("abc");
        var connection = selector.connectionOf(client, background);

        client.leaves();

        expectForgotten(connection, client);
    }

    @Test
    @Deadline(seconds = 20)
    void nothingIsKeptOfAConnectionThatBrokeWithAnswersWaiting() throws Exception {
        start(network.listener(), new Log() {});
        var client = network.client(listener);
        var connection = selector.connectionOf(client, background);
        selector.narrow(client, background);
        pourUntilTheServerTakesNoMore(client, network.client(listener));

        client.resets();

        expectForgotten(connection, client);
    }

    @Test
    void aCallbackGetsItsKeyAndWhatItsChannelIsReadyFor() throws Exception {
        var reader = fullPipe();
        var writer = network.pipe();
        var read = consuming(reader);
        var write = mock(Callback.class);
        doAnswer(call -> selector.unregister(writer.sink())).when(write).ready(any(), any());
        var readerKey = selector.register(reader.source(), Set.of(READ), read);
        var writerKey = selector.register(writer.sink(), Set.of(READ, WRITE), write);

        start();
        selector.awaitAsleep(background);

        verify(read).ready(readerKey, Set.of(READ));
        verify(write).ready(writerKey, Set.of(WRITE));
        verifyNoMoreInteractions(read, write);
    }

    @Test
    void callbacksAreCalledOnceARoundInTheOrderOfTheList() throws Exception {
        var callbacks = new ArrayList<Callback>();
        var listed = new ArrayList<SelectorKey>();
        for (var i = 0; i < 5; i++) {
            var pipe = fullPipe();
            var callback = mock(Callback.class);
            doAnswer(
                            call -> {
                                if (listed.isEmpty()) {
                                    selector.latest().found().forEach(one -> listed.add(one.key()));
                                }
                                return pipe.source().read(ByteBuffer.allocate(1));
                            })
                    .when(callback)
                    .ready(any(), any());
            selector.register(pipe.source(), Set.of(READ), callback);
            callbacks.add(callback);
        }

        start();
        selector.awaitAsleep(background);

        var calls = inOrder(callbacks.toArray());
        for (var key : listed) {
            calls.verify((Callback) key.data()).ready(key, Set.of(READ));
        }
        verifyNoMoreInteractions(callbacks.toArray());
        assertThat(listed).as("who was ready in that round").hasSize(5);
    }

    @Test
    void aCallbackIsCalledAgainWhileThereIsSomethingToDo() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "abc");
        var callback = consuming(pipe);
        var key = selector.register(pipe.source(), Set.of(READ), callback);

        start();
        selector.awaitAsleep(background);

        verify(callback, times(3)).ready(key, Set.of(READ));
    }

    @Test
    void aCallbackMayRegisterOthers() throws Exception {
        var first = fullPipe();
        var second = fullPipe();
        var later = consuming(second);
        var callback = mock(Callback.class);
        doAnswer(
                        call -> {
                            selector.unregister(first.source());
                            return selector.register(second.source(), Set.of(READ), later);
                        })
                .when(callback)
                .ready(any(), any());
        selector.register(first.source(), Set.of(READ), callback);

        start();
        selector.awaitAsleep(background);

        verify(later).ready(selector.key(second.source()), Set.of(READ));
    }

    @Test
    void whoIsUnregisteredByAnotherCallbackIsNotCalled() throws Exception {
        var called = eachWith((pipe, other) -> selector.unregister(other.source()));

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready in one round, and each"
                                + " unregisters the other")
                .hasSize(1);
    }

    @Test
    void whoIsClosedByAnotherCallbackIsNotCalled() throws Exception {
        var called = eachWith((pipe, other) -> other.source().close());

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready in one round, and each closes"
                                + " the other's channel")
                .hasSize(1);
        serves(network.client(listener));
    }

    @Test
    void whoIsUnregisteredAndClosedByAnotherCallbackIsNotCalled() throws Exception {
        var called =
                eachWith((pipe, other) -> {
                    selector.unregister(other.source());
                    other.source().close();
                });

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready in one round, and each"
                                + " unregisters and closes the other's channel")
                .hasSize(1);
        serves(network.client(listener));
    }

    @Test
    void whoIsNotWatchedForItAnyMoreIsNotCalled() throws Exception {
        var called =
                eachWith((pipe, other) -> {
                    var key = selector.key(other.source());
                    selector.modify(other.source(), Set.of(WRITE), key.data());
                });

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready for READ in one round, and each"
                                + " lets the other be watched for WRITE alone")
                .hasSize(1);
    }

    @Test
    void aKeyIsAsItIsWhenItsTurnComes() throws Exception {
        var heir = mock(Callback.class);
        var called = eachWith((pipe, other) -> selector.modify(other.source(), Set.of(READ), heir));
        doAnswer(call -> selector.unregister(call.<SelectorKey>getArgument(0).channel()))
                .when(heir)
                .ready(any(), any());

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready in one round, and each gives the"
                                + " other's channel a new callback")
                .hasSize(1);
        var modified = called.getFirst().equals("left") ? "right" : "left";
        verify(heir)
                .ready(
                        argThat(key -> key.data() == heir && name(key).equals(modified)),
                        eq(Set.of(READ)));
    }

    private Pipe left;
    private Pipe right;

    /** What one callback does to the other's channel. */
    private interface Meddling {
        void with(Pipe own, Pipe other) throws Exception;
    }

    /**
     * Registers two pipes that are ready. The callback of each says its name, reads its byte, and
     * does something to the other.
     *
     * @return who was called
     */
    private List<String> eachWith(Meddling meddling) throws Exception {
        var called = new CopyOnWriteArrayList<String>();
        left = fullPipe();
        right = fullPipe();
        for (var own : List.of(left, right)) {
            Callback callback =
                    (key, events) -> {
                        called.add(name(key));
                        own.source().read(ByteBuffer.allocate(1));
                        meddling.with(own, own == left ? right : left);
                    };
            selector.register(own.source(), Set.of(READ), callback);
        }
        return called;
    }

    private String name(SelectorKey key) {
        return key.channel() == left.source() ? "left" : "right";
    }

    @Test
    void aCallbackThatThrowsCostsItsOwnChannel() throws Exception {
        for (var thrown :
                List.of(new Exception("broken"), new IllegalStateException("broken, too"))) {
            var broken = fullPipe();
            Callback throwing =
                    (key, events) -> {
                        throw thrown;
                    };
            var key = selector.register(broken.source(), Set.of(READ), throwing);
            var others = List.of(fullPipe(), fullPipe());
            for (var other : others) {
                selector.register(other.source(), Set.of(READ), consuming(other));
            }

            start();
            selector.awaitAsleep(background);

            verify(log).failed(key, thrown);
            assertThat(broken.source().isOpen()).as("the channel is open").isFalse();
            assertThat(selector.map()).as("the map").doesNotContainKey(broken.source());
            for (var other : others) {
                var data = (Callback) selector.key(other.source()).data();
                verify(data).ready(any(), any());
            }
            serves(network.client(listener));
            serving.stop();
        }
    }

    @Test
    void aCallbackMayEndItsChannelAndThenThrow() throws Exception {
        var pipe = fullPipe();
        Callback callback =
                (key, events) -> {
                    selector.unregister(key.channel());
                    key.channel().close();
                    throw new IOException("that was all");
                };
        selector.register(pipe.source(), Set.of(READ), callback);

        start();
        selector.awaitAsleep(background);

        serves(network.client(listener));
    }

    @Test
    void anInterruptedCallbackEndsTheServer() throws Exception {
        var pipe = fullPipe();
        Callback callback =
                (key, events) -> {
                    throw new InterruptedException();
                };
        selector.register(pipe.source(), Set.of(READ), callback);

        start();
        serving.awaitEnd();

        assertThat(listener.isOpen()).as("the listener is open").isFalse();
        verify(log, never()).failed(any(), any());
    }

    @Test
    void withoutDescriptorsItServesWhomItHasAndDoesNotSpin() throws Exception {
        var scarce = faultyListener();
        start(scarce, log);
        var first = network.client(listener);
        serves(first);

        scarce.exhaust();
        network.client(listener).says("is anybody there?");
        awaitRefusal(scarce);

        serves(first);
        selector.awaitAsleep(background);
        serves(first);
    }

    @Test
    void aConnectionThatCannotBeWatchedIsClosed() throws Exception {
        var choosy = mock(Selector.class, delegatesTo(selector));
        doThrow(new IllegalArgumentException("no bit for it"))
                .doThrow(new IOException("no room for it"))
                .doAnswer(delegatesTo(selector))
                .when(choosy)
                .register(isA(SocketChannel.class), any(), any());
        start(network.listener(), choosy, log);

        network.client(listener).hearsTheEnd();
        network.client(listener).hearsTheEnd();

        serves(network.client(listener));
    }

    @Test
    void whenAConnectionEndsTheNextClientIsAccepted() throws Exception {
        selector.stopTheClock();
        var scarce = faultyListener();
        start(scarce, log);
        var first = network.client(listener);
        serves(first);
        scarce.exhaust();
        var second = network.client(listener).says("xyz");
        awaitRefusal(scarce);
        serves(first);
        selector.awaitAsleep(background);

        scarce.recover();
        first.leaves();

        background.await(
                "the next client is accepted when a connection ends, and not only after a second"
                        + " (which would never be over here: no time passes)",
                () -> selector.watches(second));
        second.hears("xyz");
    }

    @Test
    void itTriesAgainToAcceptAlsoWhenNobodyLeaves() throws Exception {
        var scarce = faultyListener();
        start(scarce, log);
        scarce.exhaust();
        var client = network.client(listener).says("xyz");
        awaitRefusal(scarce);
        selector.awaitAsleep(background);

        scarce.recover();

        client.hears("xyz");
    }

    @Test
    @Deadline(seconds = 20)
    void anInterruptStopsItAndClosesAll() throws Exception {
        var others = network.pipe().source();
        selector.register(others, Set.of(READ), mock(Callback.class));
        start();
        var idle = network.client(listener);
        serves(idle);
        var stalled = network.client(listener);
        pourUntilTheServerTakesNoMore(stalled, idle);

        serving.stop();

        idle.hearsTheEnd();
        assertThat(listener.isOpen()).as("the listener is open").isFalse();
        assertThat(others.isOpen()).as("somebody else's channel is open").isTrue();
        assertThat(selector.map()).as("the selector's map").containsOnlyKeys(others);
        assertThat(interruptedAtTheEnd)
                .as("the thread's interrupt status, when the server has returned")
                .isTrue();
    }

    @Test
    void whenTheSelectorFailsAllConnectionsAreClosed() throws Exception {
        listener = network.listener();
        serving =
                background.start(
                        "the server",
                        () ->
                                SelectorExamples.assertThrows(
                                        IOException.class,
                                        () -> server.serve(listener, selector, log),
                                        "serve, when its selector does,"));
        var client = network.client(listener);
        serves(client);
        selector.awaitAsleep(background);

        selector.failWith(new IOException("broken"));
        network.client(listener);

        client.hearsTheEnd();
        serving.awaitEnd();
    }

    @Test
    @Deadline(seconds = 30)
    @WhenTheRestIsRight
    void tenThousandConnectionsAreServedByOneThread() throws Exception {
        assumeTrue(
                freeDescriptors() > MANY_CLIENTS + 100,
                "it takes 10,100 descriptors, which is more than ulimit -n leaves");
        listener = network.listener();
        serving = background.start("the server", () -> server.serve(listener, plain, new Log() {}));
        var port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        serves(network.client(listener));

        try (var crowd =
                Program.start(Crowd.class, String.valueOf(port), String.valueOf(MANY_CLIENTS))) {
            crowd.awaitLine(MANY_CLIENTS + " answered");

            background.await(
                    "the server has no threads but its own",
                    () -> serving.thread().getThreadGroup().activeCount() == 2);
            assertThat(plain.map())
                    .as("who is registered: the crowd, a client, and the listener")
                    .hasSize(MANY_CLIENTS + 2);
            crowd.types("thank you");
        }
    }

    private void start() throws IOException {
        start(network.listener(), log);
    }

    private void start(ServerSocketChannel listener, Log log) {
        start(listener, selector, log);
    }

    private void start(ServerSocketChannel listener, Selector selector, Log log) {
        this.listener = listener;
        serving =
                background.start(
                        "the server",
                        () -> {
                            server.serve(listener, selector, log);
                            interruptedAtTheEnd = Thread.currentThread().isInterrupted();
                        });
    }

    private FaultyListener faultyListener() throws IOException {
        assumeTrue(WATCHES_ANY_CHANNEL, "java.nio watches channels of the JDK alone");
        return new FaultyListener(network.listener());
    }

    private void awaitRefusal(FaultyListener scarce) {
        background.await("the server tries to accept the next client", scarce::hasRefused);
    }

    private static void serves(Peer client) throws IOException {
        client.says("tick").hears("tick");
    }

    /** A pipe with one byte to read. */
    private Pipe fullPipe() throws IOException {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        return pipe;
    }

    /** A callback that reads one byte at each call. */
    private static Callback consuming(Pipe pipe) throws Exception {
        var callback = mock(Callback.class);
        doAnswer(call -> pipe.source().read(ByteBuffer.allocate(1)))
                .when(callback)
                .ready(any(), any());
        return callback;
    }

    /**
     * Sends until the server takes no more, for as long as it takes another client fifty rounds.
     *
     * @return how many bytes were taken; {@link #MANY_BYTES} if there was no end to it
     */
    private static int pourUntilTheServerTakesNoMore(Peer client, Peer other) throws IOException {
        var chunk = ByteBuffer.wrap("x".repeat(64 * 1024).getBytes());
        var poured = 0;
        var idleRounds = 0;
        while (idleRounds < 50 && poured < MANY_BYTES) {
            var taken = client.pours(chunk.rewind());
            poured += taken;
            if (taken == 0) {
                serves(other);
                idleRounds++;
            } else {
                idleRounds = 0;
            }
        }
        return poured;
    }

    private void expectForgotten(WeakReference<SelectableChannel> connection, Peer client)
            throws IOException {
        var other = network.client(listener);
        background.await(
                "nothing holds the connection of %s any more (look at the selector's map, and at what the server keeps)"
                        .formatted(client),
                () -> {
                    try {
                        serves(other);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    System.gc();
                    return connection.get() == null;
                });
    }

    private static byte[] letters(int count) {
        var random = new Random(1);
        var letters = new byte[count];
        for (var i = 0; i < count; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return letters;
    }

    private static long freeDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
