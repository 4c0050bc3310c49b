package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is thrown into a wait. */
abstract class HubThrowing extends HubExamples {
    HubThrowing(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

    @Test
    void whatIsThrownIntoAWaitEndsIt() throws Exception {
        var thrown = new InterruptedException("from outside");
        var victim =
                hub.spawn(() -> {
                    try {
                        hub.sleep(ofSeconds(60));
                    } catch (InterruptedException e) {
                        stage.noteTimed("caught " + (e == thrown));
                    }
                    hub.sleep(ofSeconds(2));
                    stage.noteTimed("goes on");
                });
        hub.postDelayed(() -> victim.throwInto(thrown), ofSeconds(1));

        hub.join();

        stage.expect(
                "it can be caught, and life goes on; the old wait is over",
                "1.0 s: caught true",
                "3.0 s: goes on");
        stage.expectElapsed("the timer of the old wait is gone", ofSeconds(3));
    }

    @Test
    void whatIsThrownBeforeTheStartIsInTime() throws Exception {
        var victim = hub.spawn(() -> stage.note("ran"));
        victim.link(source -> stage.note("ready"));

        victim.throwInto(new GreenletExit());
        hub.join();

        stage.expect("the bodies never run, though it was in the queue before", "ready");
        assertThat(victim.isReady()).isTrue();
    }

    @Test
    void oneThatHasNotStartedNeverRuns() throws Exception {
        var failure = new IOException("from outside");
        var victims = new ArrayList<GreenThread>();
        hub.post(() -> {
            victims.forEach(victim ->
                    victim.throwInto(victim == victims.get(0) ? new GreenletExit() : failure));
        });
        victims.add(hub.spawn(() -> stage.note("the first ran")));
        victims.add(hub.spawn(() -> stage.note("the second ran")));
        victims.forEach(victim -> victim.link(source -> stage.note("ready")));

        hub.join();

        stage.expectNotes(
                "a message throws at once; the bodies never run, and the listeners are told",
                "ready",
                "ready");
        assertThat(victims.get(0).exception()).as("of one that was exited").isNull();
        assertThat(victims.get(1).exception()).as("of one that was failed").isSameAs(failure);
    }

    @Test
    void whatIsThrownIntoTheMainGreenletReachesIt() throws Exception {
        var main = hub.current();
        var thrown = new IOException("wake up");
        hub.spawn(() -> main.throwInto(thrown));

        assertThatThrownBy(() -> hub.sleep(ofSeconds(1))).isSameAs(thrown);
        hub.sleep(ofSeconds(1));

        stage.expectElapsed("only the second sleep took its time", ofSeconds(1));
    }

    @Test
    void oneThatHasEndedIsLeftInPeace() throws Exception {
        var ended = hub.spawn(() -> {});
        hub.join();

        ended.throwInto(new IOException("too late"));
        hub.join();

        assertThat(ended.exception()).isNull();
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverThrowsItIsThrownIntoTheWait(Caller caller) throws Exception {
        var thrown = new IOException("from outside");
        var victim =
                hub.spawn(() -> {
                    try {
                        hub.sleep(ofSeconds(60));
                        stage.note("slept");
                    } catch (Throwable e) {
                        stage.note("caught " + (e == thrown));
                    }
                });
        hub.sleep(ofSeconds(1));

        caller.call(
                hub,
                background,
                () -> {
                    victim.throwInto(thrown);
                    if (!caller.isOutside()) {
                        stage.note("thrown");
                    }
                });
        hub.join();

        if (caller.isTheHub()) {
            stage.expect("at once, if the hub itself calls", "caught true", "thrown");
        } else if (caller.isOutside()) {
            stage.expect("in a later turn", "caught true");
        } else {
            stage.expect("in a later turn", "thrown", "caught true");
        }
        assertThat(stage.clock().elapsed().toSeconds()).as("seconds until then").isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverThrowsTwiceEndsTwoWaits(Caller caller) throws Exception {
        var victim =
                hub.spawn(() -> {
                    for (var wait : List.of("the first", "the second")) {
                        try {
                            hub.sleep(ofSeconds(60));
                            stage.note(wait + " came to its end");
                        } catch (Throwable e) {
                            stage.note(wait + " caught " + e.getMessage());
                        }
                    }
                });
        hub.sleep(ofSeconds(1));

        caller.call(
                hub,
                background,
                () -> {
                    victim.throwInto(new IOException("one"));
                    victim.throwInto(new IOException("two"));
                });
        hub.join();

        stage.expect(
                "%s throws two, one after the other; each is thrown at the point where it waits"
                        .formatted(caller),
                "the first caught one",
                "the second caught two");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverThrowsBeforeTheStartTheBodyNeverRuns(Caller caller) throws Exception {
        for (var isExit : List.of(false, true)) {
            var reported = stage.reported().size();
            var thrown = isExit ? new GreenletExit() : new IOException("from outside");
            var victims = new ArrayList<GreenThread>();
            var endedAtOnce = new ArrayList<Boolean>();
            Runnable throwing =
                    () ->
                            victims.forEach(victim -> {
                                victim.throwInto(thrown);
                                endedAtOnce.add(victim.isReady());
                            });
            if (caller.isTheHub() || caller == Caller.A_GREEN_THREAD) {
                // so that those are spawned while they are pending
                caller.call(
                        hub,
                        background,
                        () -> {
                            victims.add(hub.spawn(() -> stage.note("ran")));
                            throwing.run();
                        });
            } else {
                victims.add(hub.spawn(() -> stage.note("ran")));
                caller.call(hub, background, throwing);
            }
            hub.sleep(ofSeconds(1));
            victims.getFirst().link(source -> stage.note("told"));
            hub.join();

            stage.expectNotes(
                    "%s has thrown before the start: the body never runs, the listeners are told"
                            .formatted(caller),
                    "told");
            assertThat(victims.getFirst().isReady()).as("has ended").isTrue();
            if (caller.isTheHub()) {
                assertThat(endedAtOnce)
                        .as("whether it had ended at once, as %s has thrown into it", caller)
                        .containsExactly(true);
            }
            assertThat(victims.getFirst().exception())
                    .as("what it failed with, after %s", thrown)
                    .isSameAs(isExit ? null : thrown);
            assertThat(stage.reported().subList(reported, stage.reported().size()))
                    .as("what was reported")
                    .isEqualTo(isExit ? List.of() : List.of(thrown));
            stage.notes().clear();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsThrownArrivesAsItIs(Thrown kind) throws Exception {
        var thrown = kind.make();
        var catching =
                hub.spawn(() -> {
                    try {
                        hub.sleep(ofSeconds(60));
                    } catch (Throwable caught) {
                        stage.note("caught " + (caught == thrown));
                    }
                });
        var dying = hub.spawn(() -> hub.sleep(ofSeconds(60)));
        hub.sleep(ofSeconds(1));

        catching.throwInto(thrown);
        dying.throwInto(thrown);
        hub.join();

        stage.expectNotes("the same instance, checked or not", "caught true");
        stage.expectReported("who does not catch it has failed with it", thrown);
        assertThat(dying.exception()).as("what it has failed with").isSameAs(thrown);
        assertThat(catching.exception()).as("of the one that has caught it").isNull();
    }

    @Test
    void aSecondThrowBeforeTheStartDoesNothing() throws Exception {
        var first = new IOException("the first");
        var second = new IOException("the second");
        var failed = hub.spawn(() -> stage.note("ran"));
        var exited = hub.spawn(() -> stage.note("ran"));
        failed.link(source -> stage.note("told"));
        exited.link(source -> stage.note("told"));

        failed.throwInto(first);
        failed.throwInto(second);
        failed.throwInto(new GreenletExit());
        exited.throwInto(new GreenletExit());
        exited.throwInto(second);
        hub.join();

        stage.expectNotes(
                "the first has ended it, and the listeners are told once", "told", "told");
        stage.expectReported("the first failure, and no other", first);
        assertThat(failed.exception()).as("what it failed with").isSameAs(first);
        assertThat(exited.exception()).as("of one that was exited first").isNull();
    }

    @Test
    void whoThrowsIntoItselfGetsItWhereItWaits() throws Exception {
        var thrown = new IOException("to myself");
        hub.spawn(() -> {
            hub.current().throwInto(thrown);
            stage.note("goes on");
            try {
                hub.sleep(ofSeconds(60));
            } catch (Throwable e) {
                stage.noteTimed("caught " + (e == thrown));
            }
        });
        hub.join();
        hub.current().throwInto(thrown);

        assertThatThrownBy(() -> hub.sleep(ofSeconds(60)), "main, after it has thrown into itself")
                .isSameAs(thrown);

        stage.expect("at the point where it waits", "goes on", "0.0 s: caught true");
    }

    @ParameterizedTest
    @EnumSource
    void anyWaitOfTheMainGreenletIsEndedByAThrow(HubWait wait) throws Exception {
        var main = hub.current();
        for (var kind : Thrown.values()) {
            var thrown = kind.make();
            var waitable = new Linked();
            hub.spawn(() -> main.throwInto(thrown));

            assertThatThrownBy(
                            () -> wait.call(hub, waitable, ofSeconds(60)),
                            "%s of main, into which %s is thrown",
                            wait.text(ofSeconds(60)),
                            kind)
                    .isSameAs(thrown);
            assertThat(waitable.links()).as("links left by a wait that was cut short").isZero();
        }
        hub.sleep(ofSeconds(1));

        stage.expectElapsed("of the last sleep alone", ofSeconds(1));
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @EnumSource
    void aJoinOfTheHubIsEndedByAThrowToo(Caller caller) throws Exception {
        var main = hub.current();
        for (var limit : Arrays.asList(ofSeconds(60), null)) {
            var thrown = new IOException("into a join of the hub");
            var sleeper = hub.spawn(() -> hub.sleep(ofSeconds(5)));
            caller.call(hub, background, () -> main.throwInto(thrown));

            assertThatThrownBy(
                            () -> hub.join(limit),
                            "main joins the hub%s, whose only green thread sleeps for 5 s; %s"
                                    + " throws into main: it is thrown at the point where main"
                                    + " waits, and that is the join",
                            limit == null ? "" : " for 60 s at most",
                            caller)
                    .isSameAs(thrown);
            assertThat(sleeper.isReady())
                    .as("the sleep of 5 s is over when a join of the hub is ended by a throw")
                    .isFalse();
            assertThat(hub.join(limit)).as("joined again: nothing is left").isTrue();
            assertThat(sleeper.isReady()).as("the sleep of 5 s is over then").isTrue();
        }
        stage.expectElapsed("of the two sleeps alone", ofSeconds(10));
        stage.expectNoFailure();
    }

    @Test
    void aWakeOfTheWaitThatWasCutShortDoesNotEndTheNext() throws Exception {
        var never = new Never("a sign");
        var victim =
                hub.spawn(() -> {
                    try {
                        hub.await(never, ofSeconds(3));
                    } catch (Throwable e) {
                        stage.noteTimed("thrown out");
                    }
                    hub.sleep(ofSeconds(5));
                    stage.noteTimed("slept 5 s");
                });
        hub.sleep(ofSeconds(1));
        hub.post(() -> {
            never.waiter().wake();
            victim.throwInto(new IOException("in the turn of its wake"));
            never.waiter().wake();
        });

        hub.join();

        stage.expect(
                "woken and thrown out in one turn: the next wait is another one",
                "1.0 s: thrown out",
                "6.0 s: slept 5 s");
    }

    @Test
    void aThrowByAnotherThreadWakesTheHub() throws Exception {
        var victims = new ArrayList<GreenThread>();
        for (var name : List.of("the one that waits", "the one that never starts")) {
            var before = stage.clock().idleWaits();
            var victim = hub.spawn(name, () -> hub.await(new OutsideNever(), null));
            victims.add(victim);
            background.start(
                    "another thread",
                    () -> {
                        background.await(
                                "the hub waits by its clock, until it is woken",
                                () -> stage.clock().idleWaits() > before);
                        victim.throwInto(new GreenletExit());
                    });
            hub.join(victim);
        }

        assertThat(victims).as("those that were thrown out").allMatch(GreenThread::isReady);
        stage.expectNoFailure();
    }

    private static final class OutsideNever implements Hub.Watcher {
        @Override
        public void start(Hub.Waiter waiter) {}

        @Override
        public boolean isOutside() {
            return true;
        }
    }

    @Test
    void theEndedAreLeftInPeaceWhoeverThrows() throws Exception {
        for (var caller : Caller.values()) {
            var ended = hub.spawn(() -> {});
            ended.link(source -> stage.note("told"));
            hub.join();
            caller.call(hub, background, () -> ended.throwInto(new IOException("too late")));
            hub.join();

            assertThat(ended.exception()).as("of one that had ended, %s throws", caller).isNull();
            stage.expect("its listeners are told once", "told");
            stage.notes().clear();
        }
    }

    @Test
    void whatAMessageThrowsIntoTheMainGreenletComesBeforeTheNextMessage() throws Exception {
        var main = hub.current();
        var thrown = new IOException("at once");
        hub.post(() -> main.throwInto(thrown));
        hub.post(() -> stage.note("the next message"));

        assertThatThrownBy(() -> hub.sleep(ofSeconds(1)), "sleep(1 s) of the main greenlet")
                .isSameAs(thrown);
        stage.note("the main greenlet");
        hub.join();

        stage.expect(
                "what the hub itself throws is thrown at once",
                "the main greenlet",
                "the next message");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverThrowsTwiceEndsItOnce(Caller caller) throws Exception {
        var victim = hub.spawn(() -> hub.sleep(ofSeconds(60)));
        victim.link(source -> stage.note("told"));
        hub.sleep(ofSeconds(1));

        caller.call(
                hub,
                background,
                () -> {
                    victim.throwInto(new GreenletExit());
                    victim.throwInto(new IOException("too late"));
                });
        hub.join();

        stage.expect(
                "%s throws two, and the first one ends it; of one that has ended nothing comes"
                        .formatted(caller),
                "told");
        assertThat(victim.exception()).as("of one that was exited first").isNull();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"A_MESSAGE", "A_TIMER", "A_LISTENER"})
    void whoeverThrowsTwiceIntoTheMainGreenletEndsTwoOfItsWaits(Caller caller) throws Exception {
        var main = hub.current();
        var one = new IOException("one");
        var two = new IOException("two");
        caller.call(
                hub,
                background,
                () -> {
                    main.throwInto(one);
                    main.throwInto(two);
                });

        for (var thrown : List.of(one, two)) {
            assertThatThrownBy(
                            () -> hub.sleep(ofSeconds(60)),
                            "a sleep of the main greenlet, into which %s has thrown one, and two",
                            caller)
                    .isSameAs(thrown);
        }
        hub.sleep(ofSeconds(1));

        assertThat(stage.clock().elapsed().toSeconds())
                .as("seconds, of the third sleep alone")
                .isEqualTo(1);
        stage.expectNoFailure();
    }

    @Test
    void whoIsThrownOutOfASleepOfNoTimeLeavesNoPlaceInTheQueue() throws Exception {
        var victim =
                hub.spawn(() -> {
                    try {
                        hub.sleep(ZERO);
                        stage.note("came to its end");
                    } catch (Throwable thrown) {
                        stage.noteTimed("thrown out");
                    }
                    hub.sleep(ofSeconds(5));
                    stage.noteTimed("slept 5 s");
                });
        hub.post(() -> victim.throwInto(new IOException("in the turn of the sleep")));

        hub.join();

        stage.expect(
                "the place of the sleep that was cut short must not end the next wait",
                "0.0 s: thrown out",
                "5.0 s: slept 5 s");
    }
}
