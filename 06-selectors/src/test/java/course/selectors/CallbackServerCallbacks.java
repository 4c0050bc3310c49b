package course.selectors;

import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.select.Connection;
import course.select.Pipes;
import course.select.system.Descriptors;
import course.selectors.CallbackServer.Callback;
import course.selectors.Selector.Ready;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.stubbing.Answer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What a callback is given, and what it may do. */
abstract class CallbackServerCallbacks extends CallbackServerExamples {
    CallbackServerCallbacks(
            CallbackServer server,
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background)
            throws Exception {
        super(server, selectors, backends, network, background);
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

        assertCalls("the reader's", read).containsExactly(new Call(readerKey, Set.of(READ)));
        assertCalls("the writer's", write).containsExactly(new Call(writerKey, Set.of(WRITE)));
    }

    @Test
    void callbacksAreCalledOnceARoundInTheOrderOfTheList() throws Exception {
        var called = new CopyOnWriteArrayList<SelectorKey>();
        var listed = new CopyOnWriteArrayList<SelectorKey>();
        for (var i = 0; i < 5; i++) {
            var pipe = fullPipe();
            Callback callback =
                    (key, events) -> {
                        if (listed.isEmpty()) {
                            selector.latest().found().forEach(one -> listed.add(one.key()));
                        }
                        called.add(key);
                        pipe.source().read(ByteBuffer.allocate(1));
                    };
            selector.register(pipe.source(), Set.of(READ), callback);
        }

        start();
        selector.awaitAsleep(background);

        assertThat(listed).as("who was ready in that round").hasSize(5);
        assertThat(called)
                .as("whose callbacks were called, in the order in which select has listed them")
                .withRepresentation(new KeyNames())
                .isEqualTo(listed);
    }

    @ParameterizedTest(name = "number {0} of three")
    @ValueSource(ints = {1, 2, 3})
    void theListenersTurnIsWhereItIsListed(int place) throws Exception {
        var called = new CopyOnWriteArrayList<String>();
        for (var name : List.of("one pipe", "another pipe")) {
            var pipe = fullPipe();
            Callback callback =
                    (key, events) -> {
                        called.add(name);
                        pipe.source().read(ByteBuffer.allocate(1));
                    };
            selector.register(pipe.source(), Set.of(READ), callback);
        }
        doAnswer(call -> called.add("the listener")).when(log).accepted(any(), any());
        var bound = network.listener();
        network.client(bound);
        awaitReadable(bound);
        var sorted = mock(Selector.class, delegatesTo(selector));
        Answer<List<Ready>> sorting =
                call -> {
                    var timeout = call.getArguments().length == 0 ? null : call.getArgument(0);
                    var ready = new ArrayList<>(selector.select((Duration) timeout));
                    for (var one : List.copyOf(ready)) {
                        if (one.key().channel() == bound) {
                            ready.remove(one);
                            ready.add(Math.min(place - 1, ready.size()), one);
                        }
                    }
                    return ready;
                };
        doAnswer(sorting).when(sorted).select(any());
        doAnswer(sorting).when(sorted).select();

        start(bound, sorted, log);
        selector.awaitAsleep(background);

        assertThat(called.indexOf("the listener") + 1)
                .as(
                        "the place of the listener's callback among %s, when select has listed the"
                            + " listener as number %s: they are called in the order of the list",
                        called, place)
                .isEqualTo(place);
    }

    private void awaitReadable(ServerSocketChannel bound) throws Exception {
        plain.register(bound, Set.of(READ), null);
        background.await(
                "a client waits to be accepted",
                () -> {
                    try {
                        return plain.select(Duration.ZERO).stream()
                                .anyMatch(one -> one.key().channel() == bound);
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        plain.unregister(bound);
    }

    @Test
    void aCallbackIsCalledAgainWhileThereIsSomethingToDo() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "abc");
        var callback = consuming(pipe);
        var key = selector.register(pipe.source(), Set.of(READ), callback);

        start();
        selector.awaitAsleep(background);

        var call = new Call(key, Set.of(READ));
        assertCalls("a channel's", callback).containsExactly(call, call, call);
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

        assertCalls("the later channel's", later)
                .containsExactly(new Call(selector.key(second.source()), Set.of(READ)));
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
        var modified = called.getFirst().equals("left") ? right : left;
        assertCalls("the new", heir)
                .containsExactly(
                        new Call(
                                new SelectorKey(
                                        modified.source(),
                                        Descriptors.of(modified.source()),
                                        Set.of(READ),
                                        heir),
                                Set.of(READ)));
    }

    @Test
    void whoIsRegisteredAnewIsCalledWithItsNewKey() throws Exception {
        var heir = mock(Callback.class);
        var called =
                eachWith((pipe, other) -> {
                    selector.unregister(other.source());
                    selector.register(other.source(), Set.of(READ), heir);
                });
        doAnswer(call -> selector.unregister(call.<SelectorKey>getArgument(0).channel()))
                .when(heir)
                .ready(any(), any());

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready in one round, and each registers"
                                + " the other's channel anew, with a new callback")
                .hasSize(1);
        assertCalls("the new", heir).hasSize(1);
    }

