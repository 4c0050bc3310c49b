package course.selectors;

import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Pipes;
import course.select.system.Descriptors;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** Register, unregister, modify, the map, and the end. */
abstract class SelectorRegistrations extends SelectorExamples {
    SelectorRegistrations(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        super(selectors, backends, network, background);
    }

    @OnEveryBackend
    void withoutEventsNothingIsRegistered(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();

        assertThrows(
                IllegalArgumentException.class,
                () -> selector.register(source, Set.of(), null),
                "register without events");

        assertThat(selector.map()).as("the map, after it was refused").isEmpty();
    }

    @OnEveryBackend
    void aClosedChannelCannotBeRegistered(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();
        source.close();

        assertThrows(
                ClosedChannelException.class,
                () -> selector.register(source, Set.of(READ), null),
                "register of a closed channel");

        assertThat(selector.map()).as("the map, after it was refused").isEmpty();
    }

    @OnEveryBackend
    void aChannelInBlockingModeCannotBeRegistered(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();
        source.configureBlocking(true);

        assertThrows(
                IllegalBlockingModeException.class,
                () -> selector.register(source, Set.of(READ), null),
                "register of a channel in blocking mode");

        assertThat(selector.map()).as("the map, after it was refused").isEmpty();
    }

    @OnEveryBackend
    void aChannelCannotBeRegisteredTwice(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        var key = selector.register(pipe.source(), Set.of(READ), "first");

        assertThrows(
                IllegalStateException.class,
                () -> selector.register(pipe.source(), Set.of(READ), "second"),
                "register of a channel that is registered already");

        Pipes.put(pipe, "x");
        assertReady(selector.select(AT_ONCE))
                .as("the first registration goes on")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void aDescriptorCannotBeRegisteredTwice(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        var key = selector.register(pipe.source(), Set.of(READ), "first");
        var alias = network.open(new NumberedChannel(Descriptors.of(pipe.source())));

        assertThrows(
                IllegalStateException.class,
                () -> selector.register(alias, Set.of(READ), "second"),
                "register of another channel with a descriptor that is registered already");

        Pipes.put(pipe, "x");
        assertReady(selector.select(AT_ONCE))
                .as("the first registration goes on")
                .containsExactly(new Ready(key, Set.of(READ)));
        assertThat(selector.map()).as("the map").containsOnlyKeys(pipe.source());
    }

    @OnEveryBackend
    void whatTheBackendCannotWatchIsNotRegistered(Kind kind) throws Exception {
        open(kind);
        var unfit = unfitFor(kind);

        for (var attempt : List.of("register", "a second attempt to register")) {
            assertRefused(
                    List.of(IOException.class, IllegalArgumentException.class),
                    () -> selector.register(unfit, Set.of(READ), null),
                    "%s what %s cannot watch fails: it",
                    attempt,
                    kind);
        }

        assertThat(selector.map()).as("the map, after it was refused").isEmpty();
        assertReady(selector.select(AT_ONCE)).isEmpty();
    }

    @OnEveryBackend
    void unknownChannelsAreErrors(Kind kind) throws Exception {
        open(kind);
        var stranger = network.pipe().source();

        assertThrows(
                NoSuchElementException.class,
                () -> selector.key(stranger),
                "key of a channel that was never registered");
        assertThrows(
                NoSuchElementException.class,
                () -> selector.unregister(stranger),
                "unregister of a channel that was never registered");
        assertThrows(
                NoSuchElementException.class,
                () -> selector.modify(stranger, Set.of(READ), null),
                "modify of a channel that was never registered");
    }

    @OnEveryBackend
    void anUnregisteredChannelIsWatchedNoMore(Kind kind) throws Exception {
        open(kind);
        var left = network.pipe();
        var right = network.pipe();
        Pipes.put(left, "x");
        Pipes.put(right, "x");
        var leftKey = selector.register(left.source(), Set.of(READ), "left");
        var rightKey = selector.register(right.source(), Set.of(READ), "right");

        var key = selector.unregister(left.source());

        assertKey(key).as("the key that unregister returns").isEqualTo(leftKey);
        assertThat(selector.map()).as("the map").containsOnlyKeys(right.source());
        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(rightKey, Set.of(READ)));
        assertThrows(
                NoSuchElementException.class,
                () -> selector.unregister(left.source()),
                "unregister of a channel that is not registered any more");
    }

