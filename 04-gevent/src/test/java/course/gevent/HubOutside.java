package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

/** Other threads, daemons, interrupts. */
abstract class HubOutside extends HubExamples {
    HubOutside(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

    @Test
    void aPostOfAnotherThreadWakesTheHub() throws Exception {
        var never = new Never("a sign");
        try (var hold = hub.hold()) {
            assertThat(hold).isNotNull();
            background.start(
                    "the other thread",
                    () -> {
                        awaitIdle();
                        hub.post(() -> never.waiter().wake());
                    });

            hub.await(never);
        }

        stage.expectNoFailure();
    }

    private void awaitIdle() {
        background.await(
                "the hub waits by its clock, until it is woken",
                () -> stage.clock().idleWaits() > 0);
    }

    @Test
    void aWaiterCanBeWokenByAnotherThread() throws Exception {
        hub.await(
                new Hub.Watcher() {
                    @Override
                    public boolean isOutside() {
                        return true;
                    }

                    @Override
                    public void start(Hub.Waiter waiter) {
                        background.start(
                                "the other thread",
                                () -> {
                                    awaitIdle();
                                    waiter.wake();
                                });
                    }
                });

        stage.expectNoFailure();
        assertThatThrownBy(
                        () -> hub.await(new Never("a sign")),
                        "the hub does not stay for an outside that nobody waits for any more")
                .isInstanceOf(BlockedForeverException.class);
    }

    @Test
    void whoWaitsForTheOutsideDoesNotSpin() throws Exception {
        var hold = hub.hold();
        background.start(
                "the other thread",
                () -> {
                    awaitIdle();
                    hub.post(() -> stage.note("posted"));
                    background.await("the hub waits again", () -> stage.clock().idleWaits() > 1);
                    hold.close();
                    hold.close();
                });

        hub.join();

        stage.expect("a hold keeps the hub until it is closed", "posted");
        assertThat(stage.clock().looks())
                .as("looks at the clock of a hub that is woken twice; does it spin?")
                .isLessThan(20);
    }

    @Test
    void aDaemonsTimerIsNothingToStayFor() throws Exception {
        hub.postDaemon(() -> stage.note("daemon 1"), ofSeconds(1));
        hub.postDaemon(() -> stage.note("daemon 3"), ofSeconds(3));
        hub.spawn(() -> hub.sleep(ofSeconds(2)));

        hub.join();

        stage.expect("as long as the hub has other things to wait for, it works", "daemon 1");
        stage.expectElapsed("until the last of them", ofSeconds(2));
    }

    @Test
    void theHubIsJoinedNoLongerThanItsTime() throws Exception {
        sleeper("A", 5);

        assertThat(hub.join(ofSeconds(2))).as("drained within 2 s").isFalse();
        stage.expectElapsed("time of the first join", ofSeconds(2));
        assertThat(hub.join(ofSeconds(9))).as("drained within 9 s").isTrue();
        stage.expectElapsed("a time limit is nothing to wait for", ofSeconds(5));
    }

    @Test
    void anInterruptReachesTheMainGreenlet() throws Exception {
        hub.spawn(() -> {
            Thread.currentThread().interrupt();
            hub.sleep(ZERO);
            stage.note("green");
        });

        assertThatThrownBy(() -> hub.sleep(ofSeconds(1))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).as("the interrupt flag").isFalse();
        hub.sleep(ofSeconds(1));

        stage.expect("the hub can be used after that", "green");
    }
}
