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
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The one wait, on which all others are built. */
abstract class HubOneWait extends HubExamples {
    HubOneWait(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

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

    @ParameterizedTest
    @EnumSource
    void whoeverWakesTooLateEndsNoOtherWait(Caller caller) throws Exception {
        var first = new Never("the first");
        hub.spawn(() -> {
            hub.await(first, ofSeconds(1));
            hub.sleep(ofSeconds(5));
            stage.noteTimed("slept");
        });
        hub.sleep(ofSeconds(2));

        caller.call(hub, background, () -> first.waiter().wake());
        hub.join();

        stage.expect(
                "a wait was over after 1 s, and %s woke it at 2 s, in a sleep of 5 s"
                        .formatted(caller),
                "6.0 s: slept");
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
    void aWatcherThatCannotStartEndsTheWaitWithItsFailure() throws Exception {
        var failure = new IllegalStateException("no such channel");

        assertThatThrownBy(() ->
                        hub.await(waiter -> {
                            throw failure;
                        }))
                .isSameAs(failure);
        assertThatThrownBy(() ->
                        hub.await(
                                waiter -> {
                                    throw failure;
                                },
                                ofSeconds(60)))
                .isSameAs(failure);
        hub.join();

        stage.expectElapsed("nothing is left to stay for when a wait has not begun", ZERO);
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "hello")
    void whoeverElseSwitchesToAWaitingOneIsFound(String value) throws Exception {
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
        hub.spawn("the intruder", () -> waiting.greenlet().switchTo(value));

        hub.join();

        stage.expect("await() looks whether it is its waiter that came back", "refused");
    }

    /** Each way in which a wait can end. */
    enum End {
        WOKEN,
        WOKEN_IN_START,
        TIME_IS_UP,
        AN_EXIT,
        AN_EXCEPTION,
        AN_ERROR,
        START_FAILS,
        START_FAILS_WITH_AN_ERROR,
        START_WAKES_AND_FAILS,
        A_FOREIGN_SWITCH
    }

    @ParameterizedTest
    @EnumSource
    void eachStartIsStoppedOnceHoweverTheWaitEnds(End end) throws Exception {
        for (var isOutside : List.of(false, true)) {
            var watcher = new EndingWatcher(end, isOutside);
            var waiting =
                    hub.spawn(() -> {
                        try {
                            hub.await(watcher, end == End.TIME_IS_UP ? ofSeconds(1) : null);
                        } catch (Throwable thrown) {
                            // the subject is what becomes of the watcher
                        }
                        stage.note("after the wait, stops: " + watcher.stops);
                        hub.sleep(ofSeconds(5));
                    });
            hub.spawn(() -> endIt(end, waiting, watcher));

            hub.join(waiting);

            assertThat(watcher.starts).as("starts of the watcher, %s", end).isEqualTo(1);
            assertThat(stage.notes().removeLast())
                    .as(
                            "when await() ends (%s, outside: %s) its watcher has been stopped",
                            end, isOutside)
                    .isEqualTo("after the wait, stops: 1");
            assertThat(watcher.stops).as("stops of the watcher in the end, %s", end).isEqualTo(1);
            assertThatThrownBy(
                            () -> hub.await(new Never("a sign")),
                            "a wait in vain: the hub does not stay for the watcher of a wait that"
                                    + " is over (%s, outside: %s)",
                            end,
                            isOutside)
                    .isInstanceOf(BlockedForeverException.class);
        }
        stage.expectNoFailure();
    }

    private static void endIt(End end, GreenThread waiting, EndingWatcher watcher) {
        switch (end) {
            case WOKEN -> watcher.waiter.wake();
            case AN_EXIT -> waiting.throwInto(new GreenletExit());
            case AN_EXCEPTION -> waiting.throwInto(new IOException("thrown into a wait"));
            case AN_ERROR -> waiting.throwInto(new LinkageError("thrown into a wait"));
            case A_FOREIGN_SWITCH -> waiting.greenlet().switchTo("hello");
            default -> {}
        }
    }

    private static final class EndingWatcher implements Hub.Watcher {
        private final End end;
        private final boolean isOutside;
        private Hub.Waiter waiter;
        private int starts;
        private int stops;

        EndingWatcher(End end, boolean isOutside) {
            this.end = end;
            this.isOutside = isOutside;
        }

        @Override
        public boolean isOutside() {
            return isOutside;
        }

        @Override
        public void start(Hub.Waiter waiter) {
            this.waiter = waiter;
            starts++;
            if (end == End.WOKEN_IN_START || end == End.START_WAKES_AND_FAILS) {
                waiter.wake();
            }
            if (end == End.START_FAILS || end == End.START_WAKES_AND_FAILS) {
                throw new IllegalStateException("no such channel");
            }
            if (end == End.START_FAILS_WITH_AN_ERROR) {
                throw new LinkageError("no such class");
            }
        }

        @Override
        public void stop() {
            stops++;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverWakesTheWaiterItGoesOn(Caller caller) throws Exception {
        var never = new Never("a sign");
        var waiting =
                hub.spawn(() -> {
                    stage.note("woken: " + hub.await(never, null));
                    hub.sleep(ofSeconds(5));
                });
        hub.sleep(ZERO);

        caller.call(
                hub,
                background,
                () -> {
                    never.waiter().wake();
                    never.waiter().wake();
                });
        hub.join(waiting);
        never.waiter().wake();
        hub.sleep(ofSeconds(1));

        stage.expect(caller + " wakes it, twice, and once when it is over", "woken: true");
        assertThat(stage.clock().elapsed().toSeconds())
                .as("seconds: 5 in the next wait, which no old wake may end, and 1")
                .isEqualTo(6);
    }

    @Test
    void whoIsWokenGoesOnInThisTurnOrTheNext() throws Exception {
        var never = new Never("a sign");
        hub.spawn(() -> {
            hub.await(never);
            stage.note("woken");
        });
        hub.sleep(ZERO);
        hub.post(() -> {
            never.waiter().wake();
            hub.post(() -> hub.post(() -> stage.note("two turns later")));
        });

        hub.join();

        stage.expect("the waiter was woken two turns ago", "woken", "two turns later");
    }

    @Test
    void whoseTimeIsUpWaitsNoLonger() throws Exception {
        hub.spawn(() -> {
            hub.await(new Never("a sign"), ofSeconds(1));
            stage.note("its time is up");
        });
        hub.sleep(ZERO);
        hub.postDelayed(
                () -> hub.post(() -> hub.post(() -> stage.note("two turns later"))), ofSeconds(1));

        hub.join();

        stage.expect("a wait ends with its time", "its time is up", "two turns later");
    }

    @Test
    void aWaitThatIsRefusedStartsNoWatcher() {
        var never = new Never("a sign");

        assertThatThrownBy(() -> hub.await(never, ofSeconds(-1)), "a wait of -1 s")
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(never.starts() - never.stops()).as("starts without a stop").isZero();
    }

    @Test
    void aHundredWaitOneAfterTheOther() throws Exception {
        var waits = new ArrayList<Never>();
        for (var i = 0; i < 100; i++) {
            var number = i;
            waits.add(new Never("sign " + i));
            hub.spawn(() -> {
                hub.await(waits.get(number));
                stage.note("" + number);
            });
        }
        hub.sleep(ZERO);
        var expected = new ArrayList<String>();
        for (var i = 99; i >= 0; i--) {
            waits.get(i).waiter().wake();
            expected.add("" + i);
        }

        hub.join();

        assertThat(stage.notes())
                .as("those who were woken, in the order in which they were")
                .isEqualTo(expected);
    }

    @Test
    void whoIsWokenBeforeItsTimeIsUpHasBeenWoken() throws Exception {
        var never = new Never("a sign");
        hub.postDelayed(() -> never.waiter().wake(), ofSeconds(1));

        assertThat(hub.await(never, ofSeconds(1)))
                .as(
                        "what await(watcher, 1 s) returns when a timer wakes the waiter at 1 s that"
                                + " was set before, and so is processed before its time is up")
                .isTrue();
    }

    @Test
    void aWatcherIsStartedThoughThereIsNoTime() throws Exception {
        for (var wakes : List.of(true, false)) {
            var watcher = new EndingWatcher(wakes ? End.WOKEN_IN_START : End.TIME_IS_UP, false);

            var woken = hub.await(watcher, ZERO);

            assertThat(watcher.starts)
                    .as("starts of the watcher, await(watcher, ZERO)")
                    .isEqualTo(1);
            assertThat(watcher.stops).as("stops of the watcher, await(watcher, ZERO)").isEqualTo(1);
            assertThat(woken)
                    .as(
                            "woken, as await(watcher, ZERO) tells, when the watcher wakes at once:"
                                    + " %s",
                            wakes)
                    .isEqualTo(wakes);
        }
    }

    /** Each way in which a wait of the main greenlet can end by what is thrown. */
    enum MainsEnd {
        AN_INTERRUPT(InterruptedException.class),
        AN_INTERRUPT_BEFORE(InterruptedException.class),
        IN_VAIN(BlockedForeverException.class),
        A_THROW(IOException.class),
        A_FAILED_START(IllegalStateException.class);

        private final Class<? extends Exception> type;

        MainsEnd(Class<? extends Exception> type) {
            this.type = type;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMainGreenletsWatcherIsStoppedOnceHoweverItsWaitEnds(MainsEnd end) throws Exception {
        var main = hub.current();
        var watcher =
                new EndingWatcher(
                        end == MainsEnd.A_FAILED_START ? End.START_FAILS : End.WOKEN, false);
        switch (end) {
            case AN_INTERRUPT -> hub.post(Thread.currentThread()::interrupt);
            case AN_INTERRUPT_BEFORE -> Thread.currentThread().interrupt();
            case A_THROW -> hub.spawn(() -> main.throwInto(new IOException("thrown into a wait")));
            default -> {}
        }

        assertThatThrownBy(
                        () -> hub.await(watcher, end == MainsEnd.IN_VAIN ? null : ofSeconds(60)),
                        "await() of the main greenlet, %s",
                        end)
                .isInstanceOf(end.type);
        assertThat(watcher.stops)
                .as("stops of the watcher when await() of main has ended, %s", end)
                .isEqualTo(watcher.starts);
        hub.sleep(ofSeconds(1));

        assertThat(watcher.stops).as("stops of the watcher in the end").isEqualTo(watcher.starts);
        stage.expectElapsed("the hub can be used after that", ofSeconds(1));
    }
}
