package course.selectors;

import static course.kit.Assumptions.assumeTrue;
import static course.selectors.Event.READ;
import static course.selectors.SelectorExamples.assertKey;
import static course.selectors.SelectorExamples.assertThrows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Program;
import course.kit.TakesTime;
import course.kit.WhenTheRestIsRight;
import course.kit.net.Network;
import course.select.FaultyListener;
import course.select.HighDescriptors;
import course.select.Pipes;
import course.selectors.CallbackServer.Callback;
import course.selectors.CallbackServer.Log;
import course.selectors.demo.Crowd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Callbacks that throw, descriptors that run out, the end of the server. */
abstract class CallbackServerFailures extends CallbackServerExamples {
    private static final int MANY_CLIENTS = 10_000;

    CallbackServerFailures(
            CallbackServer server,
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background)
            throws Exception {
        super(server, selectors, backends, network, background);
    }

    @Test
    void aCallbackThatThrowsCostsItsOwnChannel() throws Exception {
        var failed = 0;
        for (var thrown :
                List.of(
                        new Exception("broken"),
                        new IOException("broken, too"),
                        new InterruptedIOException("it took too long"),
                        new IllegalStateException("broken as well"),
                        new NullPointerException("and this"))) {
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
            var before = failed;
            background.await(
                    "the log is told that a callback has thrown " + thrown,
                    () -> told(log, "failed").size() > before);
            selector.awaitAsleep(background);

            var failures = told(log, "failed");
            assertThat(failures)
                    .as(
                            "what the log was told when a callback threw %s: once that it has"
                                    + " failed",
                            thrown)
                    .hasSize(++failed);
            assertKey(failures.getLast().getArgument(0))
                    .as("the key of the callback that threw")
                    .isEqualTo(key);
            assertThat((Exception) failures.getLast().getArgument(1))
                    .as("the exception that the log was told of")
                    .isSameAs(thrown);
            assertThat(broken.source().isOpen()).as("the channel is open").isFalse();
            assertThat(selector.map()).as("the map").doesNotContainKey(broken.source());
            for (var other : others) {
                var data = (Callback) selector.key(other.source()).data();
                assertCalls("another channel's", data).hasSize(1);
            }
            serves(network.client(listener));
            serving.stop();
        }
    }

    @Test
    void whoIsReadyInTheRoundOfAFailureIsCalledInThatRound() throws Exception {
        var rounds = new CopyOnWriteArrayList<WatchedSelector.Call>();
        for (var i = 0; i < 3; i++) {
            Callback throwing =
                    (key, events) -> {
                        rounds.add(selector.latest());
                        throw new IOException("broken");
                    };
            selector.register(fullPipe().source(), Set.of(READ), throwing);
        }

        start();
        selector.awaitAsleep(background);

        assertTold(log, "failed", 3);
        assertThat(rounds.stream().distinct().count())
                .as(
                        "how many times the server waited for three callbacks whose channels are"
                                + " ready in one round, and each of which throws: a callback that"
                                + " throws ends no round")
                .isEqualTo(1);
    }

    @Test
    void aFailureIsToldWhenTheChannelIsClosed() throws Exception {
        var stillThere = new AtomicReference<String>();
        doAnswer(
                        call -> {
                            var channel = call.<SelectorKey>getArgument(0).channel();
                            stillThere.set(
                                    "open: %s, registered: %s"
                                            .formatted(
                                                    channel.isOpen(),
                                                    selector.map().containsKey(channel)));
                            return null;
                        })
                .when(log)
                .failed(any(), any());
        Callback throwing =
                (key, events) -> {
                    throw new IOException("broken");
                };
        selector.register(fullPipe().source(), Set.of(READ), throwing);

        start();
        selector.awaitAsleep(background);

        assertThat(stillThere.get())
                .as("the channel of a callback that has thrown, when the log is told")
                .isEqualTo("open: false, registered: false");
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

        assertTold(log, "failed", 1);
        serves(network.client(listener));
    }

