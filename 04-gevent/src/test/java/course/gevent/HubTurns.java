package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Green threads are spawned, and the loop works in turns. */
abstract class HubTurns extends HubExamples {
    HubTurns(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

    @Test
    void spawnIsLazyAndTheFirstSpawnedComesFirst() throws Exception {
        hub.spawn(() -> stage.note("A"));
        hub.spawn(() -> stage.note("B"));
        stage.note("spawned");

        hub.join();

        stage.expect("spawn only puts it into the queue of the hub", "spawned", "A", "B");
    }

    @Test
    void itIsPendingThenStartedThenReady() throws Exception {
        var seen = new ArrayList<String>();
        var thread = new GreenThread[1];
        thread[0] = hub.spawn(() -> seen.add(state(thread[0])));
        seen.add(state(thread[0]));

        hub.join();

        seen.add(state(thread[0]));
        assertThat(seen).containsExactly("pending", "started", "ready");
    }

    private static String state(GreenThread thread) {
        return thread.isReady() ? "ready" : thread.isStarted() ? "started" : "pending";
    }

    @Test
    void oneThreadRunsThemAll() throws Exception {
        var threads = new HashSet<Thread>();
        for (var i = 0; i < 3; i++) {
            hub.spawn(() -> threads.add(Thread.currentThread()));
        }

        hub.join();

        assertThat(threads)
                .as("the threads that the green threads ran on; the hub's is the only one")
                .isEqualTo(Set.of(Thread.currentThread()));
    }

    @Test
    void theHubIsTheParentOfWhatItSpawns() throws Exception {
        hub.spawn(
                "outer",
                () -> {
                    var inner = hub.spawn("inner", () -> {});
                    assertThat(inner.greenlet().parent()).isSameAs(hub.greenlet());
                    assertThat(hub.current().greenlet().parent()).isSameAs(hub.greenlet());
                    assertThat(hub.current().greenlet()).isSameAs(greenlets.current());
                    stage.note(hub.current().toString());
                });

        hub.join();

        stage.expect("whoever spawns it: the hub gets it when it ends", "outer");
        assertThat(hub.current().greenlet()).isSameAs(greenlets.current());
    }

    @Test
    void oneThatFailsIsReportedAndTheOthersGoOn() throws Exception {
        var failure = new IOException("out of paper");
        var failing =
                hub.spawn(() -> {
                    throw failure;
                });
        hub.spawn(() -> stage.note("the next"));

        hub.join();

        stage.expectNotes("the hub survives what it runs", "the next");
        stage.expectReported("what a body throws is told to failures", failure);
        assertThat(failing.exception()).isSameAs(failure);
        assertThat(failing.isReady()).isTrue();
    }

    @Test
    void anExitIsAnEndAsGoodAsAny() throws Exception {
        var exiting =
                hub.spawn(() -> {
                    throw new GreenletExit();
                });

        hub.join();

        stage.expectNoFailure();
        assertThat(exiting.isReady()).isTrue();
        assertThat(exiting.exception()).isNull();
    }

    /** An exit, as somebody's own code knows it. */
    private static final class OwnExit extends GreenletExit {
        private static final long serialVersionUID = 1;
    }

    @Test
    void anExitOfAnyKindIsAnEndAsGoodAsAny() throws Exception {
        var exiting =
                hub.spawn(() -> {
                    throw new OwnExit();
                });
        var waiting = hub.spawn(() -> hub.sleep(ofSeconds(9)));
        hub.sleep(ofSeconds(1));
        waiting.throwInto(new OwnExit());
        var pending = hub.spawn(() -> stage.note("ran"));
        pending.throwInto(new OwnExit());

        hub.join();

        stage.expect("an exit is a normal end, not a failure");
        for (var ended : List.of(exiting, waiting, pending)) {
            assertThat(ended.isReady()).as("has ended, by a subclass of GreenletExit").isTrue();
            assertThat(ended.exception())
                    .as("what one failed with that ended by a subclass of GreenletExit")
                    .isNull();
        }
    }

    @Test
    void aMessageThatFailsIsReportedAndTheHubGoesOn() throws Exception {
        var failure = new IllegalStateException("a message");
        hub.post(() -> {
            throw failure;
        });
        hub.post(() -> stage.note("the next"));

        hub.join();

        stage.expectNotes("the hub survives what it processes", "the next");
        stage.expectReported("what a message throws is told to failures", failure);
    }

    @Test
    void whatCannotBeRunIsRefusedOrFailsInItsTurn() throws Exception {
        nothingToRun("spawn(null)", () -> hub.spawn(null));
        nothingToRun("spawn(name, null)", () -> hub.spawn("A", null));
        nothingToRun("post(null)", () -> hub.post(null));
        nothingToRun("postDelayed(null, 1 s)", () -> hub.postDelayed(null, ofSeconds(1)));
        nothingToRun("postDaemon(null, 1 s)", () -> hub.postDaemon(null, ofSeconds(1)));
        hub.post(() -> stage.note("the next"));

        hub.join();

        stage.expectNotes("the hub survives it", "the next");
    }

    private void nothingToRun(String call, Runnable refused) throws Exception {
        var before = stage.reported().size();
        try {
            refused.run();
            hub.sleep(ofSeconds(2));
            assertThat(stage.reported().size() - before)
                    .as("failures reported of %s, which was not refused", call)
                    .isEqualTo(1);
        } catch (NullPointerException | IllegalArgumentException e) {
            assertThat(stage.reported())
                    .as("reported, of %s that was refused", call)
                    .hasSize(before);
        }
    }

    @Test
    void aTurnProcessesWhatWasThereWhenItBegan() throws Exception {
        hub.post(() -> {
            stage.note("A");
            hub.post(() -> stage.note("A's own"));
            hub.spawn(() -> stage.note("A's green thread"));
        });
        hub.post(() -> stage.note("B"));

        hub.join();

        stage.expect(
                "what comes meanwhile is for a later turn",
                "A",
                "B",
                "A's own",
                "A's green thread");
    }

    @Test
    void whatIsLeftOfATurnComesBeforeWhatCameMeanwhile() throws Exception {
        hub.await(waiter -> {
            hub.post(() -> {
                stage.note("first");
                hub.post(() -> stage.note("meanwhile"));
            });
            waiter.wake();
            hub.post(() -> stage.note("second"));
        });

        hub.join();

        stage.expect(
                "main goes on between the first and the second, and waits again: they still come in"
                        + " the order in which they came",
                "first",
                "second",
                "meanwhile");
    }

    @Test
    void theHubCanBeJoinedAgainAndAgain() throws Exception {
        hub.join();
        hub.spawn(() -> stage.note("A"));
        hub.join();
        hub.join();
        hub.spawn(() -> stage.note("B"));
        hub.join();

        stage.expect("join() runs the loop as often as it is called", "A", "B");
    }

    /** Everything that the hub runs. */
    enum Run {
        A_BODY,
        A_MESSAGE,
        A_TIMER,
        A_DAEMON,
        A_LISTENER,
        A_MESSAGE_OF_ANOTHER_THREAD;

        void start(Hub hub, Background background, Hub.Body failing) {
            Runnable message =
                    () -> {
                        try {
                            failing.run();
                        } catch (Throwable thrown) {
                            throw Thrown.<RuntimeException>raise(thrown);
                        }
                    };
            switch (this) {
                case A_BODY -> hub.spawn(failing);
                case A_MESSAGE -> hub.post(message);
                case A_TIMER -> hub.postDelayed(message, ofSeconds(1));
                case A_DAEMON -> hub.postDaemon(message, ofSeconds(1));
                case A_LISTENER -> hub.spawn(() -> {}).link(source -> message.run());
                case A_MESSAGE_OF_ANOTHER_THREAD ->
                        background.start("another thread", () -> hub.post(message)).awaitEnd();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsThrownIsReportedAndTheHubGoesOn(Thrown kind) throws Exception {
        for (var run : Run.values()) {
            var before = stage.reported().size();
            var failure = kind.make();
            run.start(
                    hub,
                    background,
                    () -> {
                        throw Thrown.<Exception>raise(failure);
                    });
            run.start(hub, background, () -> stage.note("after " + run));

            hub.sleep(ofSeconds(2));

            var reported = stage.reported();
            assertThat(reported.subList(before, reported.size()))
                    .as("what was reported when %s had failed with %s, once", run, kind)
                    .containsExactly(failure);
            assertThat(stage.notes())
                    .as("what the hub ran after %s had failed with %s", run, kind)
                    .contains("after " + run);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatABodyFailsWithIsItsException(Thrown kind) throws Exception {
        var failure = kind.make();
        var failing =
                hub.spawn(() -> {
                    hub.sleep(ofSeconds(1));
                    throw Thrown.<Exception>raise(failure);
                });
        failing.link(source -> stage.note("told of " + source.exception()));

        hub.join();

        assertThat(failing.isReady()).as("ready, after %s", kind).isTrue();
        assertThat(failing.isStarted()).as("begun and not ended, after %s", kind).isFalse();
        assertThat(failing.exception()).as("what it failed with").isSameAs(failure);
        stage.expectNotes("the listeners are told of the failure", "told of " + failure);
        stage.expectReported("the failure, once", failure);
    }

    @Test
    void dueTimersComeFirstThenMessagesAndGreenThreads() throws Exception {
        var never = new Never("a sign");
        hub.spawn(() -> {
            hub.await(never);
            stage.note("woken");
        });
        hub.postDelayed(() -> stage.note("timer of 2 s"), ofSeconds(2));
        hub.postDaemon(() -> stage.note("daemon of 1 s"), ofSeconds(1));
        hub.postDelayed(() -> stage.note("the other timer of 2 s"), ofSeconds(2));
        hub.sleep(ZERO);
        hub.post(() -> {
            stage.clock().passes(ofSeconds(3));
            hub.post(() -> stage.note("message"));
            hub.spawn(() -> stage.note("green thread"));
            never.waiter().wake();
        });

        hub.join();

        stage.expect(
                "in one turn: timers by their times, those of the same time as they were set; then"
                        + " the rest as it came",
                "daemon of 1 s",
                "timer of 2 s",
                "the other timer of 2 s",
                "message",
                "green thread",
                "woken");
    }

    @Test
    void beforeEachTurnItLooksAtItsClock() throws Exception {
        var turns = 20;
        hub.join(
                hub.spawn(() -> {
                    for (var turn = 0; turn < turns; turn++) {
                        hub.sleep(ZERO);
                    }
                }));

        assertThat(stage.clock().looks())
                .as(
                        "looks at the clock (LoopClock.await) in %s turns in which there was always"
                                + " something to do: without them no socket is ever ready",
                        turns)
                .isGreaterThanOrEqualTo(turns);
    }

    @Test
    void namesAreGivenOrMade() throws Exception {
        var named = hub.spawn("Vladimir", () -> {});
        var first = hub.spawn(() -> {});
        var second = hub.spawn(() -> {});

        assertThat(named).as("a name of its own").hasToString("Vladimir");
        assertThat(first.toString()).as("a name that the hub gives").matches("greenlet \\d+");
        assertThat(second.toString())
                .as("the name of the next one")
                .matches("greenlet \\d+")
                .isNotEqualTo(first.toString());
        hub.join();
    }

    @Test
    void theMainGreenletIsAGreenThreadThatNeverEnds() throws Exception {
        var main = hub.current();

        hub.join(hub.spawn(() -> stage.note("A " + (hub.current() == main))));

        assertThat(hub.current()).as("the current one, asked for again").isSameAs(main);
        assertThat(main.isStarted()).as("main has begun").isTrue();
        assertThat(main.isReady()).as("main has ended").isFalse();
        assertThat(main.exception()).as("what main has failed with").isNull();
        assertThat(hub.join(main, ofSeconds(1))).as("main has ended within 1 s").isFalse();
        stage.expect("a green thread is not the main one", "A false");
    }

    @Test
    void aTimerOfNoTimeIsATimer() throws Exception {
        hub.post(() -> stage.note("message"));
        hub.spawn(() -> stage.note("green thread"));
        hub.postDelayed(() -> stage.note("timer of no time"), ZERO);
        hub.postDaemon(() -> stage.note("daemon of no time"), ZERO);

        hub.join();

        stage.expect(
                "all of them were there when the turn began, and timers whose time has come are"
                        + " the first",
                "timer of no time",
                "daemon of no time",
                "message",
                "green thread");
    }

    @Test
    void aTimerWhoseTimeComesMeanwhileIsForALaterTurn() throws Exception {
        hub.postDelayed(
                () -> {
                    stage.note("timer of 1 s, which works for 3 s");
                    stage.clock().passes(ofSeconds(3));
                },
                ofSeconds(1));
        hub.postDelayed(() -> stage.note("timer of 2 s"), ofSeconds(2));
        hub.post(() -> {
            stage.clock().passes(ofSeconds(1));
            hub.post(() -> stage.note("message"));
        });

        hub.join();

        stage.expect(
                "when the turn began, the time of the second timer had not come",
                "timer of 1 s, which works for 3 s",
                "message",
                "timer of 2 s");
    }

    @Test
    void whatOtherThreadsPostComesInItsPlaceAmongTheRest() throws Exception {
        hub.post(() -> stage.note("1, a message"));
        postByAnotherThread("2");
        hub.spawn(() -> stage.note("3, a green thread"));
        hub.post(() -> {
            stage.note("4, a message");
            hub.post(() -> stage.note("6, a message"));
            postByAnotherThread("7");
            hub.post(() -> stage.note("8, a message"));
        });
        postByAnotherThread("5");

        hub.join();

        stage.expect(
                "in the order in which they came, whoever has posted them",
                "1, a message",
                "2, of another thread",
                "3, a green thread",
                "4, a message",
                "5, of another thread",
                "6, a message",
                "7, of another thread",
                "8, a message");
    }

    private void postByAnotherThread(String number) {
        background
                .start(
                        "another thread",
                        () -> hub.post(() -> stage.note(number + ", of another thread")))
                .awaitEnd();
    }
}
