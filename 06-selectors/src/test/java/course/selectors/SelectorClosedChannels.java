package course.selectors;

import static course.kit.Assumptions.abort;
import static course.kit.Assumptions.assumeTrue;
import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Connection;
import course.select.Pipes;
import course.select.Waiter;
import course.select.system.Descriptors;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Channels that are closed first, and who has their descriptors next. */
abstract class SelectorClosedChannels extends SelectorExamples {
    SelectorClosedChannels(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        super(selectors, backends, network, background);
    }

    @OnEveryBackend
    void aClosedChannelIsReportedNoMore(Kind kind) throws Exception {
        open(kind);
        var closed = network.pipe();
        var open = network.pipe();
        Pipes.put(closed, "x");
        Pipes.put(open, "x");
        selector.register(closed.source(), Set.of(READ), "closed");
        var key = selector.register(open.source(), Set.of(READ), "open");

        closed.source().close();

        assertReady(selector.select(AT_ONCE))
                .as("one channel is closed, another one has bytes to read")
                .containsExactly(new Ready(key, Set.of(READ)));
        assertThat(selector.map())
                .as("the map: the closed channel stays in it until it is unregistered")
                .containsOnlyKeys(closed.source(), open.source());
    }

    @OnEveryBackend
    void aClosedChannelIsReportedNoMoreWhateverItWasWatchedFor(Kind kind) throws Exception {
        for (var events : List.of(Set.of(READ), Set.of(WRITE), Set.of(READ, WRITE))) {
            open(kind);
            var closed = Connection.over(network).channel();
            var open = network.pipe();
            Pipes.put(open, "x");
            selector.register(closed, events, "closed");
            var key = selector.register(open.source(), Set.of(READ), "open");

            closed.close();

            for (var time : List.of("a select", "a second one")) {
                assertReady(selector.select(AT_ONCE))
                        .as(
                                "what %s reports, when a connection that is watched for %s is"
                                        + " closed, and another channel has bytes to read",
                                time, events)
                        .containsExactly(new Ready(key, Set.of(READ)));
            }
        }
    }

    @OnEveryBackend
    void aClosedChannelKeepsNobodyAwake(Kind kind) throws Exception {
        open(kind);
        var closed = network.pipe().source();
        var quiet = network.pipe();
        selector.register(closed, Set.of(READ), "closed");
        var key = selector.register(quiet.source(), Set.of(READ), "quiet");
        closed.close();
        var waiter = waiter(null).awaitTheKernel();

        Pipes.put(quiet, "x");

        assertReady(waiter.answerAfter("a byte")).containsExactly(new Ready(key, Set.of(READ)));
    }

    /** How a channel goes. */
    private enum Leaving {
        CLOSED,
        CLOSED_AFTER_A_SELECT,
        CLOSED_AND_UNREGISTERED,
        CLOSED_AND_UNREGISTERED_AFTER_A_SELECT,
        UNREGISTERED_AND_CLOSED;

        void of(SelectableChannel channel, Selector selector) throws Exception {
            if (this == CLOSED_AFTER_A_SELECT) {
                selector.select(AT_ONCE);
            }
            if (this == UNREGISTERED_AND_CLOSED) {
                selector.unregister(channel);
            }
            channel.close();
            if (this == CLOSED_AND_UNREGISTERED_AFTER_A_SELECT) {
                selector.select(AT_ONCE);
            }
            if (name().startsWith("CLOSED_AND_UNREGISTERED")) {
                selector.unregister(channel);
            }
        }
    }

