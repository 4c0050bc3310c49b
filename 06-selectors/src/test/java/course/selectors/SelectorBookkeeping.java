package course.selectors;

import static course.selectors.BackendOnPaper.call;
import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.system.Descriptors;
import course.selectors.Selector.Ready;

import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** What the backend is told, what it refuses, and what it finds. */
abstract class SelectorBookkeeping extends SelectorExamples {
    private static final List<Set<Event>> ALL_SETS =
            List.of(EnumSet.of(READ), EnumSet.of(WRITE), EnumSet.of(READ, WRITE));
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private BackendOnPaper backend = new BackendOnPaper();
    private Selector selector;

    SelectorBookkeeping(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        super(selectors, backends, network, background);
    }

    private void open() throws Exception {
        backend = new BackendOnPaper();
        selector = recorded(selectors.create(backend));
    }

    @Test
    void theBackendIsToldOnceOfEachChannel() throws Exception {
        open();
        var source = network.pipe().source();

        selector.register(source, Set.of(READ), null);
        assertTold("register").containsExactly(call("add", source, READ));
        selector.unregister(source);
        assertTold("unregister").containsExactly(call("remove", source));
    }

    @Test
    void theBackendIsToldOfOtherEventsButNotOfOtherData() throws Exception {
        open();
        var source = network.pipe().source();
        for (var before : ALL_SETS) {
            for (var after : ALL_SETS) {
                selector.register(source, before, "old");
                backend.told();

                selector.modify(source, EnumSet.copyOf(after), "new");

                var change = call("change", source, after.toArray(Event[]::new));
                assertTold("modify from %s to %s, with other data".formatted(before, after))
                        .isEqualTo(before.equals(after) ? List.of() : List.of(change));
                assertAgreement("modify from %s to %s".formatted(before, after));
                selector.modify(source, before, "new");
                assertAgreement("modify from %s to %s and back again".formatted(before, after));
                selector.unregister(source);
            }
        }
    }

    @Test
    void theBackendIsToldOfAChannelThatWasClosed() throws Exception {
        open();
        var source = network.pipe().source();
        selector.register(source, Set.of(READ), null);
        source.close();
        backend.told();

        selector.unregister(source);

        assertTold("unregister of a closed channel").containsExactly(call("remove", source));
        assertAgreement("unregister of a closed channel");
    }

    @Test
    void theSetOfTheCallerMayChange() throws Exception {
        open();
        var source = network.pipe().source();
        var callers = EnumSet.of(READ);

        var key = selector.register(source, callers, null);
        callers.add(WRITE);
        assertThat(selector.key(source).events())
                .as("the key's events, after register(…, [READ], …) and a change of that set")
                .isEqualTo(Set.of(READ));
        assertThat(backend.watched().get(source))
                .as(
                        "what the backend watches for, after register(…, [READ], …) and a change of"
                                + " that set")
                .isEqualTo(Set.of(READ));

        selector.modify(source, callers, null);
        callers.remove(READ);
        assertThat(selector.key(source).events())
                .as("the key's events, after modify(…, [READ, WRITE], …) and a change of that set")
                .isEqualTo(Set.of(READ, WRITE));
        assertThat(backend.watched().get(source))
                .as(
                        "what the backend watches for, after modify(…, [READ, WRITE], …) and a"
                                + " change of that set")
                .isEqualTo(Set.of(READ, WRITE));
        assertThat(key.events()).as("the old key's events").isEqualTo(Set.of(READ));
    }

    /** The ways in which a backend may refuse. */
    private static List<Throwable> refusals() {
        return List.of(
                new IOException("full"),
                new ClosedChannelException(),
                new IllegalArgumentException("no"),
                new IllegalStateException("broken"),
                new UnsatisfiedLinkError("no such call"));
    }

