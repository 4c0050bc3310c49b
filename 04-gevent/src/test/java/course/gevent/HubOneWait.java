package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

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
}
