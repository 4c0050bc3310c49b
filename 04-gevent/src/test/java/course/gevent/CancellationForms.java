package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
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
import java.util.concurrent.Callable;

/** The promises of Cancellation that hold in many forms, in each of them. */
abstract class CancellationForms {
    final Hub hub;
    final Cancellation cancellation;
    final Tasks tasks;
    final Conformance conformance;
    final Stage stage;

    CancellationForms(
            Candidate<Cancellation> candidate,
            @Given Candidate<Hub> hubs,
            @Given Candidate<Tasks> givenTasks,
            @Given Greenlets greenlets,
            Stage stage)
            throws Exception {
        this.stage = stage;
        hub = hubs.create(stage.watched(greenlets), stage.clock(), stage.failures());
        tasks = givenTasks.create(hub, stage.failures());
        cancellation = candidate.create(hub);
        conformance = new Conformance(hub, cancellation, stage);
    }

    GreenThread sleeper(String name) {
        return hub.spawn(
                name,
                () -> {
                    try {
                        hub.sleep(ofSeconds(60));
                        stage.noteTimed(name + " slept");
                    } catch (GreenletExit exit) {
                        stage.noteTimed(name + " exits");
                        throw exit;
                    }
                });
    }

    /** Catches its first exit, and needs another 10 s. */
    GreenThread stubborn() {
        return hub.spawn(() -> {
            try {
                hub.sleep(ofSeconds(60));
            } catch (GreenletExit exit) {
                stage.noteTimed("not yet");
                hub.sleep(ofSeconds(10));
                stage.noteTimed("now");
            }
        });
    }

    /** Who calls. */
    enum By {
        THE_MAIN_GREENLET,
        A_GREEN_THREAD,
        A_MESSAGE,
        A_TIMER,
        A_LISTENER;