    @Test
    void whatTheBackendRefusesIsRolledBack() throws Exception {
        for (var refusal : refusals()) {
            open();
            var source = network.pipe().source();
            var what = "register, when its backend throws " + refusal;
            backend.failWith(refusal);

            assertPassedOn(
                    refusal, () -> selector.register(source, Set.of(READ), null), "%s,", what);

            backend.failWith(null);
            assertThat(selector.map()).as("the map, after %s", what).isEmpty();
            assertThrows(
                    NoSuchElementException.class,
                    () -> selector.key(source),
                    "key, after %s,",
                    what);
            backend.finds(source, READ);
            assertReady(selector.select(AT_ONCE))
                    .as("what select reports of a channel, after %s", what)
                    .isEmpty();
            var number = selector.register(new NumberedChannel(fd(source)), Set.of(READ), null);
            assertThat(number.fd())
                    .as("the number, free for another channel")
                    .isEqualTo(fd(source));
            selector.unregister(number.channel());
            selector.register(source, Set.of(WRITE), "again");
            assertAgreement("register, refused once, and once more");
        }
    }

    @Test
    void theFormerOwnerOfANumberStaysWhenTheBackendRefusesTheNext() throws Exception {
        for (var refusal : refusals()) {
            open();
            var closed = new NumberedChannel(1_000);
            var closeds = selector.register(closed, Set.of(READ), "closed");
            closed.close();
            var heir = network.open(new NumberedChannel(1_000));
            var what =
                    "register of the next owner of a closed channel's number, when its backend"
                            + " throws "
                            + refusal;
            backend.failWith(refusal);

            assertPassedOn(
                    refusal, () -> selector.register(heir, Set.of(READ), "heir"), "%s,", what);

            backend.failWith(null);
            assertThat(selector.map()).as("the map, after %s", what).containsOnlyKeys(closed);
            assertKey(selector.key(closed))
                    .as("the closed one's key, after %s", what)
                    .isEqualTo(closeds);
            assertAgreement(what);
            selector.register(heir, Set.of(READ), "again");
            assertKey(selector.unregister(closed))
                    .as("the key that unregister of the closed one returns")
                    .isEqualTo(closeds);
            assertAgreement("unregister of the closed one");
        }
    }

    private static int fd(SelectableChannel channel) throws IOException {
        return Descriptors.of(channel);
    }

    @Test
    void aChangeThatTheBackendRefusesIsRolledBack() throws Exception {
        for (var refusal : refusals()) {
            open();
            var source = network.pipe().source();
            var key = selector.register(source, Set.of(READ), "old");
            var what = "modify, when its backend throws " + refusal;
            backend.failWith(refusal);

            assertPassedOn(
                    refusal, () -> selector.modify(source, Set.of(WRITE), "new"), "%s,", what);

            backend.failWith(null);
            assertKey(selector.key(source)).as("the key, after %s", what).isEqualTo(key);
            assertKey(selector.map().get(source))
                    .as("the map's key, after %s", what)
                    .isEqualTo(key);
            assertAgreement(what);
            backend.finds(source, READ);
            assertReady(selector.select(AT_ONCE))
                    .as("what select reports, after %s", what)
                    .containsExactly(new Ready(key, Set.of(READ)));
            selector.modify(source, Set.of(WRITE), "once more");
            assertAgreement("modify, refused once, and once more");
            selector.unregister(source);
            var number = new NumberedChannel(fd(source));
            assertSucceeds(
                    () -> selector.register(number, Set.of(READ), null),
                    "register of another channel with the descriptor of one that was modified in"
                            + " vain (its backend threw %s) and then unregistered",
                    refusal);
            assertAgreement("unregister of a channel whose modify was refused once");
        }
    }

    @Test
    void aBackendThatCannotRemoveIsNotHeard() throws Exception {
        for (var failure : List.of(new IOException("closed since"), new ClosedChannelException())) {
            open();
            var source = network.pipe().source();
            var key = selector.register(source, Set.of(READ), null);
            backend.failWith(failure);

            var returned = new AtomicReference<SelectorKey>();
            assertSucceeds(
                    () -> returned.set(selector.unregister(source)),
                    "unregister, when its backend throws %s, which is ignored,",
                    failure);

            assertKey(returned.get())
                    .as("the key that unregister returns, when its backend throws %s", failure)
                    .isEqualTo(key);

            backend.failWith(null);
            assertThat(selector.map()).as("the map, after unregister").isEmpty();
            backend.finds(source, READ);
            assertReady(selector.select(AT_ONCE))
                    .as("the backend reports a channel that it could not remove")
                    .isEmpty();
            selector.register(source, Set.of(WRITE), "again");
            assertAgreement("register of a channel that the backend could not remove");
        }
    }

