package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

@Exercise(id = "4.4", title = "Events", section = "Gevent")
class EventsSpec extends EventsForms {
    EventsSpec(
            Candidate<Events> candidate,
            @Given Candidate<Hub> hubs,
            @Given Candidate<Tasks> givenTasks,
            @Given Candidate<Cancellation> cancellations,
            @Given Greenlets greenlets,
            Background background,
            Stage stage)
            throws Exception {
        super(candidate, hubs, givenTasks, cancellations, greenlets, background, stage);
    }

    // 4.4.1, 4.4.2: Event

    @Test
    void whoWaitsGoesOnWhenItIsSet() throws Exception {
        var event = events.newEvent();
        assertThat(event.isReady()).isFalse();
        for (var name : List.of("A", "B")) {
            hub.spawn(() -> {
                event.await();
                stage.noteTimed(name);
            });
        }
        hub.postDelayed(event::set, ofSeconds(1));

        hub.join();

        assertThat(event.isReady()).isTrue();
        stage.expectInAnyOrder("all who wait go on", "1.0 s: A", "1.0 s: B");
    }

    @Test
    void whoComesWhenItIsSetDoesNotWait() throws Exception {
        var event = events.newEvent();
        event.set();

        assertThat(event.await(ofSeconds(1))).isTrue();
        event.await();

        stage.expectElapsed("there was nothing to wait for", ZERO);
    }

    @Test
    void afterClearOneWaitsAgain() throws Exception {
        var event = events.newEvent();
        event.set();
        event.clear();

        assertThat(event.isReady()).isFalse();
        assertThat(event.await(ofSeconds(1))).as("set within 1 s").isFalse();
        stage.expectElapsed("the time it waited", ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1_000})
    void setThenClearStillWakesWhoWaitedBefore(int waiters) throws Exception {
        var event = events.newEvent();
        var woken = new int[1];
        for (var i = 0; i < waiters; i++) {
            hub.spawn(() -> {
                event.await();
                woken[0]++;
            });
        }
        hub.sleep(ZERO);

        event.set();
        event.clear();
        hub.spawn(() -> {
            event.await(ofSeconds(1));
            stage.note("too late: " + event.isReady());
        });
        hub.join();

        assertThat(woken[0])
                .as(
                        "of %s who waited when it was set: it was cleared before they ran, and they"
                                + " go on all the same",
                        waiters)
                .isEqualTo(waiters);
        stage.expect("who comes after clear() waits", "too late: false");
    }

    @Test
    void settingItAgainWakesNobodyTwice() throws Exception {
        var event = events.newEvent();
        hub.spawn(() -> {
            event.await();
            stage.note("woken");
            event.clear();
            assertThat(event.await(ofSeconds(5))).as("set again").isFalse();
        });
        hub.sleep(ZERO);

        event.set();
        event.set();
        hub.join();

        stage.expect("once", "woken");
    }

    @Test
    void anEventCanBeLinkedAndWaitedForAmongOthers() throws Exception {
        var first = events.newEvent();
        var second = events.newEvent();
        second.link(source -> stage.note("told " + (source == second)));
        hub.postDelayed(second::set, ofSeconds(1));

        assertThat(hub.wait(List.of(first, second), null, 1)).containsExactly(second);
        hub.join();

        stage.expect("the one notification protocol", "told true");
    }

    @Test
    void aListenerThatFailsDoesNotStopTheNext() throws Exception {
        var event = events.newEvent();
        var failure = new IllegalStateException("a listener");
        Waitable.Listener third = source -> stage.note("third");
        event.link(source -> {
            throw failure;
        });
        event.link(source -> event.unlink(third));
        event.link(third);
        event.link(source -> stage.note("fourth"));
        event.set();
        stage.note("set");

        hub.join();

        stage.expectNotes("it is the hub that tells; unlink() holds", "set", "fourth");
        stage.expectReported("what a listener throws is told to failures", failure);
    }

    @Test
    void anOtherThreadMaySetIt() throws Exception {
        var event = events.newEvent();
        var hold = hub.hold();
        background.start(
                "the other thread",
                () -> {
                    background.await(
                            "the hub waits by its clock", () -> stage.clock().idleWaits() > 0);
                    event.set();
                });

        event.await();
        hold.close();

        assertThat(event.isReady()).isTrue();
        stage.expectNoFailure();
    }

    @Test
    void anOuterTimeoutEscapesAndLeavesNothing() throws Exception {
        var event = events.newEvent();
        var result = events.newAsyncResult();

        conformance.anOuterTimeoutEscapes("await()", event::await);
        conformance.anOuterTimeoutEscapes("await(10 s)", () -> event.await(ofSeconds(10)));
        conformance.anOuterTimeoutEscapes("get()", result::get);
        conformance.anOuterTimeoutEscapes("get(10 s)", () -> result.get(ofSeconds(10)));
        event.set();
        result.set("value");
        hub.join();

        stage.expectNoFailure();
    }

    @Test
    void aKillEscapesAwait() throws Exception {
        conformance.aKillEscapes("await()", events.newEvent()::await);
    }

