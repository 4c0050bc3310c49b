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
import course.kit.Exercise;
import course.kit.Given;
import course.kit.HeldMonitors;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

@Exercise(id = "4.1", title = "Hub", section = "Gevent")
class HubSpec {
    private final Hub hub;
    private final Greenlets greenlets;
    private final Background background;
    private final Stage stage;

    HubSpec(
            Candidate<Hub> candidate,
            @Given Greenlets greenlets,
            Background background,
            Stage stage)
            throws Exception {
        this.greenlets = greenlets;
        this.background = background;
        this.stage = stage;
        hub = candidate.create(greenlets, stage.clock(), stage.failures());
    }

    // 4.1.1: spawn, and the loop

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
    void whatCannotBeRunIsRefusedAtOnce() {
        assertThatThrownBy(() -> hub.spawn(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> hub.post(null)).isInstanceOf(NullPointerException.class);
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
    void theHubCanBeJoinedAgainAndAgain() throws Exception {
        hub.join();
        hub.spawn(() -> stage.note("A"));
        hub.join();
        hub.join();
        hub.spawn(() -> stage.note("B"));
        hub.join();

        stage.expect("join() runs the loop as often as it is called", "A", "B");
    }

    // 4.1.2: the one wait

    @Test
    void whoWaitsLetsTheOthersGoOn() throws Exception {
        var never = new Never("a sign");
        hub.spawn(() -> {
            stage.note("A waits");
            assertThat(hub.await(never, null)).as("woken, as await() tells").isTrue();
            stage.note("A goes on");
        });
        hub.spawn(() -> {
            stage.note("B wakes A");
            never.waiter().wake();
            never.waiter().wake();
            stage.note("B goes on");
        });

        hub.join();

        stage.expect(
                "wake() puts the waiter into the queue; it goes on in its turn",
                "A waits",
                "B wakes A",
                "B goes on",
                "A goes on");
        assertThat(never.starts()).as("starts of the watcher").isEqualTo(1);
        assertThat(never.stops()).as("stops of the watcher").isEqualTo(1);
    }

    @Test
    void aWatcherMayWakeAtOnce() throws Exception {
        hub.await(waiter -> {
            stage.note("started");
            waiter.wake();
        });
        stage.note("over");

        stage.expect("a wake that comes before the switch is not lost", "started", "over");
    }

    @Test
    void aLateWakeDoesNothing() throws Exception {
        var first = new Never("the first");
        var second = new Never("the second");
        hub.spawn(() -> {
            hub.await(first, ofSeconds(1));
            stage.noteTimed("the first wait is over");
            hub.await(second, null);
            stage.noteTimed("the second wait is over");
        });
        hub.postDelayed(() -> first.waiter().wake(), ofSeconds(2));
        hub.postDelayed(() -> second.waiter().wake(), ofSeconds(3));

        hub.join();

        stage.expect(
                "a waiter is for one wait: when that is over, its wake() must not end another one",
                "1.0 s: the first wait is over",
                "3.0 s: the second wait is over");
    }

    @Test
    void aWaitEndsWhenItsTimeIsUp() throws Exception {
        var never = new Never("a sign");

        var woken = hub.await(never, ofSeconds(5));

        assertThat(woken).as("what await() returns when the time is up").isFalse();
        stage.expectElapsed("the time of the wait", ofSeconds(5));
        assertThat(never.stops()).as("stops of the watcher").isEqualTo(1);
    }

    @Test
    void theWatcherIsStoppedHoweverTheWaitEnds() throws Exception {
        var never = new Never("a sign");
        var victim = hub.spawn(() -> hub.await(never, null));
        hub.post(() -> victim.throwInto(new GreenletExit()));

        hub.join();

        assertThat(never.stops())
                .as(
                        "stops of the watcher of one who was thrown out of the wait; stop it in"
                                + " finally")
                .isEqualTo(1);
    }

    @Test
    void aWatcherThatCannotStartEndsTheWaitWithItsFailure() {
        var failure = new IllegalStateException("no such channel");

        assertThatThrownBy(() ->
                        hub.await(waiter -> {
                            throw failure;
                        }))
                .isSameAs(failure);
        stage.expectNoFailure();
    }

    @Test
    void whoeverElseSwitchesToAWaitingOneIsFound() throws Exception {
        var waiting =
                hub.spawn(
                        "the sleeper",
                        () -> {
                            try {
                                hub.await(new Never("a sign"), null);
                                stage.note("went on as if it had been woken");
                            } catch (IllegalStateException e) {
                                stage.note("refused");
                            }
                        });
        hub.spawn("the intruder", () -> waiting.greenlet().switchTo("hello"));

        hub.join();

        stage.expect("await() looks whether it is its waiter that came back", "refused");
    }

    // 4.1.3: time

    @Test
    void theTutorialsFunctionsTakeTurns() throws Exception {
        var func1 =
                hub.spawn(() -> {
                    stage.noteTimed("running in f1");
                    hub.sleep(ofSeconds(2));
                    stage.noteTimed("running and sinning in f1");
                });
        var func2 =
                hub.spawn(() -> {
                    stage.noteTimed("jumping in f2");
                    hub.sleep(ofSeconds(1));
                    stage.noteTimed("flying in sky in f2");
                });

        hub.joinAll(func1, func2);

        stage.expect(
                "while one sleeps, the other goes on",
                "0.0 s: running in f1",
                "0.0 s: jumping in f2",
                "1.0 s: flying in sky in f2",
                "2.0 s: running and sinning in f1");
    }

    @Test
    void noTimeAtAllIsAPlaceAtTheEndOfTheQueue() throws Exception {
        for (var number = 1; number <= 2; number++) {
            var name = number;
            hub.spawn(() -> {
                for (var letter : List.of("A", "B", "C")) {
                    stage.note(name + letter);
                    hub.sleep(ZERO);
                }
            });
        }

        hub.join();

        stage.expect(
                "sleep(0) lets everybody else go on first", "1A", "2A", "1B", "2B", "1C", "2C");
    }

    @Test
    void whoOnlyYieldsStarvesNoTimer() throws Exception {
        var done = new boolean[1];
        var yields = new int[1];
        hub.postDelayed(() -> done[0] = true, ofSeconds(1));
        hub.spawn(() -> {
            while (!done[0] && yields[0] < 1_000) {
                yields[0]++;
                stage.clock().passes(ofMillis(100));
                hub.sleep(ZERO);
            }
        });

        hub.join();

        assertThat(yields[0])
                .as(
                        "sleep(0) of 100 ms each until a timer of 1 s was seen; timers are looked"
                                + " at in each turn")
                .isBetween(9, 12);
    }

    @Test
    void whoeverPostsForEverStarvesNobody() throws Exception {
        var posts = new int[1];
        Runnable[] again = new Runnable[1];
        var stopped = new boolean[1];
        again[0] =
                () -> {
                    if (!stopped[0] && posts[0]++ < 1_000) {
                        hub.post(again[0]);
                    }
                };
        hub.post(again[0]);
        hub.spawn(() -> stopped[0] = true);

        hub.join();

        assertThat(posts[0])
                .as("messages of one that posts itself again, before a green thread came to run")
                .isLessThan(3);
    }

    @Test
    void sleepersWakeInTheOrderOfTheirTimes() throws Exception {
        for (var seconds : List.of(3, 1, 2, 1)) {
            hub.spawn(() -> {
                hub.sleep(ofSeconds(seconds));
                stage.noteTimed("slept " + seconds);
            });
        }

        hub.join();

        stage.expect(
                "timers by deadline",
                "1.0 s: slept 1",
                "1.0 s: slept 1",
                "2.0 s: slept 2",
                "3.0 s: slept 3");
    }

    @Test
    void timersOfTheSameTimeComeInTheOrderInWhichTheyWereSet() throws Exception {
        for (var i = 0; i < 5; i++) {
            var name = "timer " + i;
            hub.postDelayed(() -> stage.note(name), ofSeconds(1));
        }

        hub.join();

        stage.expect(
                "ties in the order of setting",
                "timer 0",
                "timer 1",
                "timer 2",
                "timer 3",
                "timer 4");
    }

    @Test
    void aCancelledTimerIsForgotten() throws Exception {
        var timer = hub.postDelayed(() -> stage.note("too late"), ofSeconds(60));
        hub.postDelayed(() -> {}, ofSeconds(1));

        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).as("cancelled again").isFalse();
        hub.join();

        stage.expect("a cancelled timer does nothing");
        stage.expectElapsed("the hub does not stay for a cancelled timer", ofSeconds(1));
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> hub.sleep(ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hub.postDelayed(() -> {}, ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hub.await(new Never("a sign"), ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        stage.expectElapsed("time that has passed", ZERO);
    }

    @Test
    void tenThousandSleepAtTheSameTime() throws Exception {
        var awake = new AtomicInteger();
        for (var i = 0; i < 10_000; i++) {
            hub.spawn(() -> {
                hub.sleep(ofSeconds(10));
                awake.incrementAndGet();
            });
        }

        hub.join();

        assertThat(awake).hasValue(10_000);
        stage.expectElapsed("ten thousand times 10 s, all at once", ofSeconds(10));
    }

    // 4.1.4: link and unlink

    @Test
    void listenersAreToldOnceInTheirOrder() throws Exception {
        var thread = hub.spawn(() -> hub.sleep(ofSeconds(1)));
        thread.link(source -> stage.note("first " + (source == thread)));
        thread.link(source -> stage.note("second"));
        Waitable.Listener withdrawn = source -> stage.note("withdrawn");
        thread.link(withdrawn);
        thread.unlink(withdrawn);
        thread.unlink(source -> {});

        hub.join();

        stage.expect("links fire once, in order, with the source", "first true", "second");
    }

    @Test
    void aListenerOfOneThatHasEndedIsToldInATurnToCome() throws Exception {
        var thread = hub.spawn(() -> {});
        hub.join();

        thread.link(source -> stage.note("told"));
        stage.note("linked");
        hub.join();

        stage.expect("it is the hub that tells, never link() itself", "linked", "told");
    }

    @Test
    void aListenerThatFailsDoesNotStopTheNext() throws Exception {
        var thread = hub.spawn(() -> {});
        var failure = new IllegalStateException("a listener");
        thread.link(source -> {
            throw failure;
        });
        thread.link(source -> stage.note("the next"));

        hub.join();

        stage.expectNotes("every listener is told", "the next");
        stage.expectReported("what a listener throws is told to failures", failure);
    }

    @Test
    void whoIsUnlinkedWhileOthersAreToldIsNotTold() throws Exception {
        var thread = hub.spawn(() -> {});
        Waitable.Listener second = source -> stage.note("second");
        thread.link(source -> thread.unlink(second));
        thread.link(second);
        thread.link(source -> stage.note("third"));

        hub.join();

        stage.expect("unlink() holds, even during notification", "third");
    }

    // 4.1.5: join, wait, iwait, joinAll

    private GreenThread sleeper(String name, int seconds) {
        return hub.spawn(name, () -> hub.sleep(ofSeconds(seconds)));
    }

    @Test
    void joinWaitsForTheEnd() throws Exception {
        var sleeper = sleeper("A", 2);

        assertThat(hub.join(sleeper, ofSeconds(1))).as("joined for 1 s").isFalse();
        stage.expectElapsed("join() with a timeout returns quietly", ofSeconds(1));
        hub.join(sleeper);

        assertThat(sleeper.isReady()).isTrue();
        stage.expectElapsed("joined until the end", ofSeconds(2));
        assertThat(hub.join(sleeper, ofSeconds(1))).as("of one that has ended").isTrue();
        stage.expectElapsed("of one that has ended it returns at once", ofSeconds(2));
    }

    @Test
    void joinAllReturnsWhenAllHaveEnded() throws Exception {
        var all = List.of(sleeper("A", 3), sleeper("B", 1), sleeper("C", 2));

        hub.joinAll(all);

        assertThat(all)
                .withFailMessage(
                        "joinAll() returned when only %s had ended",
                        all.stream().filter(GreenThread::isReady).toList())
                .allMatch(GreenThread::isReady);
        stage.expectElapsed("until the last one ends", ofSeconds(3));
    }

    @Test
    void joinAllEndsWithItsTime() throws Exception {
        var all = List.of(sleeper("A", 3), sleeper("B", 1), sleeper("C", 2));

        var joined = hub.joinAll(all, ofMillis(2500), false, 3);

        assertThat(joined)
                .as("those that had ended, in that order")
                .containsExactly(all.get(1), all.get(2));
        stage.expectElapsed("the time limit is one for all", ofMillis(2500));
    }

    @Test
    void joinAllRaisesTheErrorThatComesFirstInTime() throws Exception {
        var late = new IOException("late");
        var early = new IOException("early");
        var all =
                List.of(
                        hub.spawn(() -> {
                            hub.sleep(ofSeconds(2));
                            throw late;
                        }),
                        hub.spawn(() -> {
                            hub.sleep(ofSeconds(1));
                            throw early;
                        }));

        assertThatThrownBy(
                        () -> hub.joinAll(all, null, true, 2),
                        "the first failure in time, that very instance")
                .isSameAs(early);
        stage.expectElapsed("it is raised at once", ofSeconds(1));
        assertThat(hub.joinAll(all, null, false, 2))
                .as("with raiseError false")
                .containsExactlyElementsOf(all.reversed());
    }

    @Test
    void joinAllCountsAndTakesDuplicatesForOne() throws Exception {
        var a = sleeper("A", 3);
        var b = sleeper("B", 1);
        var c = sleeper("C", 2);

        assertThat(hub.joinAll(List.of(a, b, b, c), null, false, 2))
                .as("the first 2 of A (3 s), B (1 s), B again, C (2 s)")
                .containsExactly(b, c);
        stage.expectElapsed("until two have ended", ofSeconds(2));
        assertThat(hub.joinAll(List.of(), null, false, 1)).as("of none").isEmpty();
    }

    @Test
    void waitReturnsTheFirstOnes() throws Exception {
        var all = List.of(sleeper("A", 3), sleeper("B", 1), sleeper("C", 2));

        assertThat(hub.wait(all, null, 1)).containsExactly(all.get(1));
        assertThat(hub.wait(all, ofSeconds(0), 3))
                .as("what is ready without waiting")
                .containsExactly(all.get(1));
        assertThat(hub.wait(all, ofMillis(1500), 3))
                .as("what is ready in the next 1.5 s")
                .containsExactly(all.get(1), all.get(2));
        assertThat(hub.wait(all, null, 3)).containsExactlyInAnyOrderElementsOf(all);
        stage.expectElapsed("until the last one", ofSeconds(3));
    }

    @Test
    void iwaitTellsThemInTheOrderInWhichTheyGetReady() throws Exception {
        var all = List.of(sleeper("A", 3), sleeper("B", 1), sleeper("C", 2));

        try (var arrivals = hub.iwait(all, null)) {
            for (var next = arrivals.next(); next != null; next = arrivals.next()) {
                stage.noteTimed(next.toString());
            }
        }

        stage.expect("as they end", "1.0 s: B", "2.0 s: C", "3.0 s: A");
    }

    @Test
    void iwaitThatIsClosedUnlinks() throws Exception {
        var links = new ArrayList<Waitable.Listener>();
        var waitable =
                new Waitable() {
                    @Override
                    public boolean isReady() {
                        return false;
                    }

                    @Override
                    public void link(Listener listener) {
                        links.add(listener);
                    }

                    @Override
                    public void unlink(Listener listener) {
                        links.remove(listener);
                    }
                };

        var arrivals = hub.iwait(List.of(waitable), ofSeconds(1));
        assertThat(links).as("linked by iwait").hasSize(1);
        assertThat(arrivals.next()).as("when the time is up").isNull();
        arrivals.close();

        assertThat(links).as("still linked after close()").isEmpty();
        assertThat(arrivals.next()).as("after close()").isNull();
        hub.join(waitable, ofSeconds(1));
        assertThat(links).as("still linked after a join that timed out").isEmpty();
    }

    // 4.1.6: throwInto

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

    // 4.1.7: the outside

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

    // 4.1.8: what goes wrong

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
                                .contains("HubSpec.waitForGodot(HubSpec.java:")
                                .contains(
                                        "HubSpec.whoWaitsInVainIsToldWithAllWhoDo(HubSpec.java:"));
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

    private void refused(String what, Hub.Body body) {
        try {
            body.run();
            stage.note(what + " waited");
        } catch (IllegalStateException e) {
            stage.note(what);
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
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