    @Test
    void whatElseABackendThrowsWhenItRemovesIsPassedOn() throws Exception {
        for (var failure :
                List.of(
                        new IllegalStateException("broken"),
                        new UnsupportedOperationException("not on this one"),
                        new UnsatisfiedLinkError("no such call"))) {
            for (var closed : List.of(false, true)) {
                open();
                var source = network.pipe().source();
                selector.register(source, Set.of(READ), null);
                if (closed) {
                    source.close();
                }
                backend.failWith(failure);

                assertPassedOn(
                        failure,
                        () -> selector.unregister(source),
                        "unregister of a channel that is %s, when its backend throws what is no"
                                + " IOException,",
                        closed ? "closed" : "open");
                backend.failWith(null);
            }
        }
    }

    @Test
    void whatIsRefusedChangesNothing() throws Exception {
        open();
        var source = network.pipe().source();
        var blocking = network.pipe().source();
        var closed = network.pipe().source();
        var key = selector.register(source, Set.of(READ), "first");
        blocking.configureBlocking(true);
        closed.close();

        refused(() -> selector.register(source, Set.of(WRITE), "twice"), "register, twice");
        refused(
                () -> selector.register(new NumberedChannel(key.fd()), Set.of(WRITE), "alias"),
                "register of another channel with its descriptor");
        refused(
                () -> selector.register(blocking, Set.of(READ), null),
                "register, in blocking mode");
        refused(
                () -> selector.register(closed, Set.of(READ), null),
                "register of a closed channel");
        refused(
                () -> selector.register(network.pipe().source(), Set.of(), null),
                "register without events");
        refused(() -> selector.modify(source, Set.of(), "new"), "modify without events");
        refused(() -> selector.modify(blocking, Set.of(WRITE), "new"), "modify of a stranger");
        refused(() -> selector.unregister(blocking), "unregister of a stranger");

        assertKey(selector.key(source)).as("the key, after all that").isEqualTo(key);
        blocking.configureBlocking(false);
        selector.register(blocking, Set.of(READ), null);
        assertAgreement("register of a channel that was refused in blocking mode");
    }

    private void refused(ThrowingCallable call, String what) {
        assertRefused(List.of(Exception.class), call, "%s,", what);
        assertAgreement(what + ", which was refused");
    }

    @Test
    void twoChannelsThatHadOneNumberAreTwo() throws Exception {
        open();
        var closed = new NumberedChannel(1_000);
        selector.register(closed, Set.of(READ), "closed");
        closed.close();
        var heir = network.open(new NumberedChannel(1_000));
        var heirs = selector.register(heir, Set.of(READ), "heir");
        assertThat(selector.map())
                .as(
                        "the map, when a channel was closed and the next owner of its descriptor is"
                                + " registered")
                .containsOnlyKeys(closed, heir);

        var closeds = selector.modify(closed, Set.of(READ), "still closed");
        assertKey(selector.key(heir))
                .as("the next owner's key, after modify of the closed one")
                .isEqualTo(heirs);
        assertKey(selector.key(closed)).as("the closed one's key, after modify").isEqualTo(closeds);
        assertThrows(
                IllegalStateException.class,
                () -> selector.register(new NumberedChannel(1_000), Set.of(READ), null),
                "register of a third channel with the next owner's descriptor, after modify of the"
                        + " closed one's data,");

        heirs = selector.modify(heir, Set.of(WRITE), "still the heir");
        assertKey(selector.key(closed))
                .as("the closed one's key, after modify of the next owner")
                .isEqualTo(closeds);
        assertAgreement("modify of the next owner");

        assertKey(selector.unregister(closed))
                .as("the key that unregister of the closed one returns")
                .isEqualTo(closeds);
        assertKey(selector.key(heir))
                .as("the next owner's key, after unregister of the closed one")
                .isEqualTo(heirs);
        assertAgreement("unregister of the closed one");
        assertThrows(
                IllegalStateException.class,
                () -> selector.register(new NumberedChannel(1_000), Set.of(READ), null),
                "register of a third channel with the next owner's descriptor, after unregister of"
                        + " the closed one,");

        assertKey(selector.unregister(heir))
                .as("the key that unregister of the next owner returns")
                .isEqualTo(heirs);
        selector.register(network.open(new NumberedChannel(1_000)), Set.of(READ), null);
        assertAgreement("register of a third channel, when both are unregistered");
    }

