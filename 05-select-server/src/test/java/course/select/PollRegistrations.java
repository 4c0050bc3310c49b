package course.select;

import static course.select.Poll.Event.ERR;
import static course.select.Poll.Event.HUP;
import static course.select.Poll.Event.IN;
import static course.select.Poll.Event.NVAL;
import static course.select.Poll.Event.OUT;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.util.EnumSet;
import java.util.List;
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
}
