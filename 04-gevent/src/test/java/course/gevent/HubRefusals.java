package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.HeldMonitors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Waits that cannot end, and calls that are refused. */
abstract class HubRefusals extends HubExamples {
    HubRefusals(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

    @Test
    void whoWaitsInVainIsToldWithAllWhoDo() throws Exception {
        hub.spawn("Vladimir", () -> waitForGodot());
        hub.spawn("Estragon", () -> hub.await(new Never("a carrot")));

        assertThatThrownBy(
                        () -> hub.await(new Never("the end of the play")),
                        "nothing can happen any more, and the main greenlet waits")
                .isInstanceOf(BlockedForeverException.class)
                .satisfies(e ->
                        assertThat(e.getMessage())
                                .as("who waits, for what, and where")
                                .contains(
                                        "Vladimir",
                                        "Godot",
                                        "Estragon",
                                        "a carrot",
                                        "the end of the play")
                                .contains("HubRefusals.waitForGodot(HubRefusals.java:")
                                .contains(
                                        "HubRefusals.whoWaitsInVainIsToldWithAllWhoDo(HubRefusals.java:"));
        hub.sleep(ofSeconds(1));

        stage.expectElapsed("the hub can be used after that", ofSeconds(1));
    }

    private void waitForGodot() throws InterruptedException {
        hub.await(new Never("Godot"));
    }

    @Test
    void onlyThoseWhoWaitAreTold() throws Exception {
        hub.spawn("the done", () -> hub.sleep(ofSeconds(1)));
        var killed = hub.spawn("the killed", () -> hub.await(new Never("anything")));
        hub.post(() -> killed.throwInto(new GreenletExit()));

        assertThatThrownBy(
                        () -> hub.await(new Never("a sign")),
                        "main waits when nothing is left that could happen: it is told so, and who"
                                + " else waits")
                .isInstanceOf(BlockedForeverException.class)
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("the done", "the killed"));
    }

    @Test
    void whoWaitsInVainIsLeftBehindByJoin() throws Exception {
        hub.spawn(() -> hub.await(new Never("Godot")));

        hub.join();

        stage.expectNoFailure();
    }

    @Test
    void nobodyWaitsInAMessage() throws Exception {
        hub.post(() -> refused("sleep(0)", () -> hub.sleep(ZERO)));
        hub.post(() -> refused("sleep(1)", () -> hub.sleep(ofSeconds(1))));
        hub.post(() -> refused("await", () -> hub.await(new Never("a sign"))));
        hub.post(() -> refused("join", () -> hub.join(sleeper("A", 1), null)));
        hub.spawn(() -> {}).link(source -> refused("in a listener", () -> hub.sleep(ofSeconds(1))));

        hub.join();

        stage.expect(
                "it is the hub itself that runs it",
                "sleep(0)",
                "sleep(1)",
                "await",
                "join",
                "in a listener");
    }

    @Test
    void anotherThreadIsRefused() {
        var thread = hub.spawn(() -> {});
        background
                .start(
                        "a stranger",
                        () -> {
                            wrongThread("spawn", () -> hub.spawn(() -> {}));
                            wrongThread("sleep", () -> hub.sleep(ZERO));
                            wrongThread("await", () -> hub.await(new Never("a sign")));
                            wrongThread("join", () -> hub.join(thread));
                            wrongThread("join of the hub", () -> hub.join());
                            wrongThread("postDelayed", () -> hub.postDelayed(() -> {}, ZERO));
                            wrongThread("current", () -> hub.current());
                        })
                .awaitEnd();
    }

    private static void wrongThread(String what, Hub.Body call) {
        assertThatThrownBy(
                        call::run,
                        "%s was called by another thread than the hub's: the contract says that it"
                                + " is refused",
                        what)
                .isInstanceOf(WrongThreadException.class);
    }