    @Test
    void aCallbackIsOnlyToldOfWhatItsChannelIsStillWatchedFor() throws Exception {
        var told = new CopyOnWriteArrayList<Set<Event>>();
        var channels = new ArrayList<SocketChannel>();
        for (var i = 0; i < 2; i++) {
            var connection = Connection.over(network);
            connection.client().says("x");
            channels.add(connection.channel());
        }
        for (var channel : channels) {
            Callback callback =
                    (key, events) -> {
                        told.add(events);
                        selector.unregister(channel);
                        for (var other : channels) {
                            if (other != channel && selector.map().containsKey(other)) {
                                selector.modify(other, Set.of(WRITE), selector.key(other).data());
                            }
                        }
                    };
            selector.register(channel, Set.of(READ), callback);
        }
        awaitBoth(channels);

        start();
        selector.awaitAsleep(background);

        assertThat(told)
                .as(
                        "what two callbacks were told: both channels are ready for READ and WRITE,"
                                + " and the first one lets the other be watched for WRITE alone")
                .containsExactly(Set.of(READ, WRITE), Set.of(WRITE));
    }

    private void awaitBoth(List<SocketChannel> channels) throws Exception {
        for (var channel : channels) {
            selector.modify(channel, Set.of(READ, WRITE), selector.key(channel).data());
        }
        background.await(
                "two channels are ready for READ and WRITE",
                () -> {
                    try {
                        return plain.select(Duration.ZERO).stream()
                                        .filter(one -> one.events().size() == 2)
                                        .count()
                                == 2;
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aConnectionThatAnotherCallbackEndsIsNotKept(ByOthers how) throws Exception {
        var ended = new AtomicReference<SelectableChannel>();
        var trigger = trigger(() -> how.end(ended.get(), selector));
        expectThatNothingIsKept(trigger, ended, "has %s a connection of its".formatted(how));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aConnectionThatAnotherCallbackEndsAndThenThrowsIsNotKept(ByOthers how) throws Exception {
        var ended = new AtomicReference<SelectableChannel>();
        var trigger =
                trigger(() -> {
                    how.end(ended.get(), selector);
                    throw new IOException("that was all");
                });
        expectThatNothingIsKept(
                trigger, ended, "has %s a connection of its, and then thrown".formatted(how));
    }

    private void expectThatNothingIsKept(
            Pipe trigger, AtomicReference<SelectableChannel> ended, String what) throws Exception {
        start();
        var client = network.client(listener);
        var other = network.client(listener);
        serves(client);
        serves(other);
        ended.set(selector.keyOf(client, background).channel());

        Pipes.put(trigger, "x");

        client.hearsTheEnd();
        assertThat(selector.awaitAsleep(background).keys())
                .as(
                        "keys of closed channels that are left when the server waits again: another"
                                + " callback %s",
                        what)
                .filteredOn(key -> !key.channel().isOpen())
                .isEmpty();
        assertTold(log, "closing", 0);
        serves(other);
        serves(network.client(listener));
    }

    @Test
    void aConnectionIsNotKeptThoughTheNextOneHasItsNumber() throws Exception {
        var bound = network.listener();
        var ended = new AtomicReference<SelectableChannel>();
        var next = new AtomicReference<Peer>();
        var closer =
                trigger(() -> {
                    takeAllNumbersBelow(Descriptors.of(ended.get()));
                    ended.get().close();
                });
        var opportunity =
                trigger(() -> {
                    next.set(network.client(bound));
                    Pipes.put(closer, "x");
                });
        start(bound, log);
        var client = network.client(bound);
        serves(client);
        ended.set(selector.keyOf(client, background).channel());
        selector.listFirst(closer.source());

        Pipes.put(opportunity, "x");

        client.hearsTheEnd();
        serves(next.get());
        assertThat(selector.awaitAsleep(background).keys())
                .as(
                        "keys of closed channels that are left when the server waits again: another"
                            + " callback has closed a connection of its, and in the same round the"
                            + " server has accepted the next one, which may have the closed one's"
                            + " descriptor")
                .withRepresentation(new KeyNames())
                .filteredOn(key -> !key.channel().isOpen())
                .isEmpty();
    }

    private void takeAllNumbersBelow(int number) throws IOException {
        while (Descriptors.of(network.pipe().sink()) < number) {
            // one more
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aConnectionThatAnotherCallbackEndsBeforeItsTurnIsNotCalled(ByOthers how) throws Exception {
        var bound = network.listener();
        var client = network.client(bound);
        var ended = new AtomicReference<SelectableChannel>();
        var ender = trigger(() -> how.end(ended.get(), selector));
        var opportunity =
                trigger(() -> {
                    client.says("abc");
                    plain.select(SelectorExamples.SOON);
                    Pipes.put(ender, "x");
                });
        start(bound, log);
        serves(client);
        ended.set(selector.keyOf(client, background).channel());
        selector.listFirst(ender.source());
        var before = toldOf(ended.get());

        Pipes.put(opportunity, "x");

        background.await("another callback ends a connection", () -> !ended.get().isOpen());
        serves(network.client(bound));
        selector.awaitAsleep(background);
        assertThat(toldOf(ended.get()))
                .as(
                        "what the log was told of a connection that was ready to be read from, when"
                            + " another callback has %s it before its turn came: its callback is"
                            + " not called",
                        how)
                .isEqualTo(before);
    }

    private List<String> toldOf(SelectableChannel connection) {
        return mockingDetails(log).getInvocations().stream()
                .filter(call ->
                        Stream.of(call.getArguments())
                                .anyMatch(about ->
                                        about == connection
                                                || about instanceof SelectorKey key
                                                        && key.channel() == connection))
                .map(call -> call.getMethod().getName())
                .toList();
    }

    @Test
    void aConnectionWhoseBytesAnotherCallbackHasReadGoesOn() throws Exception {
        var bound = network.listener();
        var client = network.client(bound);
        var connection = new AtomicReference<SocketChannel>();
        var taken = new AtomicInteger();
        var thief = trigger(() -> taken.set(connection.get().read(ByteBuffer.allocate(9))));
        var opportunity =
                trigger(() -> {
                    client.says("abc");
                    plain.select(SelectorExamples.SOON);
                    Pipes.put(thief, "x");
                });
        start(bound, log);
        serves(client);
        connection.set((SocketChannel) selector.keyOf(client, background).channel());
        selector.listFirst(thief.source());

        Pipes.put(opportunity, "x");

        background.await("another callback reads what a client has sent", () -> taken.get() == 3);
        serves(client);
        assertTold(log, "closing", 0);
    }

    @ParameterizedTest(name = "watched for {0}")
    @ValueSource(strings = {"WRITE", "READ and WRITE"})
    void aConnectionThatIsWatchedForSomethingElseIsWatchedAsItHasToBeAgain(String events)
            throws Exception {
        var changed = new AtomicReference<SelectableChannel>();
        var triggered = new AtomicInteger();
        var wanted = events.equals("WRITE") ? Set.of(WRITE) : Set.of(READ, WRITE);
        var trigger =
                trigger(() -> {
                    var key = selector.key(changed.get());
                    selector.modify(changed.get(), wanted, key.data());
                    triggered.incrementAndGet();
                });
        start();
        var client = network.client(listener);
        serves(client);
        changed.set(selector.keyOf(client, background).channel());
        selector.awaitAsleep(background);
        for (var time = 0; time < 2; time++) {
            var calls = triggered.get();
            Pipes.put(trigger, "x");
            background.await("the other callback is called", () -> triggered.get() > calls);

            var asleep = selector.awaitAsleep(background);
            assertThat(WatchedSelector.names(asleep.watchedFor(WRITE)))
                    .as(
                            "watched for WRITE with nothing to send, after another callback has let"
                                    + " a connection be watched for %s",
                            events)
                    .isEmpty();
            serves(client);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void whenAnotherCallbackEndsTheListenerTheConnectionsGoOn(ByOthers how) throws Exception {
        var trigger = trigger(() -> how.end(listener, selector));
        start();
        var client = network.client(listener);
        serves(client);

        Pipes.put(trigger, "x");

        background.await("the listener is closed", () -> !listener.isOpen());
        serves(client);
        selector.awaitAsleep(background);
        serves(client);
        assertThat(serving.hasEnded())
                .as("the server has ended, since another callback has %s its listener", how)
                .isFalse();
    }

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
}
