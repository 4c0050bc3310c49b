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

        assertThatThrownBy(() -> hub.await(new Never("a sign")))
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
                            wrongThread("link", () -> thread.link(source -> {}));
                            wrongThread("current", () -> hub.current());
                        })
                .awaitEnd();
    }

    private static void wrongThread(String what, Hub.Body call) {
        assertThatThrownBy(call::run, what + " by another thread")
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
            stage.noteTimed((String) own.switchTo());
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
}