    @OnEveryBackend
    void whoIsNotRegisteredAnyMoreIsUnknownToo(Kind kind) throws Exception {
        open(kind);
        var unregistered = network.pipe().source();
        var refused = network.pipe().source();
        var closed = network.pipe().source();
        selector.register(unregistered, Set.of(READ), null);
        selector.unregister(unregistered);
        refused.configureBlocking(true);
        assertThrows(
                IllegalBlockingModeException.class,
                () -> selector.register(refused, Set.of(READ), null),
                "register of a channel in blocking mode");
        selector.register(closed, Set.of(READ), null);
        closed.close();
        selector.unregister(closed);
        var strangers =
                Map.of(
                        "a channel that was unregistered", unregistered,
                        "a channel that was refused", refused,
                        "a channel that was closed and unregistered", closed);

        strangers.forEach((who, stranger) -> {
            assertThat(selector.map()).as("the map").doesNotContainKey(stranger);
            assertThrows(
                    NoSuchElementException.class, () -> selector.key(stranger), "key of " + who);
            assertThrows(
                    NoSuchElementException.class,
                    () -> selector.unregister(stranger),
                    "unregister of " + who);
            assertThrows(
                    NoSuchElementException.class,
                    () -> selector.modify(stranger, Set.of(READ), "new"),
                    "modify of " + who);
        });
    }

    @OnEveryBackend
    void aChannelCanComeAndGoAgainAndAgain(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        selector.register(pipe.sink(), Set.of(WRITE), "stays");
        for (var events : List.of(EnumSet.of(READ), EnumSet.of(WRITE), EnumSet.of(READ, WRITE))) {
            for (var how : List.of("at once", "after a select")) {
                var key = selector.register(pipe.source(), events, how);
                assertThat(selector.select(AT_ONCE).contains(new Ready(key, Set.of(READ))))
                        .as(
                                "a channel with bytes to read, registered for %s %s, is reported",
                                events, how)
                        .isEqualTo(events.contains(READ));
                key = selector.modify(pipe.source(), Set.of(READ), "modified");
                assertKey(selector.unregister(pipe.source()))
                        .as("the key that unregister returns, after modify")
                        .isEqualTo(key);
                if (how.equals("at once")) {
                    continue;
                }
                assertReady(selector.select(AT_ONCE))
                        .as("what select reports when a channel was unregistered")
                        .extracting(one -> one.key().data())
                        .containsExactly("stays");
            }
        }
    }