    @Test
    void aKillEscapesGet() throws Exception {
        conformance.aKillEscapes("get()", events.newAsyncResult()::get);
    }

    @Test
    void aKilledWaiterTakesNobodyElsesWakeAlong() throws Exception {
        var event = events.newEvent();
        var killed = hub.spawn(() -> event.await());
        hub.spawn(() -> {
            event.await();
            stage.note("woken");
        });
        hub.sleep(ZERO);

        killed.throwInto(new GreenletExit());
        event.set();
        event.clear();
        hub.join();

        stage.expect("the other one goes on", "woken");
    }

    // 4.4.3 to 4.4.5: AsyncResult

    @Test
    void getWaitsForTheValue() throws Exception {
        var result = events.<String>newAsyncResult();
        for (var name : List.of("A", "B")) {
            hub.spawn(() -> stage.noteTimed(name + " " + result.get()));
        }
        hub.postDelayed(() -> result.set("hello"), ofSeconds(1));

        hub.join();

        stage.expectInAnyOrder("everybody gets it", "1.0 s: A hello", "1.0 s: B hello");
        assertThat(result.get()).as("again").isEqualTo("hello");
        assertThat(result.value()).isEqualTo("hello");
        assertThat(result.isSuccessful()).isTrue();
    }

    @Test
    void getWithNoTimeDoesNotWait() throws Exception {
        var result = events.<String>newAsyncResult();
        hub.post(() -> {
            try {
                result.get(ZERO);
            } catch (TimeoutException e) {
                stage.note("nothing yet");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        hub.join();

        result.set("hello");

        assertThat(result.get(ZERO)).isEqualTo("hello");
        stage.expect("a message may ask, too", "nothing yet");
    }

    @Test
    void getWithNoTimeLetsNobodyGoOn() throws Exception {
        var result = events.<String>newAsyncResult();
        hub.spawn(() -> {
            try {
                result.get(ZERO);
            } catch (TimeoutException e) {
                stage.note("nothing yet");
            }
        });
        hub.spawn(() -> stage.note("the other goes on"));

        hub.join();

        stage.expect(
                "a green thread that asks without time does not wait",
                "nothing yet",
                "the other goes on");
    }

    @Test
    void getRaisesWhenTheTimeIsUp() {
        var result = events.newAsyncResult();

        assertThatThrownBy(() -> result.get(ofSeconds(1))).isInstanceOf(TimeoutException.class);
        stage.expectElapsed("the time it waited", ofSeconds(1));
    }

    @Test
    void aFailureIsRaisedForEverybody() throws Exception {
        var failure = new IOException("out of paper");
        var result = events.<String>newAsyncResult();
        hub.postDelayed(() -> result.setException(failure), ofSeconds(1));

        assertThatThrownBy(result::get, "that very instance").isSameAs(failure);
        assertThatThrownBy(result::get, "again").isSameAs(failure);
        assertThat(result.exception()).isSameAs(failure);
        assertThat(result.value()).isNull();
        assertThat(result.isReady()).isTrue();
        assertThat(result.isSuccessful()).isFalse();
        stage.expectNoFailure();
    }

    @Test
    void nullIsAValueToo() throws Exception {
        var result = events.newAsyncResult();

        result.set(null);

        assertThat(result.isReady()).isTrue();
        assertThat(result.get()).isNull();
    }

    @Test
    void aThrowableThatIsSetIsAValue() throws Exception {
        for (var value : List.of(new IOException("a value"), new LinkageError("a value"))) {
            var result = events.<Throwable>newAsyncResult();

            result.set(value);

            assertThat(result.isSuccessful()).as("isSuccessful() after set(%s)", value).isTrue();
            assertThat(result.exception()).as("exception() after set(%s)", value).isNull();
            assertThat(result.get()).as("get() after set(%s)", value).isSameAs(value);
        }
    }

    @Test
    void aResultIsGivenOnce() throws Exception {
        var result = events.newAsyncResult();
        result.set("first");

        assertThatThrownBy(() -> result.set("second"), "a second result")
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> result.setException(new IOException()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(result.get()).isEqualTo("first");
    }

    @Test
    void asALinksTargetItTakesOverTheOutcome() throws Exception {
        var good = events.<String>newAsyncResult();
        var bad = events.<String>newAsyncResult();
        var chained = events.<String>newAsyncResult();
        var failure = new IOException("out of paper");
        tasks.spawn(() -> "hello").link(good);
        tasks.<String>spawn(
                        () -> {
                            throw failure;
                        })
                .link(bad);
        good.link(chained);

        assertThat(good.get()).isEqualTo("hello");
        assertThat(chained.get()).as("linked to another result").isEqualTo("hello");
        assertThatThrownBy(bad::get, "of a task that failed").isSameAs(failure);
    }

    @Test
    void anOtherThreadMayGiveIt() throws Exception {
        var result = events.<String>newAsyncResult();
        var hold = hub.hold();
        background.start(
                "the other thread",
                () -> {
                    background.await(
                            "the hub waits by its clock", () -> stage.clock().idleWaits() > 0);
                    result.set("hello");
                });

        assertThat(result.get()).isEqualTo("hello");
        hold.close();
    }
}