    /** Where an interrupt finds the server. */
    private enum Interrupt {
        BEFORE_IT_SERVES,
        WHILE_IT_WAITS,
        THROWN_BY_A_CALLBACK,
        IN_A_CALLBACK_THAT_RETURNS
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void anInterruptEndsTheServer(Interrupt when) throws Exception {
        var trigger =
                trigger(() -> {
                    if (when == Interrupt.THROWN_BY_A_CALLBACK) {
                        throw new InterruptedException();
                    }
                    Thread.currentThread().interrupt();
                });
        if (when == Interrupt.BEFORE_IT_SERVES) {
            startInterrupted();
        } else {
            start();
            var client = network.client(listener);
            serves(client);
            if (when == Interrupt.WHILE_IT_WAITS) {
                selector.awaitAsleep(background);
                serving.thread().interrupt();
            } else {
                Pipes.put(trigger, "x");
            }
            client.hearsTheEnd();
        }

        background.await("the server ends, interrupted %s".formatted(when), serving::hasEnded);
        assertThat(interruptedAtTheEnd)
                .as("the thread's interrupt status when serve has returned, interrupted %s", when)
                .isTrue();
        assertThat(listener.isOpen()).as("the listener is open").isFalse();
        assertThat(selector.map()).as("the selector's map").containsOnlyKeys(trigger.source());
        assertTold(log, "failed", 0);
        assertTold(log, "closing", 0);
    }

    private void startInterrupted() throws IOException {
        listener = network.listener();
        serving =
                background.start(
                        "the server",
                        () -> {
                            Thread.currentThread().interrupt();
                            server.serve(listener, selector, log);
                            interruptedAtTheEnd = Thread.currentThread().isInterrupted();
                        });
    }

    @Test
    void anErrorInACallbackEndsTheServerAndAllIsClosed() throws Exception {
        var error = new UnsatisfiedLinkError("no such call");
        var trigger =
                trigger(() -> {
                    throw error;
                });
        startUntil(error, selector);
        var client = network.client(listener);
        serves(client);

        Pipes.put(trigger, "x");

        client.hearsTheEnd();
        serving.awaitEnd();
        expectAllClosed("a callback that threw " + error, trigger.source());
    }

