package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

@Exercise(id = "4.3", title = "Cancellation", section = "Gevent")
class CancellationSpec extends CancellationForms {
    CancellationSpec(
            Candidate<Cancellation> candidate,
            @Given Candidate<Hub> hubs,
            @Given Candidate<Tasks> givenTasks,
            @Given Greenlets greenlets,
            Stage stage)
            throws Exception {
        super(candidate, hubs, givenTasks, greenlets, stage);
    }

    // 4.3.1: killSoon

    @Test
    void aKillThatDoesNotWaitActsInTheNextTurn() throws Exception {
        var victim = sleeper("A");
        hub.sleep(ofSeconds(1));

        cancellation.killSoon(victim);
        stage.note("asked");
        assertThat(victim.isReady()).as("killSoon() only asks for it").isFalse();
        hub.join();

        stage.expect("it is thrown where the victim waits", "asked", "1.0 s: A exits");
        assertThat(victim.exception()).isNull();
    }

    @Test
    void oneThatHasNotStartedNeverRuns() throws Exception {
        var victim = hub.spawn(() -> stage.note("ran"));
        victim.link(source -> stage.note("told"));

        cancellation.killSoon(victim);
        cancellation.killSoon(victim);
        hub.join();

        stage.expect("killed before its first turn: the body never runs, links fire", "told");
        assertThat(victim.isReady()).isTrue();
        assertThat(victim.exception()).isNull();
    }

    @Test
    void aVictimMayCatchItAndGoOn() throws Exception {
        var victim = stubborn();
        hub.sleep(ofSeconds(1));

        cancellation.killSoon(victim);
        hub.join();

        stage.expect("a kill is an exception, no more", "1.0 s: not yet", "11.0 s: now");
    }

    @Test
    void repeatedPendingKillsAreOne() throws Exception {
        var victim = stubborn();
        hub.sleep(ofSeconds(1));

        cancellation.killSoon(victim);
        cancellation.killSoon(victim);
        cancellation.killSoon(victim, new IOException("a third one"));
        hub.join();

        stage.expect(
                "the second kill must not hit one who is about to end because of the first",
                "1.0 s: not yet",
                "11.0 s: now");
    }

    @Test
    void aKillAfterAKillThatHasActedActs() throws Exception {
        var victim = stubborn();
        hub.sleep(ofSeconds(1));
        cancellation.killSoon(victim);
        hub.sleep(ofSeconds(1));

        cancellation.killSoon(victim);
        hub.join();

        stage.expect("the first one has acted, so this is a new one", "1.0 s: not yet");
        assertThat(victim.isReady()).isTrue();
        stage.expectElapsed("no wait is left", ofSeconds(2));
    }

    @Test
    void killedWithAnotherExceptionItHasFailed() throws Exception {
        var failure = new IOException("stop it");
        var victim = sleeper("A");
        hub.sleep(ofSeconds(1));

        cancellation.killSoon(victim, failure);
        hub.join();
        cancellation.killSoon(victim, failure);
        cancellation.killSoon(victim);
        hub.join();

        assertThat(victim.exception()).isSameAs(failure);
        stage.expectReported("once; to kill the dead does no harm", failure);
    }

    // 4.3.2: kill and killAll

    @Test
    void aKillWaitsForTheEnd() throws Exception {
        var victim = stubborn();
        hub.sleep(ofSeconds(1));

        cancellation.kill(victim);

        assertThat(victim.isReady()).isTrue();
        stage.expect("kill() returns when it has ended", "1.0 s: not yet", "11.0 s: now");
    }

    @Test
    void killAllKillsAllAndWaits() throws Exception {
        var victims = List.of(sleeper("A"), sleeper("B"));
        hub.sleep(ofSeconds(1));

        assertThat(cancellation.killAll(victims, null)).isTrue();

        stage.expectInAnyOrder("all at the same time", "1.0 s: A exits", "1.0 s: B exits");
        assertThat(victims).allMatch(GreenThread::isReady);
        assertThat(cancellation.killAll(victims, ofSeconds(1))).as("killed again").isTrue();
        assertThat(cancellation.killAll(List.of(), ofSeconds(1))).as("none at all").isTrue();
        stage.expectElapsed("there was nothing to wait for", ofSeconds(1));
    }

    @Test
    void aStubbornOneMakesKillAllTimeOut() throws Exception {
        var victims = List.of(sleeper("A"), stubborn());
        hub.sleep(ofSeconds(1));

        assertThat(cancellation.killAll(victims, ofSeconds(3)))
                .as("all ended within 3 s")
                .isFalse();

        stage.expectElapsed("the time limit is for all of them", ofSeconds(4));
        assertThat(victims.getFirst().isReady()).isTrue();
        assertThat(victims.getLast().isReady()).isFalse();
    }

