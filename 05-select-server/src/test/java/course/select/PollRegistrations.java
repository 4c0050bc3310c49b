package course.select;

import static course.select.Poll.Event.ERR;
import static course.select.Poll.Event.HUP;
import static course.select.Poll.Event.IN;
import static course.select.Poll.Event.NVAL;
import static course.select.Poll.Event.OUT;
import static course.select.Poll.Event.PRI;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import course.kit.Background;
import course.kit.net.Network;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** Register, modify, unregister, closed channels. */
abstract class PollRegistrations extends PollExamples {
    PollRegistrations(Poll poll, Network network, Background background) {
        super(poll, network, background);
    }

    @Test
    void registeringAgainReplacesWhatIsAskedFor() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("x");
        poll.register(connection.channel(), Set.of(IN));
        poll.poll(SOON);

        poll.register(connection.channel(), Set.of(OUT));

        assertReady(poll.poll(AT_ONCE))
                .as("a channel with bytes to read, watched for IN and then for OUT")
                .containsExactly(ready(connection.channel(), OUT));
    }

    @Test
    void modifyChangesWhatIsAskedFor() throws Exception {
        var connection = Connection.over(network);
        connection.client().says("x");
        poll.register(connection.channel(), Set.of(IN));
        poll.poll(SOON);

        poll.modify(connection.channel(), Set.of(OUT));

        assertReady(poll.poll(AT_ONCE))
                .as("a channel with bytes to read, watched for IN and then for OUT")
                .containsExactly(ready(connection.channel(), OUT));
    }

    @Test
    void modifyingAnUnknownChannelIsAnError() throws Exception {
        var stranger = network.pipe().source();

        assertThrows(
                NoSuchElementException.class,
                () -> poll.modify(stranger, Set.of(IN)),
                "modify of a channel that was never registered");
    }

    @Test
    void anUnregisteredChannelIsWatchedNoMore() throws Exception {
        var left = network.pipe();
        var right = network.pipe();
        Pipes.put(left, "x");
        Pipes.put(right, "x");
        poll.register(left.source(), Set.of(IN));
        poll.register(right.source(), Set.of(IN));

        poll.unregister(left.source());

        assertReady(poll.poll(AT_ONCE)).containsExactly(ready(right.source(), IN));
    }

    @Test
    void unregisteringAnUnknownChannelIsAnError() throws Exception {
        var stranger = network.pipe().source();

        assertThrows(
                NoSuchElementException.class,
                () -> poll.unregister(stranger),
                "unregister of a channel that was never registered");
    }

    @Test
    void unregisteringTwiceIsAnError() throws Exception {
        var source = network.pipe().source();
        poll.register(source, Set.of(IN));

        poll.unregister(source);

        assertThrows(
                NoSuchElementException.class,
                () -> poll.unregister(source),
                "unregister of a channel that is not registered any more");
    }

    @Test
    void modifyingAnUnregisteredChannelIsAnError() throws Exception {
        var sink = network.pipe().sink();
        poll.register(sink, Set.of(OUT));

        poll.unregister(sink);

        assertThrows(
                NoSuchElementException.class,
                () -> poll.modify(sink, Set.of(OUT)),
                "modify of a channel that is not registered any more");
        assertReady(poll.poll(AT_ONCE))
                .as("after unregister, and a modify that was refused")
                .isEmpty();
    }

    @Test
    void whatIsOnlyReportedCannotBeAskedFor() throws Exception {
        var watched = network.pipe().source();
        var other = network.pipe().source();
        poll.register(watched, Set.of(IN));

        for (var event : List.of(ERR, HUP, NVAL)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> poll.register(other, EnumSet.of(IN, event)),
                    "register for IN and %s",
                    event);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> poll.modify(watched, EnumSet.of(IN, event)),
                    "modify to IN and %s",
                    event);
        }
    }

    @Test
    void aClosedChannelCannotBeRegistered() throws Exception {
        var source = network.pipe().source();
        source.close();

        assertThrows(
                ClosedChannelException.class,
                () -> poll.register(source, Set.of(IN)),
                "register of a closed channel");
    }

    @Test
    void aClosedChannelIsInvalidUntilItIsUnregistered() throws Exception {
        var source = network.pipe().source();
        poll.register(source, Set.of(IN));

        source.close();

        assertReady(poll.poll(null)).containsExactly(ready(source, NVAL));
        assertReady(poll.poll(null))
                .as("what a second poll reports of the closed channel")
                .containsExactly(ready(source, NVAL));
        poll.unregister(source);
        assertReady(poll.poll(AT_ONCE)).as("after unregister of the closed channel").isEmpty();
    }

    @Test
    void aClosedChannelDoesNotHideTheOthers() throws Exception {
        var closed = network.pipe();
        var open = network.pipe();
        poll.register(closed.source(), Set.of(IN));
        poll.register(open.source(), Set.of(IN));
        Pipes.put(open, "x");

        closed.source().close();

        assertReady(poll.poll(AT_ONCE))
                .as("one channel is closed, another one has bytes to read")
                .containsExactlyInAnyOrder(ready(closed.source(), NVAL), ready(open.source(), IN));
    }

    @Test
    void aClosedChannelStaysInvalidWhenItsNumberIsUsedAgain() throws Exception {
        var closed = network.pipe().source();
        poll.register(closed, Set.of(IN, OUT));

        Pipes.replace(closed, network);

        assertReady(poll.poll(AT_ONCE))
                .as("its descriptor belongs to another channel by now, which is ready")
                .containsExactly(ready(closed, NVAL));
    }

    @Test
    void theNewOwnerOfANumberIsWatchedBesideTheClosedOne() throws Exception {
        var closed = network.pipe().source();
        poll.register(closed, Set.of(IN, OUT));
        var heir = Pipes.replace(closed, network);

        poll.register(heir, Set.of(IN, OUT));

        var itsEvent = heir instanceof Pipe.SourceChannel ? IN : OUT;
        assertReady(poll.poll(AT_ONCE))
                .as("a closed channel, and a new one that has its descriptor")
                .containsExactlyInAnyOrder(ready(closed, NVAL), ready(heir, itsEvent));
        poll.unregister(closed);
        assertReady(poll.poll(AT_ONCE))
                .as("the new owner of the descriptor, after unregister of the closed one")
                .containsExactly(ready(heir, itsEvent));
    }

    @Test
    void severalClosedChannelsAreAllInvalid() throws Exception {
        var closed = List.of(network.pipe(), network.pipe(), network.pipe());
        for (var pipe : closed) {
            poll.register(pipe.source(), Set.of());
            poll.register(pipe.sink(), Set.of(OUT, PRI));
            Pipes.put(pipe, "x");
        }

        for (var pipe : closed) {
            pipe.sink().close();
            pipe.source().close();
        }

        var expected = new ArrayList<Poll.Ready>();
        for (var pipe : closed) {
            expected.add(ready(pipe.source(), NVAL));
            expected.add(ready(pipe.sink(), NVAL));
        }
        assertReady(poll.poll(null))
                .as("six channels are closed, whatever they were watched for")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** What becomes of a closed channel's descriptor. */
    enum Number {
        IS_FREE,
        IS_A_READY_CHANNELS,
        IS_A_QUIET_CHANNELS
    }

    @ParameterizedTest
    @CsvSource({
        "IS_FREE, false",
        "IS_A_READY_CHANNELS, false",
        "IS_A_QUIET_CHANNELS, false",
        "IS_FREE, true",
        "IS_A_READY_CHANNELS, true",
        "IS_A_QUIET_CHANNELS, true"
    })
    void aChannelThatIsClosedWhileACallWaitsIsReportedWhenItComesBack(
            Number number, boolean signals) throws Exception {
        var closed = network.pipe().source();
        var pipe = network.pipe();
        poll.register(closed, Set.of(IN, OUT));
        poll.register(pipe.source(), Set.of(IN));
        var waiter =
                new Waiter<>("poll(null)", background, () -> List.copyOf(poll.poll(null)))
                        .awaitTheKernel();

        switch (number) {
            case IS_FREE -> closed.close();
            case IS_A_READY_CHANNELS -> Pipes.replace(closed, network);
            case IS_A_QUIET_CHANNELS -> Pipes.quieten(Pipes.replace(closed, network));
        }
        if (signals) {
            waiter.receivesSignals(); // after which it may have come back, for what was closed
        }
        Pipes.put(pipe, "x");

        var ready = waiter.answerAfter("a byte");
        assertReady(ready)
                .as(
                        "a channel was closed during the wait, then %sanother one got a byte",
                        signals ? "signals came, then " : "")
                .contains(ready(closed, NVAL));
        assertReady(poll.poll(AT_ONCE))
                .as("what the next call reports of the two")
                .containsExactlyInAnyOrder(ready(closed, NVAL), ready(pipe.source(), IN));
    }

    /** The ways to say what a channel is watched for. */
    enum Way {
        REGISTER,
        REGISTER_AGAIN,
        MODIFY
    }

    @ParameterizedTest
    @EnumSource
    void whatBecomesOfTheSetLaterChangesNothing(Way way) throws Exception {
        var connection = Connection.over(network).channel();
        var events = EnumSet.of(OUT);
        if (way != Way.REGISTER) {
            poll.register(connection, Set.of(IN));
        }
        if (way == Way.MODIFY) {
            poll.modify(connection, events);
        } else {
            poll.register(connection, events);
        }

        events.clear();

        assertReady(poll.poll(AT_ONCE))
                .as("a channel with room to write, watched for OUT by a set that is empty by now")
                .containsExactly(ready(connection, OUT));
    }

    @Test
    void aSetThatCannotBeChangedIsAsGood() throws Exception {
        var pipe = network.pipe();

        poll.register(pipe.sink(), Collections.unmodifiableSet(EnumSet.of(OUT)));
        poll.modify(pipe.sink(), Set.of());
        poll.modify(pipe.sink(), Set.of(OUT, PRI, IN));

        assertReady(poll.poll(AT_ONCE)).containsExactly(ready(pipe.sink(), OUT));
    }

    @Test
    void aRefusedCallLeavesAWatchedChannelAsItWas() throws Exception {
        var connection = Connection.over(network).channel();
        poll.register(connection, Set.of(OUT));

        for (var event : List.of(ERR, HUP, NVAL)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> poll.register(connection, EnumSet.of(IN, event)),
                    "register for IN and %s",
                    event);
            assertReady(poll.poll(AT_ONCE))
                    .as("watched for OUT, after a refused register for IN and %s", event)
                    .containsExactly(ready(connection, OUT));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> poll.modify(connection, EnumSet.of(IN, event)),
                    "modify to IN and %s",
                    event);
            assertReady(poll.poll(AT_ONCE))
                    .as("watched for OUT, after a refused modify to IN and %s", event)
                    .containsExactly(ready(connection, OUT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoRefusesWhatIsNoSetOfEventsLeavesTheChannelAsItWas(NoSet set) throws Exception {
        var connection = Connection.over(network).channel();
        poll.register(connection, Set.of(OUT));
        var calls =
                Map.<String, ThrowingCallable>of(
                        "register", () -> poll.register(connection, set.with(IN)),
                        "modify", () -> poll.modify(connection, set.with(IN)));

        for (var call : calls.entrySet()) {
            if (catchThrowable(call.getValue()) == null) {
                poll.modify(connection, Set.of(OUT)); // not refused: as its author likes
            }
            assertReady(poll.poll(AT_ONCE))
                    .as(
                            "a channel with room, watched for OUT before a %s whose set of events"
                                    + " is %s: a call that is refused changes nothing",
                            call.getKey(), set)
                    .containsExactly(ready(connection, OUT));
        }
    }

    @Test
    void aRefusedCallDoesNotStartToWatch() throws Exception {
        var stranger = network.pipe();
        var closed = network.pipe().source();
        closed.close();

        assertThrows(
                IllegalArgumentException.class,
                () -> poll.register(stranger.sink(), Set.of(OUT, HUP)),
                "register for OUT and HUP");
        assertThrows(
                NoSuchElementException.class,
                () -> poll.modify(stranger.sink(), Set.of(OUT)),
                "modify of a channel whose register was refused");
        assertThrows(
                ClosedChannelException.class,
                () -> poll.register(closed, Set.of(IN)),
                "register of a closed channel");

        assertReady(poll.poll(AT_ONCE)).as("after refused calls alone").isEmpty();
        assertThrows(
                NoSuchElementException.class,
                () -> poll.unregister(closed),
                "unregister of a closed channel whose register was refused");
    }

    @Test
    void aClosedChannelThatIsRegisteredAgainStaysInvalid() throws Exception {
        var source = network.pipe().source();
        poll.register(source, Set.of(IN));
        source.close();

        assertThrows(
                ClosedChannelException.class,
                () -> poll.register(source, Set.of(IN)),
                "register of a closed channel that is watched");

        assertReady(poll.poll(AT_ONCE)).containsExactly(ready(source, NVAL));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anUnregisteredChannelDoesNotEndTheWait(int position) throws Exception {
        var pipes = List.of(network.pipe(), network.pipe(), network.pipe());
        for (var pipe : pipes) {
            poll.register(pipe.source(), Set.of(IN));
        }
        poll.poll(AT_ONCE);
        Pipes.put(pipes.get(position), "x");
        assertReady(poll.poll(AT_ONCE)).hasSize(1);

        poll.unregister(pipes.get(position).source());
        var waiter =
                new Waiter<>(
                                "poll(null), after unregister of channel %s of 3, which has bytes"
                                        .formatted(position + 1),
                                background,
                                () -> List.copyOf(poll.poll(null)))
                        .awaitTheKernel();

        var other = pipes.get((position + 1) % 3);
        Pipes.put(other, "x");
        assertReady(waiter.answerAfter("a byte")).containsExactly(ready(other.source(), IN));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anUnregisteredChannelLeavesTheOthersAsTheyAre(int position) throws Exception {
        var sources = new ArrayList<Pipe.SourceChannel>();
        for (var i = 0; i < 4; i++) {
            var pipe = network.pipe();
            Pipes.put(pipe, "x");
            poll.register(pipe.source(), Set.of(IN));
            sources.add(pipe.source());
        }

        poll.unregister(sources.remove(position));

        assertReady(poll.poll(AT_ONCE))
                .as("the other three, after unregister of channel %s of 4", position + 1)
                .containsExactlyInAnyOrderElementsOf(
                        sources.stream().map(source -> ready(source, IN)).toList());
        while (!sources.isEmpty()) {
            var modified = sources.removeLast();
            Thrown.nothingBy(
                    () -> poll.modify(modified, Set.of(OUT)),
                    "modify of number %s of the other three, after unregister of channel %s of 4,",
                    sources.size() + 1,
                    position + 1);
            assertReady(poll.poll(AT_ONCE))
                    .as(
                            "the first %s of the other three, after unregister of channel %s of 4,"
                                    + " when those behind them were modified to OUT",
                            sources.size(), position + 1)
                    .containsExactlyInAnyOrderElementsOf(
                            sources.stream().map(source -> ready(source, IN)).toList());
        }
    }

    @Test
    void anUnregisteredChannelCanBeRegisteredAnew() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        poll.register(pipe.source(), Set.of(OUT));

        poll.unregister(pipe.source());
        poll.register(pipe.source(), Set.of(IN));

        assertReady(poll.poll(AT_ONCE)).containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void aLaterCallDoesNotChangeWhatAnEarlierOneReported() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        poll.register(pipe.source(), Set.of(IN));
        var earlier = poll.poll(AT_ONCE);

        poll.unregister(pipe.source());
        poll.register(pipe.sink(), Set.of(OUT));
        poll.poll(AT_ONCE);

        assertReady(earlier)
                .as("what the first call reported, after a second one")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void whatWasReportedOfAChannelStaysAsItWasWhenOtherThingsHappenOnIt() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));
        Pipes.put(pipe, "x");
        var bytes = poll.poll(AT_ONCE);

        pipe.sink().close();
        pipe.source().read(ByteBuffer.allocate(10));
        var hangUp = poll.poll(AT_ONCE);
        pipe.source().close();
        poll.poll(AT_ONCE);

        assertReady(bytes)
                .as("what the first of three calls reported: a byte had come")
                .containsExactly(ready(pipe.source(), IN));
        assertReady(hangUp)
                .as("what the second of three calls reported: the byte was read, the writer gone")
                .singleElement()
                .satisfies(ready -> assertThat(ready.events()).contains(HUP).doesNotContain(NVAL));
    }

    @Test
    void aClosedChannelStaysWatchedWhenItIsModified() throws Exception {
        var source = network.pipe().source();
        poll.register(source, Set.of(IN));
        source.close();

        var thrown = catchThrowable(() -> poll.modify(source, Set.of(OUT)));

        assertThat(thrown instanceof NoSuchElementException)
                .as(
                        "whether modify says that a channel is not registered that was closed, and"
                                + " is watched until it is unregistered")
                .isFalse();
        assertReady(poll.poll(AT_ONCE))
                .as("a closed channel, after a modify")
                .containsExactly(ready(source, NVAL));
    }
}