    @Test
    void eachOfSeveralThatHadOneNumberIsItself() throws Exception {
        for (var order : List.of(List.of(0, 1, 2), List.of(2, 0, 1), List.of(1, 2, 0))) {
            open();
            var keys = new ArrayList<SelectorKey>();
            for (var owner : List.of("the first", "the second", "the third")) {
                if (!keys.isEmpty()) {
                    keys.getLast().channel().close();
                }
                var channel = network.open(new NumberedChannel(1_000));
                keys.add(selector.register(channel, Set.of(READ), owner));
            }

            for (var number : order) {
                var key = keys.get(number);
                assertKey(selector.unregister(key.channel()))
                        .as(
                                "the key that unregister of %s of three owners of a number returns"
                                        + " (each but the third was closed before the next came)",
                                key.data())
                        .isEqualTo(key);
                assertAgreement("unregister of %s owner of a number".formatted(key.data()));
            }
        }
    }

    @Test
    void whatOneSelectorWatchesAnotherOneMayWatchToo() throws Exception {
        open();
        var source = network.pipe().source();
        var key = selector.register(source, Set.of(READ), "one");
        var other = selectors.create(new BackendOnPaper());

        assertSucceeds(
                () -> other.register(source, Set.of(WRITE), "another"),
                "register of a channel that another selector watches");
        other.unregister(source);

        assertKey(selector.key(source))
                .as("the first selector's key, after unregister from the other one")
                .isEqualTo(key);
        assertThrows(
                IllegalStateException.class,
                () -> selector.register(new NumberedChannel(fd(source)), Set.of(READ), null),
                "register of another channel with its descriptor, after unregister from the other"
                        + " selector,");
    }

    @Test
    void theNextOwnerCanLeaveBeforeTheClosedOne() throws Exception {
        open();
        var closed = new NumberedChannel(1_000);
        var closeds = selector.register(closed, Set.of(READ), "closed");
        closed.close();
        var heir = network.open(new NumberedChannel(1_000));
        selector.register(heir, Set.of(READ), "heir");

        selector.unregister(heir);

        assertKey(selector.key(closed))
                .as("the closed one's key, after unregister of the next owner")
                .isEqualTo(closeds);
        assertAgreement("unregister of the next owner");
        selector.register(heir, Set.of(READ), "again");
        assertKey(selector.unregister(closed))
                .as("the key that unregister of the closed one returns")
                .isEqualTo(closeds);
        assertThat(selector.map()).as("the map").containsOnlyKeys(heir);
    }

    @Test
    void whatTheBackendFindsIsCutToWhatWasAskedFor() throws Exception {
        for (var asked : ALL_SETS) {
            for (var happened : ALL_SETS) {
                open();
                var source = network.pipe().source();
                var key = selector.register(source, asked, null);
                backend.finds(source, happened.toArray(Event[]::new));

                var both = EnumSet.copyOf(asked);
                both.retainAll(happened);

                assertReady(selector.select(AT_ONCE))
                        .as(
                                "the backend finds %s of a channel that is watched for %s",
                                happened, asked)
                        .isEqualTo(both.isEmpty() ? List.of() : List.of(new Ready(key, both)));
            }
        }
    }

    @Test
    void whatIsReportedHasTheKeyOfNow() throws Exception {
        open();
        var source = network.pipe().source();
        selector.register(source, Set.of(READ), "old");
        backend.finds(source, READ, WRITE);
        selector.select(AT_ONCE);

        var data = selector.modify(source, Set.of(READ), "new");
        assertReady(selector.select(AT_ONCE))
                .as("what select reports after modify of the data")
                .containsExactly(new Ready(data, Set.of(READ)));
        var events = selector.modify(source, Set.of(WRITE), "new");
        assertReady(selector.select(AT_ONCE))
                .as("what select reports after modify of the events")
                .containsExactly(new Ready(events, Set.of(WRITE)));
    }