    @Test
    void whoKillsHimselfGetsItAtOnce() throws Exception {
        var other = sleeper("B");
        var victims = new ArrayList<>(List.of(other));
        var self =
                hub.spawn(() -> {
                    hub.sleep(ofSeconds(1));
                    cancellation.killAll(victims, null);
                    stage.note("survived himself");
                });
        victims.addFirst(self);

        hub.join();

        stage.expect("the others are killed all the same", "1.0 s: B exits");
        assertThat(self.isReady()).isTrue();
        assertThat(self.exception()).isNull();
    }

    // 4.3.3: timeouts

    @Test
    void aTimeoutThrowsItself() {
        try (var timeout = cancellation.timeout(ofSeconds(2))) {
            assertThat(timeout.isPending()).isTrue();
            assertThatThrownBy(() -> hub.sleep(ofSeconds(60))).isSameAs(timeout);
            assertThat(timeout.isPending()).as("pending, after it has thrown").isFalse();
        }
        stage.expectElapsed("when its time is up", ofSeconds(2));
    }

    @Test
    void aTimeoutThrowsWhatItIsToldTo() {
        var custom = new IOException("too slow");
        try (var timeout = cancellation.timeout(ofSeconds(2), custom)) {
            assertThat(timeout.isPending()).isTrue();
            assertThatThrownBy(() -> hub.sleep(ofSeconds(60))).isSameAs(custom);
        }
    }

    @Test
    void aClosedTimeoutDoesNothing() throws Exception {
        var timeout = cancellation.timeout(ofSeconds(2));
        timeout.close();
        timeout.close();
        assertThat(timeout.isPending()).isFalse();

        hub.sleep(ofSeconds(10));

        stage.expectElapsed("the sleep came to its end", ofSeconds(10));
    }

    @Test
    void aTimeoutOfNoDurationIsNone() throws Exception {
        try (var timeout = cancellation.timeout(null)) {
            assertThat(timeout.isPending()).isFalse();
            hub.sleep(ofSeconds(10));
        }
        stage.expectElapsed("the sleep came to its end", ofSeconds(10));
    }

    @Test
    void aTimeoutCanBeRestarted() throws Exception {
        try (var timeout = cancellation.timeout(ofSeconds(3))) {
            hub.sleep(ofSeconds(2));
            timeout.restart();
            hub.sleep(ofSeconds(2));
            assertThatThrownBy(() -> hub.sleep(ofSeconds(60))).isSameAs(timeout);
        }
        stage.expectElapsed("2 s, and from then on 3 s", ofSeconds(5));
    }

    @Test
    void itStrikesWhoeverHasStartedIt() throws Exception {
        hub.spawn(() -> {
            try (var timeout = cancellation.timeout(ofSeconds(2))) {
                assertThat(timeout.isPending()).isTrue();
                hub.sleep(ofSeconds(60));
            } catch (Timeout e) {
                stage.noteTimed("A timed out");
            }
        });
        hub.spawn(() -> {
            hub.sleep(ofSeconds(4));
            stage.noteTimed("B slept");
        });

        hub.join();

        stage.expect("and nobody else", "2.0 s: A timed out", "4.0 s: B slept");
    }

    @Test
    void anOrdinaryCatchLetsItThrough() {
        try (var timeout = cancellation.timeout(ofSeconds(2))) {
            assertThatThrownBy(
                            () -> {
                                try {
                                    hub.sleep(ofSeconds(60));
                                } catch (Exception e) {
                                    stage.note("taken for an error of the application");
                                }
                            })
                    .isSameAs(timeout);
        }
    }

    @Test
    void aTimeoutWhoseTimeIsUpBetweenTwoWaitsStrikesInTheNext() throws Exception {
        try (var timeout = cancellation.timeout(ofSeconds(2))) {
            stage.clock().passes(ofSeconds(3));
            assertThatThrownBy(() -> hub.sleep(ZERO)).isSameAs(timeout);
        }
    }

    @Test
    void aTimeoutThatIsClosedInTimeNeverStrikesLater() throws Exception {
        // woken and timed out in one and the same turn, in this order
        var never = new Never("a sign");
        hub.spawn(() -> {
            try (var timeout = cancellation.timeout(ofSeconds(2))) {
                assertThat(timeout.isPending()).isTrue();
                hub.await(never);
                stage.note("in time");
            } catch (Timeout e) {
                stage.note("too late");
            }
            hub.sleep(ofSeconds(5));
            stage.noteTimed("and no timeout since");
        });
        hub.sleep(ZERO);
        stage.expectNoFailure();
        hub.post(() -> stage.clock().passes(ofSeconds(2)));
        never.waiter().wake();

        hub.join();

        assertThat(stage.notes().getLast())
                .as("whatever came first: after the block it is over")
                .isEqualTo("7.0 s: and no timeout since");
        stage.expectNoFailure();
    }

    // 4.3.4: call and run

    @Test
    void callReturnsOrRaises() throws Exception {
        assertThat(
                        cancellation.call(
                                ofSeconds(2),
                                () -> {
                                    hub.sleep(ofSeconds(1));
                                    return "in time";
                                }))
                .isEqualTo("in time");
        assertThatThrownBy(() ->
                        cancellation.call(
                                ofSeconds(2),
                                () -> {
                                    hub.sleep(ofSeconds(5));
                                    return "late";
                                }))
                .isInstanceOf(Timeout.class);
        stage.expectElapsed("1 s and 2 s", ofSeconds(3));
        hub.sleep(ofSeconds(10));
        stage.expectElapsed("the timeouts are closed", ofSeconds(13));
    }