    @OnEveryBackend
    void whoHasGoneEndsNoWait(Kind kind) throws Exception {
        for (var leaving : Leaving.values()) {
            open(kind);
            var gone = network.pipe();
            Pipes.put(gone, "x");
            selector.register(gone.source(), Set.of(READ), "gone");
            leaving.of(gone.source(), selector);

            var start = System.nanoTime();
            assertReady(selector.select(Duration.ofMillis(3)))
                    .as("what select reports when the only channel was %s", leaving)
                    .isEmpty();
            assertThat(System.nanoTime() - start)
                    .as("nanoseconds that select(3 ms) took when the only channel was %s", leaving)
                    .isGreaterThanOrEqualTo(3_000_000);
            for (var timeout : new Duration[] {null, Duration.ofDays(1)}) {
                restsUntilItIsInterrupted(
                        "select(%s), the only channel being %s,".formatted(timeout, leaving),
                        timeout);
            }
        }
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void aCopyOfItsDescriptorEndsNoWait(Kind kind) throws Exception {
        for (var leaving : Leaving.values()) {
            for (var lookedBefore : List.of(true, false)) {
                open(kind);
                var gone = network.pipe();
                var quiet = network.pipe();
                Pipes.put(gone, "x");
                network.open(new CopiedDescriptor(Descriptors.of(gone.source())));
                selector.register(gone.source(), Set.of(READ), "gone");
                var key = selector.register(quiet.source(), Set.of(READ), "quiet");
                leaving.of(gone.source(), selector);
                var circumstances =
                        "a channel with bytes to read being %s, while a copy of its descriptor lives (as in a child process)"
                                .formatted(leaving);

                if (lookedBefore) {
                    assertReady(selector.select(AT_ONCE))
                            .as("what select reports, %s", circumstances)
                            .isEmpty();
                }
                var call = "select(null), %s,".formatted(circumstances);
                var waiter = waiter(call, null).awaitTheKernel();
                awaitRest(waiter, call);
                Pipes.put(quiet, "x");

                assertReady(waiter.answerAfter("a byte for another channel"))
                        .as("what select(null) reports, %s", circumstances)
                        .containsExactly(new Ready(key, Set.of(READ)));
            }
        }
    }

    /** It might come back from the kernel again and again, and find nothing. */
    private void awaitRest(Waiter<?> waiter, String call) {
        background.await(
                call + " sleeps, and does not come back from the kernel again and again",
                () -> IntStream.range(0, 10).allMatch(i -> waiter.isInTheKernel()));
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void aCopyOfItsDescriptorLeavesTheOthersAsTheyWereChanged(Kind kind) throws Exception {
        open(kind);
        var gone = network.pipe();
        var connection = Connection.over(network);
        Pipes.put(gone, "x");
        network.open(new CopiedDescriptor(Descriptors.of(gone.source())));
        selector.register(gone.source(), Set.of(READ), "gone");
        selector.register(connection.channel(), Set.of(READ), "old");
        var key = selector.modify(connection.channel(), Set.of(WRITE), "new");

        gone.source().close();

        for (var i = 0; i < 3; i++) {
            assertReady(selector.select(AT_ONCE))
                    .as(
                            "a channel that was modified from READ to WRITE before another one was"
                                    + " closed, of whose descriptor a copy lives")
                    .containsExactly(new Ready(key, Set.of(WRITE)));
        }
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void aCopyOfItsDescriptorIsNotTheNextOwners(Kind kind) throws Exception {
        assumeTrue(
                kind != Kind.NIO, "java.nio keeps a closed channel's number until the next select");
        for (var registeredBefore : List.of(true, false)) {
            open(kind);
            var closed = network.pipe();
            Pipes.put(closed, "x");
            network.open(new CopiedDescriptor(Descriptors.of(closed.source())));
            selector.register(closed.source(), Set.of(READ), "closed");
            var heir = quietHeir(closed.source());
            if (!registeredBefore) {
                selector.unregister(closed.source());
            }

            selector.register(heir.source(), Set.of(READ), "heir");

            assertReady(selector.select(AT_ONCE))
                    .as(
                            "a channel with nothing to do has the descriptor of one that was closed"
                                    + " and has bytes to read, and of which a copy lives")
                    .isEmpty();
        }
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void aCopyOfItsDescriptorAddsNothingToTheNextOwners(Kind kind) throws Exception {
        assumeTrue(
                kind != Kind.NIO, "java.nio keeps a closed channel's number until the next select");
        for (var unregistered : List.of(false, true)) {
            open(kind);
            var closed = network.pipe();
            Pipes.put(closed, "x");
            network.open(new CopiedDescriptor(Descriptors.of(closed.source())));
            selector.register(closed.source(), Set.of(READ), "closed");
            var heir = writableHeir(closed.source());
            if (unregistered) {
                selector.unregister(closed.source());
            }

            var key = selector.register(heir, Set.of(READ, WRITE), "heir");

            for (var time : List.of("a select", "a second one")) {
                assertReady(selector.select(AT_ONCE))
                        .as(
                                "what %s reports of a channel that has room to write and nothing to"
                                        + " read, watched for both: it has the descriptor of one"
                                        + " that was closed%s and has bytes to read, and of which a"
                                        + " copy lives (as in a child process)",
                                time, unregistered ? ", then unregistered," : "")
                        .containsExactly(new Ready(key, Set.of(WRITE)));
            }
        }
    }

    /** A channel that can be written to at once, with the number of a channel that is closed. */
    private SelectableChannel writableHeir(SelectableChannel channel) throws IOException {
        var number = Descriptors.of(channel);
        channel.close();
        for (var i = 0; i < 50; i++) {
            var heir = network.open(DatagramChannel.open());
            heir.configureBlocking(false);
            if (Descriptors.of(heir) == number) {
                return heir;
            }
        }
        return abort("something else in this JVM has taken descriptor " + number);
    }

    /** A pipe with nothing in it, whose reading end gets the number of a channel that is closed. */
    private Pipe quietHeir(SelectableChannel channel) throws IOException {
        var number = Descriptors.of(channel);
        channel.close();
        for (var i = 0; i < 50; i++) {
            var pipe = network.pipe();
            if (Descriptors.of(pipe.source()) == number) {
                return pipe;
            }
        }
        return abort("something else in this JVM has taken descriptor " + number);
    }

    @OnEveryBackend
    void whatIsDoneToAClosedChannelIsNotDoneToTheNextOwner(Kind kind) throws Exception {
        assumeTrue(
                kind != Kind.NIO, "java.nio keeps a closed channel's number until the next select");
        for (var change : List.of("other data", "other events", "unregister")) {
            open(kind);
            var closed = network.pipe().source();
            selector.register(closed, Set.of(READ), "closed");
            var heir = Pipes.replace(closed, network);
            var its = heir instanceof Pipe.SourceChannel ? READ : WRITE;
            var key = selector.register(heir, Set.of(its), "heir");

            switch (change) {
                case "other data" -> selector.modify(closed, Set.of(READ), "new");
                case "other events" ->
                        assertThrows(
                                ClosedChannelException.class,
                                () -> selector.modify(closed, Set.of(READ, WRITE), "new"),
                                "modify of a closed channel, for other events");
                default -> selector.unregister(closed);
            }

            assertKey(selector.key(heir))
                    .as(
                            "the key of the descriptor's next owner, after %s of the closed one",
                            change)
                    .isEqualTo(key);
            assertReady(selector.select(AT_ONCE))
                    .as(
                            "what select reports of the descriptor's next owner, after %s of the"
                                    + " closed one",
                            change)
                    .containsExactly(new Ready(key, Set.of(its)));
            selector.unregister(heir);
            assertReady(selector.select(AT_ONCE))
                    .as("what select reports when the next owner is unregistered, too")
                    .isEmpty();
        }
    }

    @OnEveryBackend
    void aClosedChannelCanBeUnregistered(Kind kind) throws Exception {
        open(kind);
        var atOnce = network.pipe().source();
        var later = network.pipe().source();
        selector.register(atOnce, Set.of(READ), "unregistered at once");
        selector.register(later, Set.of(READ), "unregistered after a select");
        atOnce.close();
        later.close();

        selector.unregister(atOnce);
        assertReady(selector.select(AT_ONCE)).isEmpty();
        selector.unregister(later);

        assertThat(selector.map()).as("the map").isEmpty();
        assertReady(selector.select(AT_ONCE)).isEmpty();
    }

    @OnEveryBackend
    void aClosedChannelCanBeGivenOtherData(Kind kind) throws Exception {
        open(kind);
        var closed = network.pipe().source();
        var old = selector.register(closed, Set.of(READ), "old");
        closed.close();

        selector.modify(closed, Set.of(READ), "new");

        assertKey(selector.key(closed))
                .as("the key of a closed channel, after a modify of its data alone")
                .isEqualTo(new SelectorKey(closed, old.fd(), Set.of(READ), "new"));
    }

    @OnEveryBackend
    void aClosedChannelCannotBeGivenOtherEvents(Kind kind) throws Exception {
        open(kind);
        var closed = network.pipe().source();
        var key = selector.register(closed, Set.of(READ), "old");
        closed.close();

        for (var when : List.of("at once", "after a select", "after two")) {
            assertThrows(
                    ClosedChannelException.class,
                    () -> selector.modify(closed, Set.of(READ, WRITE), "new"),
                    "modify of a closed channel, for other events, %s,",
                    when);
            assertKey(selector.key(closed)).as("its key, %s", when).isEqualTo(key);
            assertReady(selector.select(AT_ONCE)).isEmpty();
        }
    }

    @OnEveryBackend
    void theNextOwnerOfANumberIsNobodyElse(Kind kind) throws Exception {
        assumeTrue(
                kind != Kind.NIO, "java.nio keeps a closed channel's number until the next select");
        open(kind);
        var closed = network.pipe().source();
        selector.register(closed, Set.of(READ, WRITE), "closed");
        var heir = Pipes.replace(closed, network);
        assertReady(selector.select(AT_ONCE))
                .as("its descriptor belongs to another channel by now, which is ready")
                .isEmpty();

        var key = selector.register(heir, Set.of(READ, WRITE), "heir");
        selector.unregister(closed);

        var its = heir instanceof Pipe.SourceChannel ? READ : WRITE;
        assertReady(selector.select(AT_ONCE))
                .as("the next owner of the descriptor, after unregister of the closed one")
                .containsExactly(new Ready(key, Set.of(its)));
        assertThat(selector.map()).as("the map").containsOnlyKeys(heir);
        assertThrows(
                IllegalStateException.class,
                () -> selector.register(new NumberedChannel(key.fd()), Set.of(READ), null),
                "register of another channel with the next owner's descriptor");
    }
}