    @Test
    void onlyTheMainGreenletJoinsTheHub() throws Exception {
        hub.spawn(() -> refused("join", () -> hub.join()));

        hub.join();

        stage.expect("a green thread that waited for all to end would wait for itself", "join");
    }

    @Test
    void aGreenletOfOnesOwnMayWaitToo() throws Exception {
        hub.spawn(() -> {
            var own =
                    greenlets.create(first -> {
                        try {
                            hub.sleep(ofSeconds(1));
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        stage.noteTimed("own");
                        return "result";
                    });
            stage.noteTimed(String.valueOf(own.switchTo()));
            hub.sleep(ofSeconds(1));
            stage.noteTimed("green thread");
        });

        hub.join();

        stage.expect(
                "whatever greenlet waits: it is the hub that it switches to",
                "1.0 s: own",
                "1.0 s: result",
                "2.0 s: green thread");
    }

    @Test
    void whoWaitsKeepsItsMonitors() throws Exception {
        var ended = hub.spawn(() -> {});
        hub.spawn(() -> {
            while (true) {
                hub.sleep(ofMillis(1));
            }
        });

        HeldMonitors.expectKeptBy("sleep(ZERO) by main", () -> hub.sleep(ZERO));
        HeldMonitors.expectKeptBy("sleep() by main", () -> hub.sleep(ofMillis(1)));
        HeldMonitors.expectKeptBy("await() by main", () -> hub.await(Hub.Waiter::wake));
        HeldMonitors.expectKeptBy("join() by main", () -> hub.join(hub.spawn(() -> {})));
        HeldMonitors.expectKeptBy("join() of one that has ended", () -> hub.join(ended));
        hub.join(
                hub.spawn(() ->
                        HeldMonitors.expectKeptBy(
                                "sleep(ZERO) by a green thread", () -> hub.sleep(ZERO))));

        stage.expectNoFailure();
    }

    @ParameterizedTest
    @EnumSource
    void anyWaitInVainOfTheMainGreenletEnds(HubWait wait) throws Exception {
        var waitable = new Linked();
        hub.spawn("Vladimir", () -> waitForGodot());

        assertThatThrownBy(
                        () -> wait.call(hub, waitable, null),
                        "%s of main, when nothing is left that could happen",
                        wait.text(null))
                .isInstanceOf(BlockedForeverException.class)
                .satisfies(e ->
                        assertThat(e.getMessage())
                                .as("who waits, for what, and where")
                                .contains("Vladimir", "Godot")
                                .contains("HubRefusals.waitForGodot(HubRefusals.java:")
                                .contains("HubWait"));
        assertThat(waitable.links()).as("links left by a wait in vain").isZero();
        hub.sleep(ofSeconds(1));

        stage.expectElapsed("the hub can be used after that", ofSeconds(1));
    }

    /** Each way to be run by the hub itself. */
    enum In {
        A_MESSAGE,
        A_TIMER,
        A_DAEMON,
        A_LISTENER;

        void run(Hub hub, Runnable code) {
            switch (this) {
                case A_MESSAGE -> hub.post(code);
                case A_TIMER -> hub.postDelayed(code, ofMillis(1));
                case A_DAEMON -> hub.postDaemon(code, ofMillis(1));
                case A_LISTENER -> hub.spawn(() -> {}).link(source -> code.run());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noWaitAtAllIsPossibleInAMessage(HubWait wait) throws Exception {
        for (var in : In.values()) {
            var waitable = new Linked();
            in.run(
                    hub,
                    () -> {
                        for (var limit : Arrays.asList(ofSeconds(1), null)) {
                            refused(
                                    in + ": " + wait.text(limit),
                                    () -> wait.call(hub, waitable, limit));
                        }
                    });
            hub.sleep(ofSeconds(5));

            stage.expect(
                    "refused with an IllegalStateException",
                    in + ": " + wait.text(ofSeconds(1)),
                    in + ": " + wait.text(null));
            assertThat(waitable.links()).as("links left by a wait that was refused").isZero();
            stage.notes().clear();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasLetAGreenThreadGoOnMayNotWaitEither(In in) throws Exception {
        for (var isStubborn : List.of(false, true)) {
            var victim =
                    hub.spawn(() -> {
                        try {
                            hub.sleep(ofSeconds(60));
                        } catch (GreenletExit exit) {
                            if (isStubborn) {
                                hub.sleep(ofSeconds(1));
                            }
                        }
                    });
            hub.sleep(ofSeconds(1));
            in.run(
                    hub,
                    () -> {
                        victim.throwInto(new GreenletExit());
                        refused("sleep(ZERO)", () -> hub.sleep(ZERO));
                        refused("sleep(1 s)", () -> hub.sleep(ofSeconds(1)));
                        refused("await", () -> hub.await(new Never("a sign"), ofSeconds(1)));
                    });
            hub.join();

            stage.expect(
                    "%s throws into a green thread, which goes on at once, and %s; then what has"
                                    .formatted(in, isStubborn ? "waits again" : "ends")
                            + " thrown calls what would have to wait: the hub runs it still, so"
                            + " that is refused with an IllegalStateException",
                    "sleep(ZERO)",
                    "sleep(1 s)",
                    "await");
            stage.notes().clear();
        }
    }

    @Test
    void aMessageDoesNotJoinTheHub() throws Exception {
        for (var in : In.values()) {
            in.run(
                    hub,
                    () -> {
                        sleeper("A", 1);
                        refused(in + ": join()", () -> hub.join());
                        refused(in + ": join(1 s)", () -> hub.join(ofSeconds(1)));
                        refused(in + ": sleep(ZERO)", () -> hub.sleep(ZERO));
                    });
            hub.sleep(ofSeconds(5));

            stage.expect(
                    "the hub itself runs it",
                    in + ": join()",
                    in + ": join(1 s)",
                    in + ": sleep(ZERO)");
            stage.notes().clear();
        }
    }

    @Test
    void whatNeedNotWaitIsAllowedInAMessage() throws Exception {
        var ended = hub.spawn(() -> {});
        hub.join();
        hub.post(() -> {
            try {
                stage.note("join " + hub.join(ended, null));
                stage.note("wait " + hub.wait(List.of(ended), null, 1).size());
                hub.joinAll(ended);
                try (var arrivals = hub.iwait(List.of(ended), null)) {
                    stage.note("iwait " + (arrivals.next() == ended) + ", " + arrivals.next());
                }
                hub.spawn(() -> stage.note("spawned"));
                hub.post(() -> stage.note("posted"));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        hub.join();

        stage.expect(
                "a call is refused only if it would have to wait",
                "join true",
                "wait 1",
                "iwait true, null",
                "spawned",
                "posted");
    }

    @Test
    void anyOtherThreadIsRefusedWhateverItCalls() throws Exception {
        var ended = hub.spawn(() -> {});
        hub.join(ended);
        var thread = hub.spawn(() -> {});
        var all = List.of(thread);
        var arrivals = hub.iwait(all, null);
        var arrived = hub.iwait(List.of(ended), null);
        var never = new Never("a sign");
        Hub.Body calls =
                () -> {
                    wrongThread("spawn(name, body)", () -> hub.spawn("A", () -> {}));
                    wrongThread("sleep(1 s)", () -> hub.sleep(ofSeconds(1)));
                    wrongThread("sleep(null)", () -> hub.sleep(null));
                    wrongThread("await(watcher, 1 s)", () -> hub.await(never, ofSeconds(1)));
                    wrongThread("join(thread, ZERO)", () -> hub.join(thread, ZERO));
                    wrongThread("join(1 s)", () -> hub.join(ofSeconds(1)));
                    wrongThread("joinAll", () -> hub.joinAll(thread));
                    wrongThread("joinAll of none", () -> hub.joinAll());
                    wrongThread("wait", () -> hub.wait(all, ZERO, 1));
                    wrongThread("joinAll(…)", () -> hub.joinAll(all, ZERO, true, 1));
                    wrongThread("iwait", () -> hub.iwait(all, null));
                    wrongThread("next", arrivals::next);
                    wrongThread("close", arrivals::close);
                    wrongThread("next, when one has come", arrived::next);
                    wrongThread("join of one that has ended", () -> hub.join(ended));
                    wrongThread("postDaemon", () -> hub.postDaemon(() -> {}, ZERO));
                    wrongThread("greenlet", () -> hub.greenlet());
                };
        background.start("a stranger", calls::run).awaitEnd();
        var failure = new AtomicReference<Throwable>();
        var virtual =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                calls.run();
                            } catch (Throwable thrown) {
                                failure.set(thrown);
                            }
                        });
        background.await("a virtual thread ends", () -> !virtual.isAlive());

        assertThat(failure.get()).as("what a virtual stranger got instead").isNull();
        assertThat(never.starts()).as("watchers started for a stranger").isZero();
    }

    @Test
    void whoseHubDoesNotRunCannotWait() throws Exception {
        var own =
                greenlets.create(first -> {
                    refused("a greenlet of one's own", () -> hub.join());
                    return "done";
                });

        stage.note(String.valueOf(own.switchTo()));

        stage.expect("only the main greenlet joins the hub", "a greenlet of one's own", "done");
    }

    @Test
    void manyGreenletsOfOnesOwnAreForgottenWhenTheyHaveEnded() throws Exception {
        var many = 20_000;
        var waited = new int[1];
        hub.spawn(() -> {
            for (var i = 0; i < many; i++) {
                greenlets
                        .create(first -> {
                            try {
                                hub.sleep(ZERO);
                                return waited[0]++;
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .switchTo();
            }
        });

        hub.join();

        stage.expectNoFailure();
        assertThat(waited[0])
                .as(
                        "greenlets that a green thread has created itself, one after the other, and"
                                + " that have gone on after a sleep(ZERO): whatever greenlet waits,"
                                + " it goes on where it waited")
                .isEqualTo(many);
    }

    @Test
    void ofManyWhoWaitInVainEachIsNamed() throws Exception {
        var many = 100;
        for (var i = 1; i <= many; i++) {
            var number = i;
            hub.spawn("waiter " + i + ";", () -> hub.await(new Never("sign " + number + ";")));
        }

        assertThatThrownBy(
                        () -> hub.await(new Never("the end of the play")),
                        "nothing can happen any more: %s green threads wait, and main",
                        many)
                .isInstanceOf(BlockedForeverException.class)
                .satisfies(e -> {
                    for (var i = 1; i <= many; i++) {
                        assertThat(e.getMessage())
                                .as("the message names each of the %s that wait", many)
                                .contains("waiter " + i + ";", "sign " + i + ";");
                    }
                });
    }

    @Test
    void aWaitForTheOutsideThatIsRefusedKeepsNobody() throws Exception {
        var outside = Never.outside("the kernel");
        hub.post(() -> refused("in a message", () -> hub.await(outside)));
        hub.join(ofSeconds(1));
        assertThatThrownBy(
                        () -> hub.await(outside, ofSeconds(-1)),
                        "await() with a time of -1 s, which the contract refuses")
                .isInstanceOf(IllegalArgumentException.class);
        background
                .start("a stranger", () -> wrongThread("await()", () -> hub.await(outside)))
                .awaitEnd();

        assertThat(hub.join(ofSeconds(1)))
                .as("drained, when all who wanted to wait for the outside have been refused")
                .isTrue();
        assertThat(outside.stops()).as("stops of the watcher").isEqualTo(outside.starts());
        stage.expect("refused", "in a message");
        assertThatThrownBy(
                        () -> hub.await(new Never("a sign")),
                        "main waits in vain, after waits for the outside that were refused: nothing"
                                + " is left that could happen, and it is told so")
                .isInstanceOf(BlockedForeverException.class);
    }
}
