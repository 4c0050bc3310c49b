package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.loop.EventLoop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

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

    @Test
    void eachHoldIsEndedForItself() throws Exception {
        var first = hub.hold();
        var second = hub.hold();

        first.close();
        first.close();
        first.close();

        assertThat(hub.join(ofSeconds(1)))
                .as("drained, when of two holds one was closed three times")
                .isFalse();
        stage.expectElapsed("a hold keeps the hub", ofSeconds(1));
        second.close();
        assertThat(hub.join(ofSeconds(1))).as("drained, when both are closed").isTrue();
        stage.expectElapsed("there was nothing left to wait for", ofSeconds(1));
    }

    @Test
    void anotherThreadMayHoldTheHub() throws Exception {
        var holds = new CopyOnWriteArrayList<Hub.Hold>();
        background.start("another thread", () -> holds.add(hub.hold())).awaitEnd();

        assertThat(hub.join(ofSeconds(1))).as("drained, with another thread's hold").isFalse();
        hub.postDelayed(() -> holds.getFirst().close(), ofSeconds(1));
        hub.join();

        stage.expectElapsed("until the hold was closed by a message", ofSeconds(2));
    }

    @Test
    void messagesOfSeveralThreadsAreAllProcessedEachThreadsInItsOrder() throws Exception {
        var threads = 4;
        var each = 500;
        var came = new ArrayList<List<Integer>>();
        var hold = hub.hold();
        var left = new int[] {threads * each};
        for (var i = 0; i < threads; i++) {
            var mine = new ArrayList<Integer>();
            came.add(mine);
            background.start(
                    "thread " + i,
                    () -> {
                        for (var n = 0; n < each; n++) {
                            var number = n;
                            hub.post(() -> {
                                mine.add(number);
                                if (--left[0] == 0) {
                                    hold.close();
                                }
                            });
                        }
                    });
        }

        hub.join();

        assertThat(came)
                .as("messages of each of %s threads, in the order of posting", threads)
                .allMatch(mine ->
                        mine.size() == each && mine.stream().sorted().toList().equals(mine));
    }

    @Test
    void aDaemonThatIsCancelledCountsNoMore() throws Exception {
        var daemons =
                List.of(
                        hub.postDaemon(() -> stage.note("daemon"), ofSeconds(1)),
                        hub.postDaemon(() -> stage.note("daemon"), ofSeconds(3)));
        hub.postDelayed(() -> daemons.forEach(EventLoop.Timer::cancel), ofMillis(500));
        hub.postDelayed(() -> stage.note("timer"), ofSeconds(2));

        hub.join();

        stage.expect("the hub stays for what is no daemon", "timer");
        hub.postDaemon(() -> stage.note("daemon"), ofSeconds(1));
        hub.join();
        stage.expectElapsed("it does not stay for a daemon", ofSeconds(2));
        assertThatThrownBy(
                        () -> hub.await(new Never("a sign")),
                        "main waits, and only a daemon's message is to come")
                .isInstanceOf(BlockedForeverException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsAnyWaitOfTheMainGreenlet(HubWait wait) throws Exception {
        for (var isBefore : List.of(true, false)) {
            var waitable = new Linked();
            var green = hub.spawn(() -> hub.sleep(ofSeconds(5)));
            if (isBefore) {
                Thread.currentThread().interrupt();
            } else {
                hub.post(() -> Thread.currentThread().interrupt());
            }

            assertThatThrownBy(
                            () -> wait.call(hub, waitable, ofSeconds(60)),
                            "%s of main, whose thread is interrupted %s",
                            wait.text(ofSeconds(60)),
                            isBefore ? "before it" : "meanwhile")
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).as("the interrupt flag afterwards").isFalse();
            assertThat(waitable.links()).as("links left by a wait that was interrupted").isZero();
            hub.join(green);
        }
        assertThat(stage.clock().elapsed().toSeconds())
                .as("seconds: the green threads sleep on, 5 s each")
                .isEqualTo(10);
        stage.expectNoFailure();
    }

    @Test
    void anInterruptEndsSleepZeroAndJoinToo() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> hub.sleep(ZERO), "sleep(ZERO) of main that is interrupted")
                .isInstanceOf(InterruptedException.class);
        sleeper("A", 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> hub.join(), "join() of main that is interrupted")
                .isInstanceOf(InterruptedException.class);
        hub.join();

        stage.expectElapsed("the hub can be used after that", ofSeconds(1));
    }

    @Test
    void anInterruptIsSeenThoughSomebodyAlwaysYields() throws Exception {
        var yields = new int[1];
        var yielding =
                hub.spawn(() -> {
                    while (yields[0]++ < 1_000) {
                        hub.sleep(ZERO);
                    }
                });
        hub.post(() -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> hub.join(yielding), "join() of main that is interrupted")
                .isInstanceOf(InterruptedException.class);
        assertThat(yields[0]).as("yields until the interrupt was seen").isLessThan(10);
        hub.join(yielding);
    }

    @Test
    void toJoinTheHubWithoutTimeTellsWhetherAnythingIsLeft() throws Exception {
        assertThat(hub.join(ZERO)).as("join(ZERO), when nothing was ever begun").isTrue();
        sleeper("A", 5);
        hub.sleep(ofSeconds(1));
        assertThat(hub.join(ZERO)).as("join(ZERO), while one sleeps").isFalse();
        stage.expectElapsed("join(ZERO) takes no time", ofSeconds(1));
        hub.join();
        hub.postDaemon(() -> stage.note("daemon"), ofSeconds(1));
        assertThat(hub.join(ZERO)).as("join(ZERO), with nothing but a daemon").isTrue();
    }

    @Test
    void whatAnotherThreadHasPostedIsProcessedInOneTurn() throws Exception {
        var turns = new ArrayList<Integer>();
        hub.post(() ->
                background
                        .start(
                                "another thread",
                                () -> {
                                    for (var i = 0; i < 3; i++) {
                                        hub.post(() -> turns.add(stage.clock().looks()));
                                    }
                                })
                        .awaitEnd());

        hub.join();

        assertThat(turns).as("messages of another thread that were processed").hasSize(3);
        assertThat(turns)
                .as(
                        "in which turn (looks at the clock until then) each of three messages came"
                                + " that another thread had posted before: a turn processes what"
                                + " was there when it began")
                .containsOnly(turns.getFirst());
    }

    @Test
    void afterAnInterruptSleepZeroIsAPlaceAtTheEndOfTheQueueAgain() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> hub.sleep(ZERO), "sleep(ZERO) of a thread that is interrupted")
                .isInstanceOf(InterruptedException.class);

        hub.spawn(() -> stage.note("green"));
        hub.sleep(ZERO);
        stage.note("main");

        stage.expect("all that are ready come before the one who sleeps for ZERO", "green", "main");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDaemonsMessageComesInTimeThoughTheHubStaysForTheOutsideAlone(boolean isHeld)
            throws Exception {
        if (isHeld) {
            var hold = hub.hold();
            hub.postDaemon(hold::close, ofSeconds(1));
            hub.join();
        } else {
            var outside = Never.outside("the kernel");
            hub.postDaemon(() -> outside.waiter().wake(), ofSeconds(1));
            hub.await(outside);
        }

        stage.expectElapsed("until the daemon's message, of 1 s, has ended it", ofSeconds(1));
        stage.expectNoFailure();
    }

    @Test
    void toJoinTheHubIsToStayForAGreenThreadThatWaitsForTheOutside() throws Exception {
        var outside = Never.outside("the kernel");
        hub.spawn(() -> {
            hub.await(outside);
            stage.note("woken");
        });

        assertThat(hub.join(ofSeconds(1)))
                .as("drained, while a green thread waits for something outside")
                .isFalse();
        background.start(
                "another thread",
                () -> {
                    awaitIdle();
                    outside.waiter().wake();
                });
        hub.join();

        stage.expect("join() returned before the outside had woken a green thread", "woken");
    }
}