    @Test
    void callReturnsSomethingElseWhenItsTimeIsUp() throws Exception {
        assertThat(
                        cancellation.call(
                                ofSeconds(2),
                                () -> {
                                    hub.sleep(ofSeconds(5));
                                    return "value";
                                },
                                "otherwise"))
                .isEqualTo("otherwise");
        assertThat(cancellation.call(ofSeconds(2), () -> "value", "otherwise")).isEqualTo("value");
        var failure = new IOException("out of paper");
        assertThatThrownBy(() ->
                        cancellation.call(
                                ofSeconds(2),
                                () -> {
                                    throw failure;
                                },
                                "otherwise"))
                .isSameAs(failure);
    }

    @Test
    void runIsSilent() throws Exception {
        assertThat(cancellation.run(ofSeconds(2), () -> hub.sleep(ofSeconds(5))))
                .as("came to its end")
                .isFalse();
        assertThat(cancellation.run(ofSeconds(2), () -> hub.sleep(ofSeconds(1))))
                .as("came to its end")
                .isTrue();
        stage.expectElapsed("2 s and 1 s", ofSeconds(3));
    }

    @Test
    void theOuterTimeoutIsNotTheInnerOnes() {
        try (var outer = cancellation.timeout(ofSeconds(1))) {
            assertThatThrownBy(
                            () ->
                                    cancellation.call(
                                            ofSeconds(5),
                                            () -> {
                                                hub.sleep(ofSeconds(60));
                                                return "value";
                                            },
                                            "otherwise"),
                            "the inner call has 5 s, the outer timeout is up after 1 s: whose"
                                    + " timeout was it?")
                    .isSameAs(outer);
        }
        try (var outer = cancellation.timeout(ofSeconds(1))) {
            assertThatThrownBy(
                            () -> cancellation.run(ofSeconds(5), () -> hub.sleep(ofSeconds(60))),
                            "the same for run()")
                    .isSameAs(outer);
        }
    }

    @Test
    void theInnerTimeoutLeavesTheOuterOneRunning() throws Exception {
        try (var outer = cancellation.timeout(ofSeconds(5))) {
            assertThat(
                            cancellation.call(
                                    ofSeconds(1),
                                    () -> {
                                        hub.sleep(ofSeconds(60));
                                        return "value";
                                    },
                                    "otherwise"))
                    .isEqualTo("otherwise");
            assertThat(outer.isPending()).isTrue();
            assertThatThrownBy(() -> hub.sleep(ofSeconds(60))).isSameAs(outer);
        }
        stage.expectElapsed("of the outer one", ofSeconds(5));
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> cancellation.timeout(ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // what holds for every wait

    /** All that waits for so long, or for ever. */
    enum Wait {
        SLEEP,
        AWAIT,
        AWAIT_TIMED,
        JOIN,
        JOIN_TIMED,
        JOIN_ALL,
        WAIT_TIMED,
        IWAIT,
        GET,
        GET_TIMED,
        INNER_CALL,
        INNER_CALL_OTHERWISE,
        INNER_RUN,
        KILL_ALL
    }

    private void wait(Wait wait) throws Exception {
        var later = ofSeconds(10);
        var never = hub.spawn(() -> untilMurdered());
        Task<Void> task =
                tasks.spawn(() -> {
                    hub.sleep(null);
                    return null;
                });
        switch (wait) {
            case SLEEP -> hub.sleep(later);
            case AWAIT -> hub.await(new Never("a sign"));
            case AWAIT_TIMED -> hub.await(new Never("a sign"), later);
            case JOIN -> hub.join(never);
            case JOIN_TIMED -> hub.join(never, later);
            case JOIN_ALL -> hub.joinAll(never, task);
            case WAIT_TIMED -> hub.wait(List.of(never, task), later, 1);
            case IWAIT -> hub.iwait(List.of(never, task), later).next();
            case GET -> task.get();
            case GET_TIMED -> task.get(later);
            case INNER_CALL -> cancellation.call(later, task::get);
            case INNER_CALL_OTHERWISE -> cancellation.call(later, task::get, null);
            case INNER_RUN -> cancellation.run(later, task::get);
            case KILL_ALL -> {
                hub.sleep(ZERO);
                cancellation.killAll(List.of(never), later);
            }
        }
    }

    private void untilMurdered() throws InterruptedException {
        while (true) {
            try {
                hub.sleep(null);
            } catch (GreenletExit exit) {
                // not with me
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOuterTimeoutEscapes(Wait wait) {
        conformance.anOuterTimeoutEscapes(wait.name(), () -> wait(wait));
    }

    @ParameterizedTest
    @EnumSource
    void aKillEscapes(Wait wait) throws Exception {
        conformance.aKillEscapes(wait.name(), () -> wait(wait));
    }
}
