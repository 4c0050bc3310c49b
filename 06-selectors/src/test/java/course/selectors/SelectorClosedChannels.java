package course.selectors;

import static course.kit.Assumptions.assumeTrue;
import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Pipes;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import java.nio.channels.Pipe;
import java.util.Set;

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
