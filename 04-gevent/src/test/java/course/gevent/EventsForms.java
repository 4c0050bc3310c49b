package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The promises of Events that hold in many forms, in each of them. */
abstract class EventsForms {
    final Candidate<Events> candidate;
    final Hub hub;
    final Events events;
    final Tasks tasks;
    final Conformance conformance;
    final Background background;
    final Stage stage;

    EventsForms(
            Candidate<Events> candidate,
            @Given Candidate<Hub> hubs,
            @Given Candidate<Tasks> givenTasks,
            @Given Candidate<Cancellation> cancellations,
            @Given Greenlets greenlets,
            Background background,
            Stage stage)
            throws Exception {
        this.candidate = candidate;
        this.background = background;
        this.stage = stage;
        hub = hubs.create(stage.watched(greenlets), stage.clock(), stage.failures());
        tasks = givenTasks.create(hub, stage.failures());
        events = candidate.create(hub, stage.failures());
        conformance = new Conformance(hub, cancellations.create(hub), stage);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverSetsItWakesAllWhoWait(Caller caller) throws Exception {
        var event = events.newEvent();
        var result = events.<String>newAsyncResult();
        var failed = events.<String>newAsyncResult();
        var failure = new IOException("out of paper");
        for (var name : List.of("A", "B")) {
            hub.spawn(() -> {
                stage.note(name + " " + event.await(ofSeconds(60)));
                stage.note(name + " " + result.get());
                try {
                    failed.get();
                } catch (IOException e) {
                    stage.note(name + " " + (e == failure));
                }
            });
        }
        hub.sleep(ZERO);

        caller.call(
                hub,
                background,
                () -> {
                    event.set();
                    event.clear();
                    result.set("hello");
                    failed.setException(failure);
                });
        hub.join();

        stage.expectNoFailure();
        assertThat(stage.notes())
                .as("what those who waited saw, when %s had set all", caller)
                .containsExactlyInAnyOrder(
                        "A true", "A hello", "A true", "B true", "B hello", "B true");
        stage.expectNoFailure();
        assertThat(stage.clock().elapsed().toSeconds()).as("seconds until then").isZero();
    }

    @Test
    void whoComesAfterAnotherThreadHasSetAndClearedWaits() throws Exception {
        var event = events.newEvent();
        background
                .start(
                        "another thread",
                        () -> {
                            event.set();
                            event.clear();
                        })
                .awaitEnd();

        assertThat(event.await(ofSeconds(1))).as("set within 1 s, after it was cleared").isFalse();
        stage.expectElapsed("the time it waited", ofSeconds(1));
    }

    @Test
    void theTimesOfAwaitAreKept() throws Exception {
        var event = events.newEvent();
        var result = events.<String>newAsyncResult();
        for (var time : List.of(ZERO, Duration.ofNanos(1), Duration.ofMillis(1_500))) {
            var before = stage.clock().elapsed();
            assertThat(event.await(time)).as("set within %s", time).isFalse();
            assertThatThrownBy(
                            () -> result.get(time),
                            "get(%s) of a result that nobody has given: the time is up",
                            time)
                    .isInstanceOf(TimeoutException.class);
            assertThat(stage.clock().elapsed().minus(before))
                    .as("the time of await(%s) and get(%s)", time, time)
                    .isEqualTo(time.multipliedBy(2));
        }
        assertThatThrownBy(
                        () -> event.await(ofSeconds(-1)),
                        "await() with a time of -1 s, which the contract refuses")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> result.get(ofSeconds(-1)),
                        "get() with a time of -1 s, which the contract refuses")
                .isInstanceOf(IllegalArgumentException.class);
        hub.postDelayed(event::set, ofSeconds(1));
        hub.postDelayed(() -> result.set("hello"), ofSeconds(2));
        assertThat(event.await(HubWait.LONGEST)).as("await() with the longest time").isTrue();
        assertThat(event.await(ZERO)).as("await(ZERO) of one that is set").isTrue();
        assertThat(result.get(HubWait.LONGEST))
                .as("get() with the longest time")
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @EnumSource
    void anyFailureIsRaisedAsItIs(Thrown kind) throws Exception {
        var failure = kind.make();
        var result = events.<String>newAsyncResult();
        hub.postDelayed(() -> result.setException(failure), ofSeconds(1));

        assertThatThrownBy(
                        result::get,
                        "get() waits, and is given a failure, %s: it throws that very instance",
                        kind)
                .isSameAs(failure);
        assertThatThrownBy(
                        () -> result.get(ZERO),
                        "get(ZERO) of a result that has failed with %s: it throws that very"
                                + " instance",
                        kind)
                .isSameAs(failure);
        assertThatThrownBy(
                        () -> result.get(ofSeconds(1)),
                        "get(1 s) of a result that has failed with %s: it throws that very"
                                + " instance",
                        kind)
                .isSameAs(failure);
        assertThat(result.exception()).as("the exception").isSameAs(failure);
        assertThat(result.isSuccessful()).as("a success").isFalse();
        stage.expectElapsed("until it was given", ofSeconds(1));
    }

    /** What get() comes to: the value, or the failure in words. */
    private static Object outcomeOf(AsyncResult<String> result, Duration time) {
        try {
            return time == null ? result.get() : result.get(time);
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    @Test
    void whateverIsGivenWithinTheTimeIsTheResult() throws Exception {
        var failure = new IOException("out of paper");
        var exit = new GreenletExit();
        for (var given : Arrays.asList("hello", null, failure, exit)) {
            var result = events.<String>newAsyncResult();
            hub.postDelayed(
                    () -> {
                        if (given instanceof Throwable thrown) {
                            result.setException(thrown);
                        } else {
                            result.set((String) given);
                        }
                    },
                    ofSeconds(1));
            for (var time : Arrays.asList(ofSeconds(2), ZERO, ofSeconds(1), null)) {
                assertThat(outcomeOf(result, time))
                        .as(
                                "what get(%s) comes to, when %s was given within this time",
                                time, given)
                        .isSameAs(given);
            }
            assertThat(result.exception())
                    .as("exception(), when %s was given", given)
                    .isSameAs(given instanceof Throwable ? given : null);
            assertThat(result.isSuccessful())
                    .as("isSuccessful(), when %s was given", given)
                    .isEqualTo(!(given instanceof Throwable));
        }
    }

    @Test
    void aMessageMayAskWithoutTime() throws Exception {
        var result = events.<String>newAsyncResult();
        var failed = events.<String>newAsyncResult();
        var failure = new LinkageError("given");
        result.set("hello");
        failed.setException(failure);
        hub.post(() -> {
            try {
                stage.note(result.get(ZERO) + " " + result.get());
                failed.get(ZERO);
            } catch (LinkageError e) {
                stage.note("raised " + (e == failure));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });

        hub.join();

        stage.expect("what is there is there for a message, too", "hello hello", "raised true");
    }

    @Test
    void whateverWasGivenFirstStays() throws Exception {
        var failure = new IOException("the first");
        for (var first : List.of("value", "null", "failure")) {
            var result = events.<String>newAsyncResult();
            switch (first) {
                case "value" -> result.set("value");
                case "null" -> result.set(null);
                default -> result.setException(failure);
            }
            assertThatThrownBy(
                            () -> result.set("second"),
                            "set() after a %s: a result is given once only",
                            first)
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(
                            () -> result.set(null),
                            "set(null) after a %s: a result is given once only",
                            first)
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(
                            () -> result.setException(new IOException("second")),
                            "setException() after a %s: a result is given once only",
                            first)
                    .isInstanceOf(IllegalStateException.class);

            assertThat(result.value())
                    .as("the value")
                    .isEqualTo(first.equals("value") ? "value" : null);
            assertThat(result.exception())
                    .as("the failure")
                    .isSameAs(first.equals("failure") ? failure : null);
        }
    }

    @Test
    void ofSeveralThreadsOneGivesTheResult() {
        var threads = 3;
        for (var round = 0; round < 200; round++) {
            var result = events.<Integer>newAsyncResult();
            var given = new AtomicInteger();
            var start = new CyclicBarrier(threads);
            var tasks = new ArrayList<Background.Task>();
            for (var i = 0; i < threads; i++) {
                var number = i;
                tasks.add(
                        background.start(
                                "thread " + i,
                                () -> {
                                    start.await();
                                    try {
                                        result.set(number);
                                        given.incrementAndGet();
                                    } catch (IllegalStateException e) {
                                        // somebody else was first
                                    }
                                }));
            }
            tasks.forEach(Background.Task::awaitEnd);

            assertThat(given).as("threads whose set() was not refused, of %s", threads).hasValue(1);
        }
    }

    /** What can be linked. */
    enum Source {
        AN_EVENT,
        A_RESULT,
        A_FAILURE
    }

    private Waitable source(Source source) {
        return source == Source.AN_EVENT ? events.newEvent() : events.newAsyncResult();
    }

    private static void makeReady(Waitable waitable, Source source) {
        switch (source) {
            case AN_EVENT -> ((Event) waitable).set();
            case A_RESULT -> ((AsyncResult<?>) waitable).set(null);
            case A_FAILURE -> ((AsyncResult<?>) waitable).setException(new IOException("given"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void listenersAreToldOnceEachInALaterTurn(Source source) throws Exception {
        var waitable = source(source);
        var turn = new int[1];
        waitable.link(told -> noteTold("first", told == waitable, turn[0]));
        waitable.link(told -> noteTold("second", told == waitable, turn[0]));
        hub.post(() -> {
            turn[0] = stage.clock().looks();
            makeReady(waitable, source);
            waitable.link(told -> noteTold("third", told == waitable, turn[0]));
            stage.note("ready");
        });
        hub.join();
        hub.post(() -> {
            turn[0] = stage.clock().looks();
            waitable.link(told -> noteTold("late", told == waitable, turn[0]));
        });
        hub.join();
        if (waitable instanceof Event event) {
            event.clear();
            event.set();
            event.set();
            hub.join();
        }

        stage.expect(
                source + ": in the order of linking, once, by the hub",
                "ready",
                "first",
                "second",
                "third",
                "late");
    }

    private void noteTold(String who, boolean isSource, int turn) {
        stage.note(
                who
                        + (isSource ? "" : ", of another source")
                        + (stage.clock().looks() > turn ? "" : ", in the same turn"));
    }

    @ParameterizedTest
    @EnumSource
    void whenAnotherThreadMakesItReadyItIsTheHubThatTells(Source source) throws Exception {
        var waitable = source(source);
        var here = Thread.currentThread();
        for (var name : List.of("first", "second")) {
            waitable.link(told ->
                    stage.note(
                            name
                                    + (Thread.currentThread() == here
                                            ? ""
                                            : " on the thread that made it ready")));
        }

        background.start("another thread", () -> makeReady(waitable, source)).awaitEnd();
        stage.note("ready");
        hub.join();

        stage.expect(
                source + ": listeners are told by the hub itself, in a turn after it became ready",
                "ready",
                "first",
                "second");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachOfSeveralSetsInOneTurnWakesThoseWhoWaitThen(boolean isOutside) throws Exception {
        var event = events.newEvent();
        for (var name : List.of("first", "second", "third")) {
            event.link(told -> stage.note(name));
            if (isOutside) {
                background
                        .start(
                                "another thread",
                                () -> {
                                    event.set();
                                    event.clear();
                                })
                        .awaitEnd();
            } else {
                event.set();
                event.clear();
            }
        }
        event.link(told -> stage.note("fourth"));

        hub.join();

        stage.expect(
                "four are linked to one event; after each of the first three it is set and cleared%s,"
                                .formatted(isOutside ? " by another thread" : "")
                        + " before the hub goes on: each set wakes all who wait at that moment",
                "first",
                "second",
                "third");
    }

    @Test
    void whoIsLinkedWhileItIsSetIsToldThoughItIsClearedBefore() throws Exception {
        var event = events.newEvent();
        event.link(told -> stage.note("linked before"));
        event.set();
        event.link(told -> stage.note("linked while it is set"));
        event.clear();
        event.link(told -> stage.note("linked after"));

        hub.join();

        stage.expect(
                "who was linked by then is told, whatever happens before the turn in which it is",
                "linked before",
                "linked while it is set");
    }

    @ParameterizedTest
    @EnumSource
    void whoIsLinkedOrUnlinkedWhileOthersAreTold(Source source) throws Exception {
        var waitable = source(source);
        var turn = new int[1];
        Waitable.Listener withdrawn = told -> stage.note("withdrawn");
        Waitable.Listener never = told -> stage.note("never");
        waitable.link(never);
        waitable.link(told -> {
            turn[0] = stage.clock().looks();
            waitable.unlink(withdrawn);
            waitable.link(late -> noteTold("late", late == waitable, turn[0]));
        });
        waitable.link(withdrawn);
        waitable.link(told -> stage.note("last"));
        waitable.unlink(never);
        waitable.unlink(never);
        hub.post(() -> makeReady(waitable, source));

        hub.join();

        stage.expect(
                source + ": unlink() holds, and what is linked meanwhile is for later",
                "last",
                "late");
    }

    @ParameterizedTest
    @EnumSource
    void whateverAListenerThrowsTheNextIsTold(Thrown kind) throws Exception {
        for (var source : Source.values()) {
            var before = stage.reported().size();
            var waitable = source(source);
            var failure = kind.make();
            waitable.link(told -> {
                throw Thrown.<RuntimeException>raise(failure);
            });
            waitable.link(told -> stage.note("the next"));
            makeReady(waitable, source);

            hub.join();

            stage.expectNotes("%s: a listener failed with %s".formatted(source, kind), "the next");
            assertThat(stage.reported().subList(before, stage.reported().size()))
                    .as("what was reported of a listener of %s", source)
                    .containsExactly(failure);
            stage.notes().clear();
        }
    }

    @Test
    void whileAnotherThreadSetsTheHubMayLinkAndTell() throws Exception {
        var rounds = 60 * 1_000;
        var event = events.newEvent();
        var told = new int[1];
        for (var linked = 0; linked < rounds; linked += 1_000) {
            for (var i = 0; i < 500; i++) {
                event.link(source -> told[0]++);
            }
            event.set();
            event.clear();
            var begun = new AtomicBoolean();
            var setter =
                    background.start(
                            "another thread",
                            () -> {
                                for (var i = 0; i < 300; i++) {
                                    event.set();
                                    event.clear();
                                    begun.set(true);
                                }
                            });
            while (!begun.get()) {
                Thread.onSpinWait();
            }
            for (var i = 0; i < 500; i++) {
                event.link(source -> told[0]++);
                if (i % 100 == 0) {
                    hub.sleep(ZERO);
                }
            }
            setter.awaitEnd();
        }
        event.set();
        hub.join();

        assertThat(told[0])
                .as(
                        "listeners told, of %s that were linked while another thread set the event",
                        rounds)
                .isEqualTo(rounds);
        stage.expectNoFailure();
    }

    @Test
    void asAListenerItTakesOverWhateverCame() throws Exception {
        for (var kind : Thrown.values()) {
            var failure = kind.make();
            var bad = events.<String>newAsyncResult();
            tasks.<String>spawn(
                            () -> {
                                throw Thrown.<Exception>raise(failure);
                            })
                    .link(bad);
            assertThatThrownBy(
                            bad::get,
                            "get() of a result that was linked to a task, which failed with %s: it"
                                    + " throws that very instance",
                            kind)
                    .isSameAs(failure);
            var plain = events.<String>newAsyncResult();
            hub.spawn(
                            () -> {
                                throw Thrown.<Exception>raise(failure);
                            })
                    .link(plain);
            assertThatThrownBy(
                            plain::get,
                            "get() of a result that was linked to a green thread, which failed with"
                                    + " %s: it throws that very instance",
                            kind)
                    .isSameAs(failure);
        }
        var exited = events.<String>newAsyncResult();
        var nothing = events.<String>newAsyncResult();
        var flagged = events.<String>newAsyncResult();
        var joined = events.<String>newAsyncResult();
        var event = events.newEvent();
        tasks.<String>spawn(
                        () -> {
                            throw new GreenletExit();
                        })
                .link(exited);
        tasks.<String>spawn(() -> null).link(nothing);
        event.link(flagged);
        event.set();
        hub.spawn(() -> {}).link(joined);

        for (var result : List.of(exited, nothing, flagged, joined)) {
            assertThat(result.get()).as("of what has no value").isNull();
            assertThat(result.isSuccessful()).as("a success").isTrue();
        }
    }

    @Test
    void whatComesWhenThereIsAResultIsReported() throws Exception {
        var result = events.<String>newAsyncResult();
        result.set("first");
        tasks.spawn(() -> "second").link(result);

        hub.join();

        assertThat(result.get()).as("what was given first").isEqualTo("first");
        assertThat(stage.reported())
                .as("reported, as of any listener that fails")
                .hasSize(1)
                .first()
                .isInstanceOf(IllegalStateException.class);
    }

    /** When a listener is unlinked. */
    enum Unlinked {
        BEFORE_IT_IS_READY,
        BEFORE_THEY_ARE_TOLD,
        WHILE_OTHERS_ARE_TOLD
    }

    @ParameterizedTest
    @EnumSource
    void whoIsUnlinkedIsNotToldHoweverOftenItWasLinked(Unlinked when) throws Exception {
        for (var source : Source.values()) {
            var waitable = source(source);
            Waitable.Listener often = told -> stage.note("told");
            if (when == Unlinked.WHILE_OTHERS_ARE_TOLD) {
                waitable.link(told -> waitable.unlink(often));
            }
            waitable.link(often);
            waitable.link(told -> stage.note("another"));
            waitable.link(often);
            hub.post(() -> {
                if (when == Unlinked.BEFORE_IT_IS_READY) {
                    waitable.unlink(often);
                }
                makeReady(waitable, source);
                if (when == Unlinked.BEFORE_THEY_ARE_TOLD) {
                    waitable.unlink(often);
                }
            });

            hub.join();

            stage.expect(
                    "%s: a listener was linked twice, and unlinked %s".formatted(source, when),
                    "another");
            stage.notes().clear();
        }
    }

    @Test
    void aClearOfWhatIsNotSetLetsThoseWhoWaitWaitOn() throws Exception {
        var event = events.newEvent();
        hub.spawn(() -> {
            event.await();
            stage.noteTimed("goes on");
        });
        hub.sleep(ofSeconds(1));

        event.clear();
        hub.sleep(ofSeconds(1));
        event.set();
        hub.join();

        stage.expect("cleared at 1 s, before it was ever set, and set at 2 s", "2.0 s: goes on");
    }

    @Test
    void aFailureThatIsATimeoutExceptionIsRaisedAsItIs() throws Exception {
        var failure = new TimeoutException("of the database");
        var result = events.<String>newAsyncResult();
        result.setException(failure);

        for (var time : List.of(ZERO, ofSeconds(1), HubWait.LONGEST)) {
            assertThatThrownBy(
                            () -> result.get(time),
                            "get(%s) of a result that has failed with a TimeoutException of its"
                                    + " own: it throws that very instance",
                            time)
                    .isSameAs(failure);
        }
    }

    @Test
    void aNewResultIsNotGiven() {
        var result = events.<String>newAsyncResult();

        assertThat(result.isReady()).as("ready").isFalse();
        assertThat(result.isSuccessful()).as("a success").isFalse();
        assertThat(result.value()).as("the value").isNull();
        assertThat(result.exception()).as("the failure").isNull();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsToldOfListenersThatFailIsToldAndTheHubIsNot(Source source) throws Exception {
        for (var kind : Thrown.values()) {
            var told = new ArrayList<Throwable>();
            var failure = kind.make();
            var ours = candidate.create(hub, (Consumer<Throwable>) told::add);
            var waitable = source == Source.AN_EVENT ? ours.newEvent() : ours.newAsyncResult();
            for (var isLate : List.of(false, true)) {
                waitable.link(ready -> {
                    throw Thrown.<RuntimeException>raise(failure);
                });
                if (!isLate) {
                    makeReady(waitable, source);
                }
                hub.join();
            }

            assertThat(told)
                    .as(
                            "what the consumer was told that the events were made with: of a"
                                + " listener that was linked before it was ready, and of one that"
                                + " came later, which fail with %s",
                            kind)
                    .containsExactly(failure, failure);
            assertThat(stage.reported())
                    .as(
                            "what the hub's consumer was told of listeners of %s that fail with %s:"
                                    + " it is the events' own that is told",
                            source, kind)
                    .isEmpty();
        }
    }

    @Test
    void asAListenerItIsGivenThoughTheEventIsClearedBefore() throws Exception {
        var event = events.newEvent();
        var result = events.<String>newAsyncResult();
        event.link(result);

        event.set();
        event.clear();
        hub.join();

        assertThat(result.isReady())
                .as(
                        "whether a result is given that was linked to an event which was set, and"
                                + " cleared at once")
                .isTrue();
        assertThat(result.isSuccessful()).as("a success").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aListenerIsRunByTheHubItselfAndMayNotWait(Source source) throws Exception {
        for (var isLate : List.of(false, true)) {
            var waitable = source(source);
            if (isLate) {
                makeReady(waitable, source);
            }
            waitable.link(told -> {
                try {
                    hub.sleep(ofSeconds(1));
                    stage.note("waited");
                } catch (IllegalStateException e) {
                    stage.note("refused");
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            waitable.link(told -> stage.note("the next"));
            if (!isLate) {
                makeReady(waitable, source);
            }

            hub.join();

            stage.expect(
                    "a listener sleeps (%s, linked when it was ready: %s); the hub refuses it, since it runs the listener itself"
                            .formatted(source, isLate),
                    "refused",
                    "the next");
            stage.notes().clear();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsLinkedAgainIsToldAgain(Source source) throws Exception {
        var waitable = source(source);
        Waitable.Listener listener = told -> stage.note("told");
        waitable.link(listener);
        waitable.unlink(listener);
        waitable.link(listener);
        makeReady(waitable, source);
        hub.join();
        stage.expect("%s: link, unlink, link; the last one counts".formatted(source), "told");

        if (waitable instanceof Event event) {
            event.clear();
        }
        waitable.link(listener);
        if (waitable instanceof Event event) {
            event.set();
        }
        hub.join();
        stage.expect(
                "%s: linked again, when it had been told; each link is told once".formatted(source),
                "told",
                "told");
    }

    @Test
    void whileAnotherThreadGivesTheHubMayLinkAndAsk() throws Exception {
        var rounds = 300;
        var results = new ArrayList<AsyncResult<String>>();
        for (var i = 0; i < rounds; i++) {
            results.add(events.newAsyncResult());
        }
        assertThat(results.getFirst().isReady()).as("ready, before it is given").isFalse();
        var round = new AtomicInteger(-1);
        var isOver = new AtomicBoolean();
        var giver =
                background.start(
                        "another thread",
                        () -> {
                            try {
                                for (var i = 0; i < rounds; i++) {
                                    while (round.get() < i
                                            && !Thread.currentThread().isInterrupted()) {
                                        Thread.yield();
                                    }
                                    results.get(i).set("hello");
                                }
                            } finally {
                                isOver.set(true);
                            }
                        });
        var linked = 0;
        var told = new int[1];
        var withoutValue = 0;
        for (var i = 0; i < rounds; i++) {
            var result = results.get(i);
            round.set(i);
            for (var left = 1_000; !result.isReady() && !isOver.get(); left--) {
                if (left > 0) {
                    result.link(source -> told[0]++);
                    linked++;
                } else {
                    Thread.yield();
                }
            }
            withoutValue += result.value() == null ? 1 : 0;
        }
        giver.awaitEnd();
        hub.join();

        assertThat(told[0])
                .as(
                        "listeners told, of %s that were linked while another thread gave the"
                                + " result",
                        linked)
                .isEqualTo(linked);
        assertThat(withoutValue)
                .as("results, of %s, that were ready and had no value yet", rounds)
                .isZero();
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @EnumSource
    void whoHasBeenToldOnceAndIsUnlinkedIsNotToldAgain(Source source) throws Exception {
        for (var byItself : List.of(true, false)) {
            for (var isLate : List.of(false, true)) {
                var waitable = source(source);
                if (isLate) {
                    makeReady(waitable, source);
                }
                var often = new Waitable.Listener[1];
                often[0] =
                        told -> {
                            stage.note("told");
                            if (byItself) {
                                waitable.unlink(often[0]);
                            }
                        };
                waitable.link(often[0]);
                waitable.link(told -> waitable.unlink(often[0]));
                waitable.link(often[0]);
                waitable.link(told -> stage.note("last"));
                if (!isLate) {
                    makeReady(waitable, source);
                }

                hub.join();

                stage.expect(
                        "%s: a listener was linked twice, when it was ready: %s; told once, it is unlinked by %s, and is not told again"
                                .formatted(
                                        source, isLate, byItself ? "itself" : "the next listener"),
                        "told",
                        "last");
                stage.notes().clear();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsUnlinkedAndLinkedAgainWhileOthersAreToldIsToldOnce(Source source) throws Exception {
        for (var isLate : List.of(false, true)) {
            var waitable = source(source);
            if (isLate) {
                makeReady(waitable, source);
            }
            Waitable.Listener again = told -> stage.note("told");
            waitable.link(told -> {
                waitable.unlink(again);
                waitable.link(again);
            });
            waitable.link(again);
            if (!isLate) {
                makeReady(waitable, source);
            }

            hub.join();

            stage.expect(
                    "%s: a listener was linked, when it was ready: %s, and another one unlinked it and linked it again, before it was told; of two links one was taken back"
                            .formatted(source, isLate),
                    "told");
            stage.notes().clear();
        }
    }
}