    @Test
    void theBackendGetsTimeoutsThatItUnderstands() throws Exception {
        for (var none :
                List.of(
                        Duration.ZERO,
                        Duration.ofNanos(-1),
                        Duration.ofMillis(-5),
                        Duration.ofSeconds(Long.MIN_VALUE))) {
            openWithOneThatIsReady();
            selector.select(none);
            assertThat(backend.waits())
                    .as("the timeouts that the backend is given for select(%s)", none)
                    .containsOnly(Duration.ZERO);
        }
        for (var some :
                List.of(
                        Duration.ofNanos(1),
                        Duration.ofNanos(999_999),
                        Duration.ofNanos(1_000_001),
                        Duration.ofSeconds(1),
                        LONGEST.minusNanos(1),
                        LONGEST)) {
            openWithOneThatIsReady();
            selector.select(some);
            assertThat(backend.waits())
                    .as(
                            "the timeouts that the backend is given for select(%s): that time,"
                                    + " perhaps in whole milliseconds, rounded up",
                            some)
                    .hasSize(1)
                    .allMatch(wait ->
                            wait != null
                                    && wait.compareTo(some) >= 0
                                    && wait.toMillis() <= roundedUp(some));
        }
    }

    private static long roundedUp(Duration timeout) {
        return timeout.plusNanos(999_999).toMillis();
    }

    @Test
    void whatIsTooLongForTheBackendIsWithoutLimit() throws Exception {
        for (var timeout :
                new Duration[] {
                    null,
                    LONGEST.plusNanos(1),
                    LONGEST.plusNanos(999_999),
                    LONGEST.plusMillis(1),
                    Duration.ofDays(10_000),
                    Duration.ofSeconds(Long.MAX_VALUE)
                }) {
            var key = openWithOneThatIsReady();
            backend.findNothingIn(2);

            var ready = selector.select(timeout);

            assertThat(backend.waits())
                    .as(
                            "the timeouts that the backend is given for select(%s): null, or at"
                                    + " most %s, again and again",
                            timeout, LONGEST)
                    .allMatch(wait ->
                            wait == null || !wait.isNegative() && wait.compareTo(LONGEST) <= 0);
            assertReady(ready)
                    .as(
                            "what select(%s) reports, when its backend was asked to wait %s",
                            timeout, backend.waits())
                    .containsExactly(new Ready(key, Set.of(READ)));
        }
    }

    /** A selector with a channel that its backend finds. */
    private SelectorKey openWithOneThatIsReady() throws Exception {
        open();
        var source = network.pipe().source();
        backend.finds(source, READ);
        return selector.register(source, Set.of(READ), null);
    }

    @Test
    void whatEndsAWaitIsPassedOn() throws Exception {
        for (var failure :
                List.of(
                        new InterruptedException(),
                        new IOException("broken"),
                        new ClosedChannelException(),
                        new IllegalStateException("broken"),
                        new UnsatisfiedLinkError("no such call"))) {
            for (var timeout : new Duration[] {null, Duration.ZERO, SOON}) {
                var key = openWithOneThatIsReady();
                backend.failWith(failure);

                assertPassedOn(
                        failure,
                        () -> selector.select(timeout),
                        "select(%s), when its backend throws %s,",
                        timeout,
                        failure);

                backend.failWith(null);
                assertAgreement("a select that has failed");
                assertReady(selector.select(timeout))
                        .as(
                                "what select(%s) reports after one that has failed: %s",
                                timeout, failure)
                        .containsExactly(new Ready(key, Set.of(READ)));
            }
        }
    }

    @Test
    void whatWasFoundBeforeAFailureIsNotReportedLater() throws Exception {
        for (var failure : List.of(new InterruptedException(), new IOException("broken"))) {
            openWithOneThatIsReady();
            backend.failAfterFinding(failure);
            assertPassedOn(
                    failure,
                    () -> selector.select(AT_ONCE),
                    "select, when its backend finds a channel and then throws %s,",
                    failure);

            backend.failWith(null);
            backend.findsNothingMore();

            assertReady(selector.select(AT_ONCE))
                    .as(
                            "what select reports when nothing is ready: the one before had found a"
                                    + " channel, and then its backend threw %s",
                            failure)
                    .isEmpty();
        }
    }