        void call(Hub hub, Runnable action) {
            switch (this) {
                case THE_MAIN_GREENLET -> action.run();
                case A_GREEN_THREAD -> hub.spawn(action::run);
                case A_MESSAGE -> hub.post(action);
                case A_TIMER -> hub.postDelayed(action, Duration.ofNanos(1));
                case A_LISTENER -> hub.spawn(() -> {}).link(source -> action.run());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void killSoonActsInALaterTurnWhoeverAsks(By by) throws Exception {
        var victim = sleeper("A");
        hub.sleep(ofSeconds(1));

        by.call(
                hub,
                () -> {
                    cancellation.killSoon(victim);
                    stage.note("asked");
                });
        hub.join();

        stage.expect("thrown in a later turn; %s asks".formatted(by), "asked", "1.0 s: A exits");
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsKilledBeforeItStartsNeverRunsWhoeverAsks(By by) throws Exception {
        var failure = new IOException("the first");
        by.call(
                hub,
                () -> {
                    var victim = hub.spawn(() -> stage.note("ran"));
                    victim.link(source -> stage.note("told of " + source.exception()));
                    cancellation.killSoon(victim, failure);
                    cancellation.killSoon(victim);
                    cancellation.killSoon(victim, new IOException("the third"));
                });
        hub.join();

        stage.expectNotes(
                "%s kills it three times before its start: the first counts".formatted(by),
                "told of " + failure);
        stage.expectReported("the first kill, and no other", failure);
    }

    @ParameterizedTest
    @EnumSource
    void killedWithWhatever(Thrown kind) throws Exception {
        for (var isWaiting : List.of(true, false)) {
            var before = stage.reported().size();
            var thrown = kind.make();
            var victims =
                    List.of(sleeper("A"), sleeper("B"), hub.spawn(() -> hub.sleep(ofSeconds(60))));
            hub.sleep(ofSeconds(1));

            if (isWaiting) {
                assertThat(cancellation.killAll(victims, thrown, ofSeconds(9)))
                        .as("all have ended, killed with %s", kind)
                        .isTrue();
            } else {
                victims.forEach(victim -> cancellation.killSoon(victim, thrown));
                hub.join();
            }

            assertThat(victims)
                    .as("each has failed with that very instance, %s", kind)
                    .allMatch(victim -> victim.exception() == thrown);
            assertThat(stage.reported().subList(before, stage.reported().size()))
                    .as("what was reported, once for each")
                    .containsExactly(thrown, thrown, thrown);
        }
        stage.expectNotes("no exit, and nobody slept on");
    }

    @Test
    void theTimeOfKillAllIsOneForAll() throws Exception {
        var victims = List.of(stubborn(), stubborn(), stubborn());
        hub.sleep(ofSeconds(1));

        assertThat(cancellation.killAll(victims, ofSeconds(4)))
                .as("all of three that need 10 s have ended within 4 s")
                .isFalse();

        stage.expectElapsed("the time limit is one for all of them", ofSeconds(5));
        assertThat(cancellation.killAll(victims, HubWait.LONGEST)).as("killed again").isTrue();
        stage.expectElapsed("the second kill ends them", ofSeconds(5));
    }

    @Test
    void killAllIsToldHowTheyStand() throws Exception {
        var ended = hub.spawn(() -> {});
        hub.sleep(ZERO);
        var waiting = sleeper("A");
        hub.sleep(ZERO);
        var pending = hub.spawn(() -> stage.note("ran"));

        assertThat(
                        cancellation.killAll(
                                List.of(ended, waiting, pending, waiting, ended), ofSeconds(9)))
                .as(
                        "all have ended: one before, one that waits, one that has not started, two"
                                + " again")
                .isTrue();

        stage.expect("those who have to are killed, once", "0.0 s: A exits");
        stage.expectElapsed("nobody needed time", ZERO);
    }

    @Test
    void killAllIsOfThoseThatWereGiven() throws Exception {
        var fewer = new ArrayList<>(List.of(sleeper("A"), stubborn()));
        hub.sleep(ofSeconds(1));
        hub.post(fewer::clear);
        assertThat(cancellation.killAll(fewer, ofSeconds(5)))
                .as("one of two has not ended within 5 s; the list was cleared meanwhile")
                .isFalse();

        var more = new ArrayList<>(List.of(sleeper("B")));
        hub.sleep(ofSeconds(1));
        hub.post(() -> more.add(sleeper("C")));
        assertThat(cancellation.killAll(more, ofSeconds(5)))
                .as("the one that was given has ended; another was added to the list meanwhile")
                .isTrue();
        stage.expectNoFailure();
    }

    @Test
    void howAVictimEndsIsNoMatter() throws Exception {
        var failure = new IOException("when it was killed");
        var failing =
                hub.spawn(() -> {
                    try {
                        hub.sleep(ofSeconds(60));
                    } catch (GreenletExit exit) {
                        throw failure;
                    }
                });
        hub.sleep(ofSeconds(1));

        assertThat(cancellation.killAll(List.of(failing), ofSeconds(5)))
                .as("it has ended, though it failed when it was killed")
                .isTrue();
        stage.expectReported("what it failed with", failure);
    }

    @Test
    void whoIsTheOnlyVictimGetsItHere() throws Exception {
        hub.spawn(() -> {
            var victims = new ArrayList<>(List.of(hub.current()));
            try {
                cancellation.killAll(victims, null);
            } finally {
                stage.note("thrown, and the list that was given has " + victims.size());
            }
        });
        hub.spawn(() -> stage.note("the other goes on"));

        hub.join();

        stage.expect(
                "a green thread that kills itself, and nobody else, does not wait",
                "thrown, and the list that was given has 1",
                "the other goes on");
    }

    @Test
    void aKillAllThatIsRefusedKillsNobody() throws Exception {
        var waiting = sleeper("A");
        hub.sleep(ofSeconds(1));
        var pending = hub.spawn(() -> stage.noteTimed("B ran"));

        assertThatThrownBy(
                        () -> cancellation.killAll(List.of(waiting, pending), Duration.ofNanos(-1)),
                        "killAll() with -1 ns, of one that waits and one that has not started: a"
                                + " negative duration is refused with an IllegalArgumentException")
                .isInstanceOf(IllegalArgumentException.class);
        hub.join();

        stage.expect(
                "killAll() with -1 ns was refused: so nobody is killed, neither A, which slept at"
                        + " that time, nor B, which had not started",
                "1.0 s: B ran",
                "60.0 s: A slept");
    }

    @Test
    void killAllWithoutTimeKillsAllTheSame() throws Exception {
        var victims = List.of(sleeper("A"), sleeper("B"));
        hub.sleep(ofSeconds(1));

        assertThat(cancellation.killAll(victims, ZERO))
                .as("all have ended within no time")
                .isFalse();
        hub.join();

        stage.expectInAnyOrder(
                "they are killed, though nobody waits", "1.0 s: A exits", "1.0 s: B exits");
        assertThatThrownBy(() -> cancellation.killAll(victims, ofSeconds(-1)), "a time of -1 s")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whoIsAmongTheVictimsGetsWhateverItIsAtOnceAfterTheOthers(int place) throws Exception {
        for (var kind : Thrown.values()) {
            var thrown = kind.make();
            var reported = stage.reported().size();
            var victims = new ArrayList<GreenThread>(List.of(sleeper("B"), sleeper("C")));
            var self =
                    hub.spawn(() -> {
                        hub.sleep(ofSeconds(1));
                        try {
                            cancellation.killAll(victims, thrown, null);
                            stage.note("survived himself");
                        } catch (UnsupportedOperationException toDo) {
                            throw toDo;
                        } catch (Throwable caught) {
                            stage.note("got it: " + (caught == thrown));
                        }
                    });
            victims.add(place, self);
            hub.join();

            stage.expectNotes("it is thrown here at once, %s".formatted(kind), "got it: true");
            assertThat(victims)
                    .as(
                            "the others have been killed with %s, and the one who asked has caught"
                                    + " it",
                            kind)
                    .allMatch(victim -> victim.exception() == (victim == self ? null : thrown));
            assertThat(stage.reported().size() - reported).as("failures reported").isEqualTo(2);
            stage.notes().clear();
        }
    }

    @Test
    void aTaskThatKillsItselfGetsItAtOnce() throws Exception {
        var task = new Task<?>[1];
        task[0] =
                tasks.spawn(() -> {
                    hub.sleep(ofSeconds(1));
                    cancellation.kill(task[0]);
                    stage.note("survived itself");
                    return 1;
                });

        hub.join();

        stage.expect("a task is the green thread that runs it");
        assertThat(task[0].isReady()).as("has ended").isTrue();
        assertThat(cancellation.killAll(List.of(task[0]), null)).as("killed again").isTrue();
    }

    /** Each way to limit a call. */
    enum Limited {
        CALL,
        CALL_OTHERWISE,
        RUN;

        Object call(Cancellation cancellation, Duration limit, Callable<Object> body)
                throws Exception {
            return switch (this) {
                case CALL -> cancellation.call(limit, body);
                case CALL_OTHERWISE -> cancellation.call(limit, body, "otherwise");
                case RUN -> cancellation.run(limit, body::call);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void howeverTheBodyEndsItsTimeoutIsClosed(Limited limited) throws Exception {
        var failures = new ArrayList<Throwable>(List.of(new GreenletExit()));
        for (var kind : Thrown.values()) {
            failures.add(kind.make());
        }
        for (var failure : failures) {
            assertThatThrownBy(
                            () ->
                                    limited.call(
                                            cancellation,
                                            ofSeconds(2),
                                            () -> {
                                                hub.sleep(ofSeconds(1));
                                                throw Thrown.<Exception>raise(failure);
                                            }),
                            "%s of a body that fails with %s",
                            limited,
                            failure)
                    .isSameAs(failure);
            hub.sleep(ofSeconds(9));
        }
        limited.call(cancellation, ofSeconds(2), () -> "value");
        hub.sleep(ofSeconds(9));
        limited.call(cancellation, HubWait.LONGEST, () -> "value");
        limited.call(cancellation, null, () -> "value");

        assertThat(stage.clock().elapsed())
                .as("%s: no timeout strikes later; 10 s for each failure, and 9 s", limited)
                .isEqualTo(ofSeconds(10L * failures.size() + 9));
        hub.join();
        assertThat(stage.clock().elapsed())
                .as("%s: nor is the hub kept by one", limited)
                .isEqualTo(ofSeconds(10L * failures.size() + 9));
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @EnumSource
    void anothersTimeoutIsPassedOnWhenItsOwnIsUpToo(Limited limited) throws Exception {
        var another = Thrown.A_TIMEOUT.make();

        assertThatThrownBy(
                        () ->
                                limited.call(
                                        cancellation,
                                        ofSeconds(1),
                                        () -> {
                                            try {
                                                hub.sleep(ofSeconds(60));
                                            } catch (Timeout mine) {
                                                // but what is thrown is
                                                throw (Timeout) another;
                                            }
                                            return "value";
                                        }),
                        "%s of a body that gets its own timeout, and throws another one",
                        limited)
                .isSameAs(another);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatCatchesItsTimeoutComesToItsEnd(Limited limited) throws Exception {
        var value =
                limited.call(
                        cancellation,
                        ofSeconds(1),
                        () -> {
                            try {
                                hub.sleep(ofSeconds(60));
                            } catch (Timeout mine) {
                                hub.sleep(ofSeconds(5));
                            }
                            return "value";
                        });

        assertThat(value)
                .as("%s, when the body has caught it", limited)
                .isEqualTo(limited == Limited.RUN ? true : "value");
        stage.expectElapsed("it strikes once", ofSeconds(6));
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutOfTheSameTimeIsAnothersAllTheSame(Limited limited) throws Exception {
        try (var outer = cancellation.timeout(ofSeconds(1))) {
            assertThatThrownBy(
                            () ->
                                    limited.call(
                                            cancellation,
                                            ofSeconds(1),
                                            () -> {
                                                hub.sleep(ofSeconds(60));
                                                return "value";
                                            }),
                            "%s within a timeout of the same time, which was started before",
                            limited)
                    .isSameAs(outer);
        }
        stage.expectElapsed("the time of both", ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatMakesAFailureOfItsTimeoutFails(Limited limited) {
        var failure = new IllegalStateException("no answer");

        assertThatThrownBy(
                        () ->
                                limited.call(
                                        cancellation,
                                        ofSeconds(1),
                                        () -> {
                                            try {
                                                hub.sleep(ofSeconds(60));
                                            } catch (Timeout mine) {
                                                throw failure;
                                            }
                                            return "value";
                                        }),
                        "%s, when the body has caught it, and throws a failure in its place",
                        limited)
                .isSameAs(failure);
    }

    @ParameterizedTest
    @EnumSource
    void theTimesOfACallAreKept(Limited limited) throws Exception {
        for (var time : List.of(ZERO, Duration.ofNanos(1), Duration.ofMillis(1_500))) {
            var before = stage.clock().elapsed();
            Callable<Object> sleeps =
                    () -> {
                        hub.sleep(ofSeconds(60));
                        return "slept";
                    };
            if (limited == Limited.CALL) {
                assertThatThrownBy(
                                () -> limited.call(cancellation, time, sleeps),
                                "call() with %s",
                                time)
                        .isInstanceOf(Timeout.class);
            } else {
                assertThat(limited.call(cancellation, time, sleeps))
                        .as("%s with %s", limited, time)
                        .isEqualTo(limited == Limited.RUN ? false : "otherwise");
            }
            assertThat(stage.clock().elapsed().minus(before))
                    .as("the time of %s", limited)
                    .isEqualTo(time);
            assertThat(limited.call(cancellation, time, () -> "value"))
                    .as("%s with %s of a body that does not wait", limited, time)
                    .isEqualTo(limited == Limited.RUN ? true : "value");
        }
        assertThatThrownBy(
                        () ->
                                limited.call(
                                        cancellation,
                                        Duration.ofNanos(-1),
                                        () -> {
                                            stage.note("ran");
                                            return "value";
                                        }),
                        "%s with -1 ns",
                        limited)
                .isInstanceOf(IllegalArgumentException.class);
        for (var limit : Arrays.asList(HubWait.LONGEST, null)) {
            assertThat(
                            limited.call(
                                    cancellation,
                                    limit,
                                    () -> {
                                        hub.sleep(ofSeconds(1_000_000));
                                        return "value";
                                    }))
                    .as("%s with no limit, or the longest", limited)
                    .isEqualTo(limited == Limited.RUN ? true : "value");
        }
        stage.expect("the body of a call that is refused does not run");
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutThrowsWhateverItIsToldTo(Thrown kind) throws Exception {
        var custom = kind.make();
        try (var timeout = cancellation.timeout(ofSeconds(2), custom)) {
            assertThatThrownBy(
                            () -> hub.sleep(ofSeconds(60)), "a timeout that is to throw %s", kind)
                    .isSameAs(custom);
            assertThat(timeout.isPending()).as("pending, after it has thrown").isFalse();
        }
        hub.sleep(ofSeconds(9));
        stage.expectElapsed("when its time is up, and once", ofSeconds(11));
        stage.expectNoFailure();
    }

    @Test
    @SuppressWarnings("try") // it is closed in between, too
    void aTimeoutMayBeRestartedWheneverAndByWhomever() throws Exception {
        try (var timeout = cancellation.timeout(ofSeconds(3))) {
            assertThatThrownBy(() -> hub.sleep(ofSeconds(60)), "the first time").isSameAs(timeout);
            timeout.restart();
            assertThat(timeout.isPending())
                    .as("pending, when it was restarted after it had thrown")
                    .isTrue();
            assertThatThrownBy(() -> hub.sleep(ofSeconds(60)), "restarted").isSameAs(timeout);
            timeout.close();
            timeout.restart();
            hub.sleep(ofSeconds(1));
            timeout.restart();
            timeout.restart();
            assertThatThrownBy(() -> hub.sleep(ofSeconds(60)), "restarted after a close")
                    .isSameAs(timeout);
            stage.expectElapsed("3 s, 3 s, 1 s and 3 s", ofSeconds(10));
            hub.sleep(ofSeconds(9));
            timeout.restart();
            hub.spawn(() -> {
                timeout.restart();
                try {
                    hub.sleep(ofSeconds(60));
                } catch (Timeout caught) {
                    stage.noteTimed("another green thread got " + (caught == timeout));
                }
            });
            hub.sleep(ofSeconds(9));
        }
        stage.expect("it strikes who has restarted it", "22.0 s: another green thread got true");
    }

    @Test
    void eachTimeoutIsItsOwn() throws Exception {
        try (var outer = cancellation.timeout(ofSeconds(3));
                var middle = cancellation.timeout(ofSeconds(2));
                var inner = cancellation.timeout(ofSeconds(1))) {
            for (var timeout : List.of(inner, middle, outer)) {
                assertThat(timeout.isPending()).as("pending, before its time").isTrue();
                assertThatThrownBy(
                                () -> hub.sleep(ofSeconds(60)), "of 1 s, 2 s and 3 s the next one")
                        .isSameAs(timeout);
                assertThat(timeout.isPending()).as("pending, after it has thrown").isFalse();
            }
        }
        stage.expectElapsed("of the outer one", ofSeconds(3));
        try (var longest = cancellation.timeout(HubWait.LONGEST)) {
            assertThat(longest.isPending()).as("one of the longest time is pending").isTrue();
            hub.sleep(ofSeconds(1_000_000));
        }
        assertThatThrownBy(
                        () -> cancellation.timeout(Duration.ofNanos(-1), new IOException("never")),
                        "a timeout of -1 ns")
                .isInstanceOf(IllegalArgumentException.class);
        hub.join();
        stage.expectElapsed(
                "the hub is not kept by a timeout that was closed", ofSeconds(1_000_003));
    }

    @Test
    void aTaskAndTheGreenThreadThatRunsItAreTheSameVictim() throws Exception {
        var thread = new GreenThread[1];
        var task =
                tasks.spawn(() -> {
                    thread[0] = hub.current();
                    try {
                        hub.sleep(ofSeconds(60));
                    } catch (GreenletExit exit) {
                        stage.noteTimed("cleans up");
                        hub.sleep(ofSeconds(1));
                        stage.noteTimed("has cleaned up");
                    }
                    return null;
                });
        hub.sleep(ofSeconds(1));

        cancellation.killSoon(task);
        cancellation.killSoon(thread[0]);
        hub.join();

        stage.expect(
                "killed as a task and as what current() has returned: the second kill does nothing",
                "1.0 s: cleans up",
                "2.0 s: has cleaned up");
    }

    @Test
    void killAllKillsTheNextOneWhileTheFirstCleansUp() throws Exception {
        var victims = List.of(stubborn(), sleeper("B"), stubborn(), sleeper("D"));
        hub.sleep(ofSeconds(1));

        cancellation.killAll(victims, null);

        stage.expectInAnyOrder(
                "all are killed, and only then are they waited for",
                "1.0 s: not yet",
                "1.0 s: B exits",
                "1.0 s: not yet",
                "1.0 s: D exits",
                "11.0 s: now",
                "11.0 s: now");
    }

    @Test
    void whoIsAmongTheVictimsDoesNotWaitForTheOthers() throws Exception {
        var victims = new ArrayList<GreenThread>(List.of(stubborn(), sleeper("B")));
        var asTask =
                tasks.spawn(() -> {
                    hub.sleep(ofSeconds(1));
                    try {
                        cancellation.killAll(victims, ofSeconds(5));
                        stage.noteTimed("survived himself");
                    } catch (GreenletExit exit) {
                        stage.noteTimed("got it");
                        throw exit;
                    }
                    return null;
                });
        victims.add(asTask);

        hub.join();

        stage.expectInAnyOrder(
                "it is thrown at once, whatever the others still have to do",
                "1.0 s: got it",
                "1.0 s: not yet",
                "1.0 s: B exits",
                "11.0 s: now");
    }

    @ParameterizedTest
    @EnumSource
    void aRestartedTimeoutStillThrowsWhatItIsToldTo(Thrown kind) throws Exception {
        var custom = kind.make();
        try (var timeout = cancellation.timeout(ofSeconds(2), custom)) {
            hub.sleep(ofSeconds(1));
            timeout.restart();
            assertThatThrownBy(
                            () -> hub.sleep(ofSeconds(60)),
                            "a timeout that is to throw %s, restarted while it was pending",
                            kind)
                    .isSameAs(custom);
            timeout.restart();
            assertThatThrownBy(
                            () -> hub.sleep(ofSeconds(60)),
                            "a timeout that is to throw %s, restarted when it had thrown",
                            kind)
                    .isSameAs(custom);
        }
        stage.expectElapsed("1 s, and twice the whole time", ofSeconds(5));
    }

    @Test
    void aTimeoutThatIsClosedInTheTurnInWhichItsTimeIsUpThrowsNoMore() throws Exception {
        hub.spawn(() -> {
            try (var timeout = cancellation.timeout(ofSeconds(1))) {
                assertThat(timeout.isPending()).as("pending").isTrue();
                hub.sleep(ofSeconds(1));
            } catch (Timeout caught) {
                // its time was up first, that is right, too
            }
            try {
                hub.sleep(ofSeconds(5));
                stage.note("slept");
            } catch (Timeout late) {
                stage.note("got a timeout that had been closed");
            }
        });

        hub.join();

        stage.expect("from its close on it does not throw", "slept");
    }

    /** Each way to kill. */
    enum Kill {
        KILL_SOON,
        KILL,
        KILL_ALL;

        void call(Cancellation cancellation, GreenThread victim) throws InterruptedException {
            switch (this) {
                case KILL_SOON -> cancellation.killSoon(victim);
                case KILL -> cancellation.kill(victim);
                case KILL_ALL -> cancellation.killAll(List.of(victim), ofSeconds(60));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whomSomebodyElseHasKilledIsNotHitAgainButWaitedFor(Kill second) throws Exception {
        for (var first : Kill.values()) {
            var start = stage.clock().elapsed().toSeconds();
            var victim = stubborn();
            hub.sleep(ofSeconds(1));
            hub.spawn(() -> first.call(cancellation, victim));
            hub.spawn(() -> {
                second.call(cancellation, victim);
                stage.note(victim.isReady() ? "the second sees its end" : "the second goes on");
            });

            hub.join();

            var isHit = "%s.0 s: not yet".formatted(start + 1);
            var hasEnded = "%s.0 s: now".formatted(start + 11);
            stage.expect(
                    "two kill the same one in one turn (%s, then %s): until the first kill acts, the second adds nothing, and kill() and killAll() wait for the end"
                            .formatted(first, second),
                    second == Kill.KILL_SOON
                            ? new String[] {"the second goes on", isHit, hasEnded}
                            : new String[] {isHit, hasEnded, "the second sees its end"});
            stage.notes().clear();
        }
    }

    @Test
    void whoKillsHimselfWhileHeHandlesAKillIsKilledAgain() throws Exception {
        for (var kill : Kill.values()) {
            var start = stage.clock().elapsed().toSeconds();
            var victim =
                    hub.spawn(() -> {
                        try {
                            hub.sleep(ofSeconds(60));
                        } catch (GreenletExit first) {
                            cancellation.killSoon(hub.current());
                            stage.noteTimed("killed, and kills himself");
                            try {
                                hub.sleep(ofSeconds(60));
                                stage.noteTimed("slept");
                            } catch (GreenletExit second) {
                                stage.noteTimed("killed again");
                            }
                        }
                    });
            hub.sleep(ofSeconds(1));

            kill.call(cancellation, victim);
            hub.join();

            stage.expect(
                    "the first kill (%s) has acted when it is caught; so the next one acts, too"
                            .formatted(kill),
                    "%s.0 s: killed, and kills himself".formatted(start + 1),
                    "%s.0 s: killed again".formatted(start + 1));
            stage.notes().clear();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoKillsHimselfSoonGoesOnUntilHeWaits(boolean isMain) throws Exception {
        Hub.Body kills =
                () -> {
                    try {
                        cancellation.killSoon(hub.current());
                        stage.note("goes on");
                        hub.sleep(ofSeconds(60));
                        stage.note("slept");
                    } catch (GreenletExit exit) {
                        stage.noteTimed("exit");
                    }
                };
        if (isMain) {
            kills.run();
        } else {
            hub.spawn(kills);
        }

        hub.join();

        stage.expect("killSoon() throws in a later turn, whoever it is", "goes on", "0.0 s: exit");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "THE_MAIN_GREENLET")
    void theMainGreenletIsKilledLikeAnyOther(By by) throws Exception {
        var main = hub.current();
        for (var kind : Thrown.values()) {
            var thrown = kind.make();
            by.call(hub, () -> cancellation.killSoon(main, thrown));
            try {
                hub.sleep(ofSeconds(60));
                stage.note("slept");
            } catch (Throwable caught) {
                stage.note(caught == thrown ? "got it" : "got " + caught);
            }

            stage.expect("%s kills main with %s, in a sleep of 60 s".formatted(by, kind), "got it");
            stage.notes().clear();
        }
    }

    @Test
    void killAllWaitsForTheMainGreenletAsForAnyOther() throws Exception {
        var main = hub.current();
        hub.spawn(() ->
                stage.noteTimed("all ended: " + cancellation.killAll(List.of(main), ofSeconds(9))));
        try {
            hub.sleep(ofSeconds(60));
            stage.note("slept");
        } catch (GreenletExit exit) {
            stage.noteTimed("main got it");
        }
        hub.join();

        stage.expect(
                "main is killed, and never ends", "0.0 s: main got it", "9.0 s: all ended: false");
    }

    @Test
    void whoIsGivenTwiceGetsItOnce() throws Exception {
        var victims = new ArrayList<GreenThread>(List.of(sleeper("B")));
        var task =
                tasks.spawn(() -> {
                    hub.sleep(ofSeconds(1));
                    victims.add(hub.current());
                    victims.addFirst(hub.current());
                    try {
                        cancellation.killAll(victims, null);
                        stage.note("survived himself");
                    } catch (GreenletExit exit) {
                        stage.noteTimed("got it");
                    }
                    hub.sleep(ofSeconds(5));
                    stage.noteTimed("slept");
                    return null;
                });
        victims.add(task);

        hub.join();

        stage.expectInAnyOrder(
                "the caller is among the victims three times, once as a task: it is thrown here,"
                        + " once",
                "1.0 s: got it",
                "1.0 s: B exits",
                "6.0 s: slept");
    }

    @Test
    void nullIsSomethingElseToReturnToo() throws Exception {
        Object came;
        try {
            came =
                    cancellation.call(
                            ofSeconds(1),
                            () -> {
                                hub.sleep(ofSeconds(5));
                                return "value";
                            },
                            null);
        } catch (Timeout thrown) {
            came = "thrown: " + thrown;
        }

        assertThat(came).as("what call(1 s, body, null) comes to, when its time is up").isNull();
        stage.expectElapsed("the time of the call", ofSeconds(1));
    }

    @Test
    void twoOfOneNameAreTwoVictims() throws Exception {
        var names = List.of("worker", "worker", "another");
        var victims =
                names.stream()
                        .map(name ->
                                hub.spawn(
                                        name,
                                        () -> {
                                            try {
                                                hub.sleep(ofSeconds(9));
                                                stage.note(name + " survived");
                                            } catch (GreenletExit exit) {
                                                stage.note(name + " is killed");
                                            }
                                        }))
                        .toList();
        hub.sleep(ofSeconds(1));

        victims.forEach(cancellation::killSoon);
        hub.join();

        stage.expect(
                "three were killed soon, in one turn, of whom two have the same name",
                "worker is killed",
                "worker is killed",
                "another is killed");
    }
}