    private void expectAllClosed(String cause, SelectableChannel... others) {
        assertThat(listener.isOpen()).as("the listener is open, after %s", cause).isFalse();
        assertThat(selector.map())
                .as("the selector's map, after %s", cause)
                .withRepresentation(new KeyNames())
                .containsOnlyKeys(others);
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
    void whoWasAcceptedBeforeTheFailureIsServed() throws Exception {
        var scarce = faultyListener();
        scarce.exhaustAfter(2);
        var clients = network.clients(3, scarce);
        start(scarce, log);
        awaitRefusal(scarce);

        serves(clients.get(0));
        serves(clients.get(1));
        selector.awaitAsleep(background);

        scarce.recover();
        serves(clients.get(2));
    }

    @Test
    void aConnectionThatCannotBeWatchedIsClosed() throws Exception {
        var choosy = mock(Selector.class, delegatesTo(selector));
        doThrow(new IllegalArgumentException("no bit for it"))
                .doThrow(new IOException("no room for it"))
                .doThrow(new IllegalStateException("its number is taken"))
                .doThrow(new ClosedChannelException())
                .doThrow(new UnsupportedOperationException("no such channel"))
                .doAnswer(delegatesTo(selector))
                .when(choosy)
                .register(isA(SocketChannel.class), any(), any());
        selector.stopTheClock();
        start(network.listener(), choosy, log);

        for (var refused = 0; refused < 5; refused++) {
            network.client(listener).hearsTheEnd();
        }

        var client = network.client(listener);
        serves(client);
        assertThat(told(log, "accepted").getLast().<SocketAddress>getArgument(1))
                .as("whom the log was told of as accepted, last of all")
                .isEqualTo(client.localAddress());
    }

    @Test
    void aConnectionWhoseRegistrationEndsInAnErrorIsNotLeftOpen() throws Exception {
        var error = new UnsatisfiedLinkError("no such call");
        var choosy = mock(Selector.class, delegatesTo(selector));
        doThrow(error)
                .doAnswer(delegatesTo(selector))
                .when(choosy)
                .register(isA(SocketChannel.class), any(), any());
        startInSpiteOf(error, choosy);

        var client = network.client(listener);

        hearsTheEnd(
                client,
                "the server has accepted it, and the selector's register has thrown %s: whether"
                        + " that ends the server or not, the connection must be closed",
                error);
    }

    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"accepted", "echoing", "closing"})
    void aLogThatThrowsCostsOneConnection(String method) throws Exception {
        var full = new IllegalStateException("the disk is full");
        var throwing = mock(Log.class);
        switch (method) {
            case "accepted" -> doThrow(full).doNothing().when(throwing).accepted(any(), any());
            case "echoing" -> doThrow(full).doNothing().when(throwing).echoing(any(), any());
            default -> doThrow(full).doNothing().when(throwing).closing(any());
        }
        start(network.listener(), throwing);
        var client = network.client(listener);

        switch (method) {
            case "accepted" -> {}
            case "echoing" -> client.says("x");
            default -> client.finishes();
        }

        client.hearsTheEnd();
        var other = network.client(listener);
        serves(other);
        assertThat(selector.awaitAsleep(background).keys())
                .as(
                        "who is watched, when the log has thrown in %s for one client, and another"
                                + " one came",
                        method)
                .hasSize(2);
        other.finishes().hearsTheEnd();
        serves(network.client(listener));
    }

    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"accepted", "echoing", "closing"})
    void aLogMayCloseTheConnectionThatItIsToldOf(String method) throws Exception {
        var closing = mock(Log.class);
        var stubbed =
                doAnswer(
                                call -> {
                                    for (var argument : call.getArguments()) {
                                        if (argument instanceof SocketChannel connection) {
                                            connection.close();
                                        }
                                    }
                                    return null;
                                })
                        .doNothing()
                        .when(closing);
        switch (method) {
            case "accepted" -> stubbed.accepted(any(), any());
            case "echoing" -> stubbed.echoing(any(), any());
            default -> stubbed.closing(any());
        }
        start(network.listener(), closing);
        var client = network.client(listener);

        switch (method) {
            case "accepted" -> {}
            case "echoing" -> client.says("x");
            default -> client.finishes();
        }

        hearsTheEnd(client, "the log has closed its connection when it was told in %s", method);
        assertThat(selector.awaitAsleep(background).keys())
                .as(
                        "keys of closed channels that are left when the server waits again: its log"
                                + " has closed a connection in %s",
                        method)
                .filteredOn(key -> !key.channel().isOpen())
                .isEmpty();
        serves(network.client(listener));
    }

    /** How a connection ends. */
    private enum Ending {
        FINISHED,
        RESET,
        FAILED_IN_THE_LOG,
        CLOSED_BY_THE_LOG,
        CLOSED_BY_ANOTHER_CALLBACK,
        UNREGISTERED_AND_CLOSED_BY_ANOTHER_CALLBACK,
        CLOSED_BY_ANOTHER_CALLBACK_TOGETHER_WITH_ONE_MORE
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void whenAConnectionEndsTheNextClientIsAccepted(Ending how) throws Exception {
        selector.stopTheClock();
        var scarce = faultyListener();
        var ended = new AtomicReference<SelectableChannel>();
        var others =
                how == Ending.UNREGISTERED_AND_CLOSED_BY_ANOTHER_CALLBACK
                        ? ByOthers.UNREGISTERED_AND_CLOSED
                        : ByOthers.CLOSED;
        var oneMore = new AtomicReference<SelectableChannel>();
        var trigger =
                trigger(() -> {
                    others.end(ended.get(), selector);
                    if (how == Ending.CLOSED_BY_ANOTHER_CALLBACK_TOGETHER_WITH_ONE_MORE) {
                        others.end(oneMore.get(), selector);
                    }
                });
        doAnswer(
                        call -> {
                            var data = call.<ByteBuffer>getArgument(0);
                            switch (data.get(data.position())) {
                                case '!' -> throw new IllegalStateException("the disk is full");
                                case '?' -> call.<SocketChannel>getArgument(1).close();
                                default -> {}
                            }
                            return null;
                        })
                .when(log)
                .echoing(any(), any());
        start(scarce, log);
        var first = network.client(listener);
        var last = network.client(listener);
        serves(first);
        serves(last);
        scarce.exhaust();
        var second = network.client(listener).says("xyz");
        awaitRefusal(scarce);
        serves(first);
        selector.awaitAsleep(background);

        ended.set(selector.keyOf(first, background).channel());
        oneMore.set(selector.keyOf(last, background).channel());
        scarce.recover();
        switch (how) {
            case FINISHED -> first.leaves();
            case RESET -> first.resets();
            case FAILED_IN_THE_LOG -> first.says("!");
            case CLOSED_BY_THE_LOG -> first.says("?");
            default -> Pipes.put(trigger, "x");
        }

        background.await(
                "the next client is accepted when a connection ends (%s), and not only after a"
                                .formatted(how)
                        + " second (which would never be over here: no time passes)",
                () -> selector.watches(second));
        second.hears("xyz");
    }

    @Test
    @TakesTime
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
    @TakesTime
    void itTriesAgainToAcceptAlsoWhenItIsBusy() throws Exception {
        var scarce = faultyListener();
        Callback busy = (key, events) -> {};
        selector.register(fullPipe().source(), Set.of(READ), busy);
        start(scarce, log);
        scarce.exhaust();
        var client = network.client(listener).says("xyz");
        awaitRefusal(scarce);

        scarce.recover();

        client.hears("xyz");
    }

    @Test
    @TakesTime
    void aPauseIsAsLongWhenItHasTriedInVainBefore() throws Exception {
        var scarce = faultyListener();
        start(scarce, log);
        scarce.exhaust();
        network.client(listener);
        background.await("the server tries again to accept", () -> scarce.refusals() > 1);

        selector.awaitAsleep(background);
        background.await(
                "the server waits for a second at most until it tries again, having tried in vain"
                        + " before",
                () -> selector.sleepsAtMost(Duration.ofMillis(1_100)));
    }

    @Test
    void whenDescriptorsRunOutAgainItIsTheSameAgain() throws Exception {
        var scarce = faultyListener();
        start(scarce, log);
        for (var time = 0; time < 3; time++) {
            scarce.exhaust();
            var client = network.client(listener).says("xyz");
            awaitRefusal(scarce);
            selector.awaitAsleep(background);
            scarce.recover();
            client.hears("xyz").finishes().hearsTheEnd();
            serves(network.client(listener));
        }
        assertTold(log, "failed", 0);
    }

    @Test
    void aListenerThatIsClosedInThePauseIsNotMissed() throws Exception {
        selector.stopTheClock();
        var scarce = faultyListener();
        var trigger = trigger(() -> listener.close());
        start(scarce, log);
        var first = network.client(listener);
        var second = network.client(listener);
        serves(first);
        serves(second);
        scarce.exhaust();
        network.client(listener);
        awaitRefusal(scarce);
        serves(first);

        Pipes.put(trigger, "x");
        background.await("another callback closes the listener", () -> !listener.isOpen());
        first.finishes().hearsTheEnd();

        serves(second);
        selector.awaitAsleep(background);
        assertThat(serving.hasEnded())
                .as(
                        "the server has ended: another callback has closed its listener while it"
                                + " could not accept, and then a client left")
                .isFalse();
        serves(second);
    }

    @Test
    void aListenerThatIsClosedInThePauseIsNotMissedWhenThePauseIsOver() throws Exception {
        var scarce = faultyListener();
        var trigger = trigger(() -> listener.close());
        start(scarce, log);
        var client = network.client(listener);
        serves(client);
        scarce.exhaust();
        network.client(listener);
        awaitRefusal(scarce);

        Pipes.put(trigger, "x");
        background.await("another callback closes the listener", () -> !listener.isOpen());
        background.await(
                "the server waits no longer for the time when it may accept again",
                () -> selector.waitsForNoTime() || serving.hasEnded());

        selector.awaitAsleep(background);
        assertThat(serving.hasEnded())
                .as(
                        "the server has ended: another callback has closed its listener while it"
                                + " could not accept, and then the second was over")
                .isFalse();
        serves(client);
    }

    @Test
    void whoResetsItsConnectionHasNotFinished() throws Exception {
        start();
        var client = network.client(listener);
        serves(client);
        var connection = selector.keyOf(client, background).channel();

        client.resets();

        background.await(
                "a connection that its client has reset is closed", () -> !connection.isOpen());
        serves(network.client(listener));
        assertTold(log, "closing", 0);
    }

    @Test
    void withoutDescriptorsAnInterruptStopsItAsEver() throws Exception {
        var scarce = faultyListener();
        start(scarce, log);
        var client = network.client(listener);
        serves(client);
        scarce.exhaust();
        network.client(listener);
        awaitRefusal(scarce);
        selector.awaitAsleep(background);

        serving.stop();

        client.hearsTheEnd();
        expectAllClosed("an interrupt while it could not accept");
    }

    @Test
    void whoseEndCameWhileItCouldNotAcceptServesAgain() throws Exception {
        var scarce = faultyListener();
        start(scarce, log);
        scarce.exhaust();
        network.client(listener);
        awaitRefusal(scarce);
        serving.stop();

        start();
        var client = network.client(listener);
        serves(client);
        background.await(
                "the server, which serves again, waits for no time",
                () -> selector.waitsForNoTime() || serving.hasEnded());

        selector.awaitAsleep(background);
        serves(client);
        serves(network.client(listener));
    }

    /** How a server ends that is to serve again. */
    private enum End {
        BY_AN_INTERRUPT,
        BY_AN_ERROR_IN_A_CALLBACK,
        BY_A_SELECT_THAT_FAILS,
        BY_A_LISTENER_THAT_CANNOT_BE_WATCHED
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void whoHasEndedServesAgain(End how) throws Exception {
        var error = new UnsatisfiedLinkError("no such call");
        var trigger =
                trigger(() -> {
                    throw error;
                });
        var choosy = mock(Selector.class, delegatesTo(selector));
        if (how == End.BY_A_LISTENER_THAT_CANNOT_BE_WATCHED) {
            doThrow(error).when(choosy).register(any(), any(), any());
        }
        if (how == End.BY_AN_INTERRUPT) {
            start();
        } else {
            startUntil(error, choosy);
        }
        switch (how) {
            case BY_AN_INTERRUPT -> {
                serves(network.client(listener));
                serving.stop();
            }
            case BY_AN_ERROR_IN_A_CALLBACK -> {
                serves(network.client(listener));
                Pipes.put(trigger, "x");
            }
            case BY_A_SELECT_THAT_FAILS -> {
                serves(network.client(listener));
                selector.failWith(error);
                network.client(listener);
            }
            case BY_A_LISTENER_THAT_CANNOT_BE_WATCHED -> {}
        }
        serving.awaitEnd();
        selector.failWith(null);

        start();

        var client = network.client(listener);
        background.await(
                "a server that has ended (%s) accepts whoever connects when it serves again"
                        .formatted(how),
                () -> selector.watches(client));
        serves(client);
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
        stalled.seesTheConnectionGone();
        assertThat(listener.isOpen()).as("the listener is open").isFalse();
        assertThat(others.isOpen()).as("somebody else's channel is open").isTrue();
        assertThat(selector.map()).as("the selector's map").containsOnlyKeys(others);
        assertThat(interruptedAtTheEnd)
                .as("the thread's interrupt status, when the server has returned")
                .isTrue();
    }

    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"accepted", "echoing", "closing"})
    void anErrorInTheLogEndsTheServerAndAllIsClosed(String method) throws Exception {
        var error = new UnsatisfiedLinkError("no such call");
        startUntil(error, selector);
        var other = network.client(listener);
        serves(other);
        switch (method) {
            case "accepted" -> doThrow(error).when(log).accepted(any(), any());
            case "echoing" -> doThrow(error).when(log).echoing(any(), any());
            default -> doThrow(error).when(log).closing(any());
        }

        var client = network.client(listener);
        switch (method) {
            case "accepted" -> {}
            case "echoing" -> client.says("x");
            default -> client.finishes();
        }

        client.seesTheConnectionGone();
        other.hearsTheEnd();
        serving.awaitEnd();
        expectAllClosed("%s of the log that threw %s".formatted(method, error));
    }

    @Test
    void aSelectorThatACallbackClosesEndsTheServerAndAllIsClosed() throws Exception {
        var trigger = trigger(() -> selector.close());
        listener = network.listener();
        serving =
                background.start(
                        "the server",
                        () ->
                                assertThrows(
                                        IllegalStateException.class,
                                        () -> server.serve(listener, selector, log),
                                        "serve, when a callback has closed the selector, whose"
                                                + " select throws it,"));
        var client = network.client(listener);
        serves(client);

        Pipes.put(trigger, "x");

        client.hearsTheEnd();
        serving.awaitEnd();
        assertThat(listener.isOpen())
                .as("the listener is open, after a callback has closed the selector")
                .isFalse();
    }

    @Test
    void aConnectionThatHasAnotherCallbackIsClosedAtTheEnd() throws Exception {
        var taken = new AtomicReference<SelectableChannel>();
        Callback taker = (key, events) -> {};
        var trigger = trigger(() -> selector.modify(taken.get(), Set.of(READ), taker));
        start();
        var client = network.client(listener);
        serves(client);
        taken.set(selector.keyOf(client, background).channel());
        Pipes.put(trigger, "x");
        background.await(
                "another callback gives a connection a callback of its own",
                () -> selector.keyOf(client, background).data() == taker);

        serving.stop();

        client.hearsTheEnd();
        expectAllClosed("an interrupt", trigger.source());
    }

    @Test
    void aConnectionThatAnotherCallbackHasTakenOverIsClosedAtTheEnd() throws Exception {
        var taken = new AtomicReference<SelectableChannel>();
        var trigger = trigger(() -> selector.unregister(taken.get()));
        start();
        var client = network.client(listener);
        serves(client);
        taken.set(selector.keyOf(client, background).channel());
        Pipes.put(trigger, "x");
        background.await(
                "another callback unregisters a connection, and leaves it open",
                () -> !selector.watches(client));

        serving.stop();

        client.hearsTheEnd();
        expectAllClosed("an interrupt", trigger.source());
    }

    @Test
    void anEndWithoutListenerClosesAllConnections() throws Exception {
        var trigger = trigger(() -> listener.close());
        start();
        var client = network.client(listener);
        serves(client);
        Pipes.put(trigger, "x");
        background.await("another callback closes the listener", () -> !listener.isOpen());
        serves(client);

        serving.stop();

        client.hearsTheEnd();
        expectAllClosed("an interrupt", trigger.source());
    }

    @Test
    void aConnectionThatFailsToCloseAtTheEndCostsNoOther() throws Exception {
        var faulty = faultyListener();
        faulty.failToClose();
        start(faulty, log);
        var clients = List.of(network.client(listener), network.client(listener));
        for (var client : clients) {
            serves(client);
        }

        serving.stop();

        for (var client : clients) {
            client.hearsTheEnd();
        }
        expectAllClosed("an interrupt, when each close fails");
    }

    static List<Throwable> failuresToUnregister() {
        return List.of(
                new IllegalStateException("broken"),
                new UnsupportedOperationException("not on this one"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failuresToUnregister")
    void aConnectionThatCannotBeUnregisteredAtTheEndCostsNoOther(Throwable failure)
            throws Exception {
        var choosy = mock(Selector.class, delegatesTo(selector));
        doThrow(failure)
                .doAnswer(delegatesTo(selector))
                .when(choosy)
                .unregister(isA(SocketChannel.class));
        startInSpiteOf(failure, choosy);
        var clients = network.clients(3, listener);
        for (var client : clients) {
            serves(client);
        }

        serving.stop();

        for (var client : clients) {
            hearsTheEnd(
                    client,
                    "the server was interrupted, and unregister of the first of three connections"
                            + " has thrown %s: all three must be closed all the same",
                    failure);
        }
        assertThat(listener.isOpen())
                .as(
                        "the listener is open, after an interrupt, when the first connection could"
                                + " not be unregistered: %s",
                        failure)
                .isFalse();
    }

    static List<Throwable> failuresOfASelector() {
        return List.of(
                new IOException("broken"),
                new IllegalStateException("closed"),
                new UnsatisfiedLinkError("no such call"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failuresOfASelector")
    void whenTheSelectorFailsAllConnectionsAreClosed(Throwable failure) throws Exception {
        startUntil(failure, selector);
        var client = network.client(listener);
        serves(client);
        selector.awaitAsleep(background);

        selector.failWith(failure);
        network.client(listener);

        client.hearsTheEnd();
        serving.awaitEnd();
        expectAllClosed("a select that threw " + failure);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failuresOfASelector")
    void whenTheListenerCannotBeWatchedItIsClosed(Throwable failure) throws Exception {
        var choosy = mock(Selector.class, delegatesTo(selector));
        doThrow(failure).when(choosy).register(any(), any(), any());

        startUntil(failure, choosy);
        serving.awaitEnd();

        expectAllClosed("a register that threw " + failure);
    }

    @Test
    @Deadline(seconds = 30)
    @WhenTheRestIsRight
    void tenThousandConnectionsAreServedByOneThread() throws Exception {
        assumeTrue(
                HighDescriptors.most() > MANY_CLIENTS + 300,
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

    private void awaitRefusal(FaultyListener scarce) {
        background.await("the server tries to accept the next client", scarce::hasRefused);
    }
}
