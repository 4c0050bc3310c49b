package course.select;

import static course.select.Epoll.Event.IN;
import static course.select.Epoll.Event.OUT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.system.Errno;
import course.select.system.SystemCallException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Register, modify, unregister, closed channels. */
abstract class EpollRegistrations extends EpollExamples {
    private final Candidate<Epoll> epolls;

    EpollRegistrations(
            Epoll epoll, Candidate<Epoll> epolls, Network network, Background background) {
        super(epoll, network, background);
        this.epolls = epolls;
    }

    @Test
    void whatOneEpollIsToldAnotherOneDoesNotKnow() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        var other = epolls.create();
        other.register(pipe.source(), Set.of(IN));
        epoll.register(pipe.source(), Set.of(IN));
        other.unregister(pipe.source());

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("what one epoll reports, when another one watches its channel no more")
                .containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void registeringTwiceIsAnError() throws Exception {
        var source = network.pipe().source();
        epoll.register(source, Set.of(IN));

        assertFails(() -> epoll.register(source, Set.of(IN)), "a second register", Errno.EEXIST);
    }

    @Test
    void modifyingAnUnknownChannelIsAnError() throws Exception {
        var stranger = network.pipe().source();

        assertFails(
                () -> epoll.modify(stranger, Set.of(IN)),
                "modify of a channel that was never registered",
                Errno.ENOENT);
    }

    @Test
    void unregisteringAnUnknownChannelIsAnError() throws Exception {
        var stranger = network.pipe().source();

        assertFails(
                () -> epoll.unregister(stranger),
                "unregister of a channel that was never registered",
                Errno.ENOENT);
    }

    @Test
    void anUnregisteredChannelIsWatchedNoMore() throws Exception {
        var left = network.pipe();
        var right = network.pipe();
        Pipes.put(left, "x");
        Pipes.put(right, "x");
        epoll.register(left.source(), Set.of(IN));
        epoll.register(right.source(), Set.of(IN));

        epoll.unregister(left.source());

        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(right.source(), IN));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anUnregisteredChannelLeavesTheOthersAsTheyAre(int position) throws Exception {
        var sources = new ArrayList<Pipe.SourceChannel>();
        for (var i = 0; i < 4; i++) {
            var pipe = network.pipe();
            Pipes.put(pipe, "x");
            epoll.register(pipe.source(), Set.of(IN));
            sources.add(pipe.source());
        }

        epoll.unregister(sources.remove(position));

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("the other three, after unregister of channel %s of 4", position + 1)
                .containsExactlyInAnyOrderElementsOf(
                        sources.stream().map(source -> ready(source, IN)).toList());
        while (!sources.isEmpty()) {
            var modified = sources.removeLast();
            Thrown.nothingBy(
                    () -> epoll.modify(modified, Set.of(OUT)),
                    "modify of number %s of the other three, after unregister of channel %s of 4,",
                    sources.size() + 1,
                    position + 1);
            assertReady(epoll.poll(AT_ONCE, ALL))
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
        epoll.register(pipe.source(), Set.of(OUT));

        epoll.unregister(pipe.source());
        epoll.register(pipe.source(), Set.of(IN));

        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(pipe.source(), IN));
    }

    @Test
    void aClosedChannelIsWatchedNoMore() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        epoll.register(pipe.source(), Set.of(IN));

        pipe.source().close();