    @OnEveryBackend
    void anUnregisteredChannelCanBeRegisteredAgain(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        selector.register(pipe.source(), Set.of(READ), "first");
        selector.select(AT_ONCE);

        selector.unregister(pipe.source());
        var key = selector.register(pipe.source(), Set.of(READ), "again");

        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void modifyGivesANewKey(Kind kind) throws Exception {
        open(kind);
        var sink = network.pipe().sink();
        var old = selector.register(sink, Set.of(READ), "old");

        var key = selector.modify(sink, Set.of(WRITE), "new");

        assertKey(key).isEqualTo(new SelectorKey(sink, Descriptors.of(sink), Set.of(WRITE), "new"));
        assertKey(selector.key(sink)).as("the key that the selector has").isEqualTo(key);
        assertKey(old)
                .as("the old key")
                .isEqualTo(new SelectorKey(sink, Descriptors.of(sink), Set.of(READ), "old"));
        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(WRITE)));
    }

    @OnEveryBackend
    void modifyCanChangeTheDataAlone(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        selector.register(pipe.source(), Set.of(READ), "old");

        var key = selector.modify(pipe.source(), Set.of(READ), "new");

        assertThat(key.data()).as("the new key's data").isEqualTo("new");
        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(READ)));
        assertThat(selector.modify(pipe.source(), Set.of(READ), null).data())
                .as("the new key's data, modified to null")
                .isNull();
    }

    @OnEveryBackend
    void modifyWithoutEventsIsRefused(Kind kind) throws Exception {
        open(kind);
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        var key = selector.register(pipe.source(), Set.of(READ), "old");

        assertThrows(
                IllegalArgumentException.class,
                () -> selector.modify(pipe.source(), Set.of(), "new"),
                "modify without events");

        assertReady(selector.select(AT_ONCE))
                .as("the registration goes on as it was")
                .containsExactly(new Ready(key, Set.of(READ)));
    }

    @OnEveryBackend
    void aModifyThatFailsLeavesTheOldKey(Kind kind) throws Exception {
        open(kind);
        var sink = network.pipe().sink();
        var key = selector.register(sink, Set.of(READ), "old");
        sink.close();

        assertThrows(
                ClosedChannelException.class,
                () -> selector.modify(sink, Set.of(WRITE), "new"),
                "modify of a closed channel, for other events");

        assertKey(selector.key(sink)).as("the key after a modify that failed").isEqualTo(key);
    }

    @OnEveryBackend
    void theMapIsLiveAndReadOnly(Kind kind) throws Exception {
        open(kind);
        var first = network.pipe().source();
        var second = network.pipe().source();

        var map = selector.map();
        assertThat(map).as("the map, before anything is registered").isEmpty();
        var key = selector.register(first, Set.of(READ), 1);
        selector.register(second, Set.of(READ), 2);

        assertThat(map).as("the same map, later").containsOnlyKeys(first, second);
        assertKey(map.get(first)).isEqualTo(key);
        assertThrows(
                UnsupportedOperationException.class,
                () -> map.remove(first),
                "to remove a key from the map");
        assertThrows(UnsupportedOperationException.class, map::clear, "to remove all from the map");
        assertThrows(
                UnsupportedOperationException.class,
                () -> map.put(first, key),
                "to put a key into the map");
        assertThrows(
                UnsupportedOperationException.class,
                () -> map.keySet().remove(first),
                "to remove a channel from the map's key set");
        assertThrows(
                UnsupportedOperationException.class,
                () -> map.values().removeIf(one -> true),
                "to remove keys from the map's values");
        assertThrows(
                UnsupportedOperationException.class,
                () -> map.entrySet().iterator().next().setValue(key),
                "to set the value of an entry of the map");
        assertThat(selector.map()).as("the map, untouched").containsOnlyKeys(first, second);
    }

    @OnEveryBackend
    void theMapShowsEveryChange(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();
        var map = selector.map();

        var key = selector.register(source, Set.of(READ), "registered");
        assertKey(map.get(source)).as("the key in an older map, after register").isEqualTo(key);
        key = selector.modify(source, Set.of(READ), "other data");
        assertKey(map.get(source)).as("the key in an older map, after other data").isEqualTo(key);
        key = selector.modify(source, Set.of(WRITE), "other data");
        assertKey(map.get(source)).as("the key in an older map, after other events").isEqualTo(key);
        key = selector.modify(source, Set.of(READ, WRITE), "both");
        assertKey(map.get(source)).as("the key in an older map, after both").isEqualTo(key);
        selector.unregister(source);
        assertThat(map).as("an older map, after unregister").isEmpty();
        key = selector.register(source, Set.of(READ), "again");
        assertKey(map.get(source)).as("the key in an older map, registered again").isEqualTo(key);
        assertKey(selector.map().get(source)).as("the key in a new map").isEqualTo(key);
    }

    @OnEveryBackend
    void whenItIsClosedItKnowsNothingMore(Kind kind) throws Exception {
        open(kind);
        var source = network.pipe().source();
        selector.register(source, Set.of(READ), null);
        var map = selector.map();

        selector.close();
        selector.close();

        assertThat(map).as("the map, when the selector is closed since").isEmpty();
        assertThat(selector.map()).as("the map of a closed selector").isEmpty();
        assertThat(source.isOpen()).as("the channel is open").isTrue();
        assertUnknown(() -> selector.key(source), "key of a closed selector");
        assertUnknown(() -> selector.unregister(source), "unregister of a closed selector");
        assertUnknown(
                () -> selector.modify(source, Set.of(WRITE), null), "modify of a closed selector");
        assertClosed(() -> selector.register(source, Set.of(READ), null), "register");
        assertClosed(() -> selector.select(AT_ONCE), "select");
        assertClosed(() -> selector.select(SOON), "select(%s)".formatted(SOON));
        assertClosed(() -> selector.select(), "select()");
        assertUnknown(
                () -> selector.modify(source, Set.of(READ), "new"),
                "modify of the data of a closed selector");
    }

    private static void assertClosed(ThrowingCallable call, String what) {
        assertThrows(IllegalStateException.class, call, "%s, when the selector is closed", what);
    }
}