    @Test
    void aListWithNothingInItIsTheCallersToo() throws Exception {
        open();
        var source = network.pipe().source();
        var key = selector.register(source, Set.of(READ), null);

        var nothing = selector.select(AT_ONCE);
        backend.finds(source, READ);
        var something = selector.select(AT_ONCE);

        assertReady(something).containsExactly(new Ready(key, Set.of(READ)));
        assertReady(nothing)
                .as(
                        "the list of a select that found nothing, after another one that has found"
                                + " a channel: later calls do not change the list")
                .isEmpty();
    }

    @Test
    void aListWithSomethingInItIsTheCallersToo() throws Exception {
        for (var first : ALL_SETS) {
            for (var later : ALL_SETS) {
                open();
                var source = network.pipe().source();
                var key = selector.register(source, Set.of(READ, WRITE), null);
                backend.finds(source, first.toArray(Event[]::new));
                var list = selector.select(AT_ONCE);

                backend.finds(source, later.toArray(Event[]::new));
                selector.select(AT_ONCE);

                assertReady(list)
                        .as(
                                "the list of a select that has found a channel ready for %s, after"
                                    + " another one that has found it ready for %s: later calls do"
                                    + " not change the list",
                                first, later)
                        .containsExactly(new Ready(key, first));
            }
        }
    }

    @Test
    void dataThatIsEqualIsNotTheSame() throws Exception {
        open();
        var source = network.pipe().source();
        selector.register(source, Set.of(READ), new ArrayList<>());
        var data = new ArrayList<String>();

        var key = selector.modify(source, Set.of(READ), data);

        data.add("said later");
        assertThat(key.data())
                .as(
                        "the data of the key that modify returns: the list that modify was given,"
                                + " and not the one that was there before and was equal to it")
                .isEqualTo(List.of("said later"));
        assertThat(selector.key(source).data())
                .as("the data of the channel's key, after modify: the list that modify was given")
                .isEqualTo(List.of("said later"));
    }

    @Test
    void closingItClosesTheBackend() throws Exception {
        open();
        selector.register(network.pipe().source(), Set.of(READ), null);

        selector.close();

        assertThat(backend.closes()).as("how often the backend was closed").isEqualTo(1);
    }

    @Test
    void aBackendThatFailsToCloseIsPassedOnAndTheSelectorIsClosed() throws Exception {
        for (var failure :
                List.of(
                        new IOException("broken"),
                        new IllegalStateException("broken"),
                        new UnsatisfiedLinkError("no such call"))) {
            open();
            var source = network.pipe().source();
            selector.register(source, Set.of(READ), null);
            var map = selector.map();
            backend.failWith(failure);

            assertPassedOn(failure, selector::close, "close, when its backend throws %s,", failure);

            backend.failWith(null);
            assertThat(map).as("the map, after a close that failed").isEmpty();
            assertThat(selector.map()).as("the map, asked for after a close that failed").isEmpty();
            assertUnknown(() -> selector.key(source), "key, after a close that failed,");
            assertThrows(
                    IllegalStateException.class,
                    () -> selector.select(AT_ONCE),
                    "select, after a close that failed,");
            assertThrows(
                    IllegalStateException.class,
                    () -> selector.register(network.pipe().source(), Set.of(READ), null),
                    "register, after a close that failed,");
            selector.close();
        }
    }

    private ListAssert<String> assertTold(String after) {
        return assertThat(backend.told()).as("what the backend was told at %s", after);
    }

    private void assertAgreement(String after) {
        var map = new LinkedHashMap<SelectableChannel, Set<Event>>();
        selector.map().forEach((channel, key) -> map.put(channel, key.events()));
        assertThat(map)
                .as("what the map says after %s; the backend was told so", after)
                .withRepresentation(new KeyNames())
                .isEqualTo(backend.watched());
    }
}