        assertReady(epoll.poll(AT_ONCE, ALL)).as("the only channel was closed").isEmpty();
    }

    @Test
    void aClosedChannelIsRefused() throws Exception {
        var source = network.pipe().source();
        epoll.register(source, Set.of(IN));

        source.close();

        assertThrows(
                ClosedChannelException.class,
                () -> epoll.register(source, Set.of(IN)),
                "register when closed");
        assertThrows(
                ClosedChannelException.class,
                () -> epoll.modify(source, Set.of(IN)),
                "modify when closed");
        assertThrows(
                ClosedChannelException.class,
                () -> epoll.unregister(source),
                "unregister when closed");
    }

    @Test
    void aNumberThatIsUsedAgainBelongsToItsNewChannel() throws Exception {
        var closed = network.pipe().source();
        epoll.register(closed, Set.of(IN));
        var heir = Pipes.replace(closed, network);

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a new channel that has the number of a closed one, and is not registered")
                .isEmpty();
        Thrown.nothingBy(
                () -> epoll.register(heir, Set.of(IN, OUT)),
                "register of a new channel whose number belonged to a channel that was watched and"
                        + " is closed");

        var itsEvent = heir instanceof Pipe.SourceChannel ? IN : OUT;
        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("a new channel that has the number of a closed one, and is registered")
                .containsExactly(ready(heir, itsEvent));
    }

    @Test
    void aSecondRegisterChangesNothing() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        epoll.register(pipe.source(), Set.of(IN));

        assertFails(
                () -> epoll.register(pipe.source(), Set.of(OUT)),
                "a second register, for OUT,",
                Errno.EEXIST);

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("watched for IN, after a second register that was refused")
                .containsExactly(ready(pipe.source(), IN));
        epoll.modify(pipe.source(), Set.of(OUT));
        assertReady(epoll.poll(AT_ONCE, ALL)).as("modified to OUT after that").isEmpty();
        epoll.unregister(pipe.source());
        assertFails(
                () -> epoll.unregister(pipe.source()),
                "a second unregister after that",
                Errno.ENOENT);
    }

    @Test
    void aRefusedModifyDoesNotStartToWatch() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");

        assertFails(
                () -> epoll.modify(pipe.source(), Set.of(IN)),
                "modify of a channel that was never registered",
                Errno.ENOENT);

        assertReady(epoll.poll(AT_ONCE, ALL)).as("after a refused modify alone").isEmpty();
        epoll.register(pipe.source(), Set.of(IN));
        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(pipe.source(), IN));
    }

    @ParameterizedTest
    @EnumSource
    void whoRefusesWhatIsNoSetOfEventsLeavesTheChannelAsItWas(NoSet set) throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.sink(), Set.of(OUT));
        var calls =
                Map.<String, ThrowingCallable>of(
                        "register", () -> epoll.register(pipe.sink(), set.with(IN)),
                        "modify", () -> epoll.modify(pipe.sink(), set.with(IN)));

        for (var call : calls.entrySet()) {
            if (catchThrowable(call.getValue()) == null) {
                epoll.modify(pipe.sink(), Set.of(OUT)); // not refused: as its author likes
            }
            assertReady(epoll.poll(AT_ONCE, ALL))
                    .as(
                            "a channel with room, watched for OUT before a %s whose set of events"
                                    + " is %s: a call that is refused changes nothing",
                            call.getKey(), set)
                    .containsExactly(ready(pipe.sink(), OUT));
        }
    }

    @Test
    void anUnregisteredChannelCannotBeModifiedAnyMore() throws Exception {
        var source = network.pipe().source();
        epoll.register(source, Set.of(IN));

        epoll.unregister(source);

        assertFails(
                () -> epoll.modify(source, Set.of(IN)), "modify after unregister", Errno.ENOENT);
        assertFails(() -> epoll.unregister(source), "a second unregister", Errno.ENOENT);
    }

    @Test
    void whatBecomesOfTheSetLaterChangesNothing() throws Exception {
        var pipe = network.pipe();
        var events = EnumSet.of(OUT);
        epoll.register(pipe.sink(), events);

        events.clear();

        assertReady(epoll.poll(AT_ONCE, ALL))
                .as("watched for OUT by a set that is empty by now")
                .containsExactly(ready(pipe.sink(), OUT));
    }

    @Test
    void allThatCanBeAskedForMayBeAskedForAtOnce() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");

        epoll.register(pipe.source(), EnumSet.allOf(Epoll.Event.class));

        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(pipe.source(), IN));
    }

    private static void assertFails(ThrowingCallable call, String described, Errno reason) {
        var thrown = Thrown.by(call, SystemCallException.class, described + " (" + reason + ")");
        assertThat(thrown.getMessage())
                .as("the message of what %s has thrown", described)
                .contains(reason.name());
    }
}
