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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/** Waiting for others: join, wait, iwait, joinAll. */
abstract class HubJoining extends HubExamples {
    HubJoining(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
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
        var joined = hub.joinAll(all, null, false, 2);
        assertThat(List.of(List.of(all.get(1)), all.reversed()))
                .as(
                        "what joinAll() may return with raiseError false: the one that had failed,"
                                + " or both, in that order; it returned %s",
                        joined)
                .contains(joined);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoThatFailInOneTurnJoinAllRaisesTheFirst(boolean areGreenThreads) throws Exception {
        var late = new IOException("late");
        var early = new IOException("early");
        var givenFirst = hub.spawn("A", () -> hub.sleep(ofSeconds(9)));
        var givenSecond = hub.spawn("B", () -> hub.sleep(ofSeconds(9)));
        var linkedFirst = new Linked();
        var linkedSecond = new Linked();
        List<Waitable> all =
                areGreenThreads
                        ? List.of(givenFirst, givenSecond)
                        : List.of(linkedFirst, linkedSecond);
        hub.postDelayed(
                () -> {
                    if (areGreenThreads) {
                        givenSecond.throwInto(early);
                        givenFirst.throwInto(late);
                    } else {
                        linkedSecond.isReadyNow(early);
                        linkedFirst.isReadyNow(late);
                    }
                },
                ofSeconds(1));

        assertThatThrownBy(
                        () -> hub.joinAll(all, null, true, 2),
                        "two fail in one message, the one that was given second a moment before the"
                                + " other: joinAll() with raiseError throws the exception of the"
                                + " first one that fails")
                .isSameAs(early);
        stage.expectElapsed("it is raised at once", ofSeconds(1));
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

    /** Each way to end. */
    enum End {
        RETURNS,
        FAILS,
        FAILS_WITH_AN_ERROR,
        EXITS,
        IS_THROWN_OUT_BEFORE_IT_STARTS
    }

    private GreenThread ending(End end) {
        var thread =
                hub.spawn(
                        end.toString(),
                        () -> {
                            hub.sleep(ofSeconds(1));
                            switch (end) {
                                case FAILS -> throw new IOException("out of paper");
                                case FAILS_WITH_AN_ERROR -> throw new LinkageError("no such class");
                                case EXITS -> throw new GreenletExit();
                                default -> {}
                            }
                        });
        if (end == End.IS_THROWN_OUT_BEFORE_IT_STARTS) {
            thread.throwInto(new GreenletExit());
        }
        return thread;
    }

    @ParameterizedTest
    @EnumSource
    void howeverItEndsWhoWaitsGoesOn(End end) throws Exception {
        assertThat(hub.join(ending(end), ofSeconds(9))).as("join(), %s", end).isTrue();
        hub.join(ending(end));
        hub.joinAll(ending(end), ending(end));
        var all = List.of(ending(end), ending(end));
        assertThat(hub.wait(all, null, 2)).as("wait(), %s", end).containsExactlyElementsOf(all);
        var one = ending(end);
        try (var arrivals = hub.iwait(List.of(one), null)) {
            assertThat(arrivals.next()).as("iwait(), %s", end).isSameAs(one);
            assertThat(arrivals.next()).as("iwait(), when all have come").isNull();
        }
        assertThat(hub.join(one, ZERO)).as("join(), when it has ended: %s", end).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void joinAllRaisesAnyFailureAtOnce(Thrown kind) throws Exception {
        var failure = kind.make();
        var failing =
                hub.spawn(() -> {
                    hub.sleep(ofSeconds(1));
                    throw Thrown.<Exception>raise(failure);
                });
        var all = List.of(sleeper("A", 5), failing, sleeper("B", 9));

        assertThatThrownBy(
                        () -> hub.joinAll(all, null, true, 3),
                        "joinAll() of one that fails with %s",
                        kind)
                .isSameAs(failure);
        stage.expectElapsed("it is raised at once", ofSeconds(1));
        assertThatThrownBy(
                        () -> hub.joinAll(all, ofSeconds(2), true, 3),
                        "joinAll() of one that has failed with %s before",
                        kind)
                .isSameAs(failure);
        stage.expectElapsed("it is raised at once", ofSeconds(1));
        assertThatThrownBy(() -> hub.joinAll(all, ZERO, true, 3), "joinAll() without time")
                .isSameAs(failure);
    }

    @Test
    void whatEndsAfterTheCountIsNotRaised() throws Exception {
        var exiting = ending(End.EXITS);
        var failing =
                hub.spawn(() -> {
                    hub.sleep(ofSeconds(2));
                    throw new IOException("too late to matter");
                });

        assertThat(hub.joinAll(List.of(failing, exiting), null, true, 1))
                .as("the first one; an exit is no failure")
                .containsExactly(exiting);
        stage.expectElapsed("until the first one has ended", ofSeconds(1));
        assertThat(hub.joinAll(List.of(failing, exiting), ofMillis(500), true, 2))
                .as("those that have ended when the time is up")
                .containsExactly(exiting);
    }

    @Test
    void aCountOfNoneOrOfMoreThanAllIsNoTrap() throws Exception {
        var all = List.of(sleeper("A", 1), sleeper("B", 2));

        assertThat(hub.wait(all, null, 0)).as("none of two").isEmpty();
        stage.expectElapsed("there was nothing to wait for", ZERO);
        assertThat(hub.wait(all, null, 9)).as("9 of two").containsExactlyElementsOf(all);
        stage.expectElapsed("until all have ended", ofSeconds(2));
        assertThat(hub.wait(List.<GreenThread>of(), null, 1)).as("one of none").isEmpty();
        hub.joinAll();
        stage.expectElapsed("there was nothing to wait for", ofSeconds(2));
    }

    @Test
    void theCollectionThatIsGivenStaysAsItIs() throws Exception {
        var all = List.of(sleeper("A", 1), sleeper("B", 2));
        var given = new LinkedHashSet<>(all);

        assertThat(hub.wait(Collections.unmodifiableSet(given), null, 1))
                .as("wait() for one of a set that can't be changed")
                .containsExactly(all.get(0));
        assertThat(hub.joinAll(given, null, true, 2))
                .as("joinAll() of a set")
                .containsExactlyElementsOf(all);
        assertThat(given).as("the set that was given").containsExactlyElementsOf(all);
    }

    @Test
    void thoseThatAreReadyComeFirstInTheOrderGiven() throws Exception {
        var all = List.of(sleeper("A", 2), sleeper("B", 1), sleeper("C", 3), sleeper("D", 9));
        hub.sleep(ofMillis(2_500));
        var given = List.of(all.get(3), all.get(0), all.get(1), all.get(0), all.get(2));
        var expected = List.of(all.get(0), all.get(1), all.get(2));

        try (var arrivals = hub.iwait(given, ofSeconds(1))) {
            var came = new ArrayList<GreenThread>();
            for (var next = arrivals.next(); next != null; next = arrivals.next()) {
                came.add(next);
            }
            assertThat(came)
                    .as("of D (9 s), A (2 s), B (1 s), A again, C (3 s) at 2.5 s, within 1 s")
                    .containsExactlyElementsOf(expected);
        }
        stage.expectElapsed("until the time was up", ofMillis(3_500));
        assertThat(hub.wait(given, ZERO, 9))
                .as("wait(), without time")
                .containsExactlyElementsOf(expected);
        assertThat(hub.wait(given, null, 1)).as("the first one").containsExactly(all.get(0));
    }

    @Test
    void theTimeOfIwaitIsForAllOfThemTogether() throws Exception {
        var all = List.of(sleeper("A", 1), sleeper("B", 4));

        try (var arrivals = hub.iwait(all, ofSeconds(3))) {
            hub.sleep(ofSeconds(2));
            assertThat(arrivals.next()).as("what has come meanwhile").isSameAs(all.get(0));
            assertThat(arrivals.next()).as("when 3 s have passed since iwait()").isNull();
            stage.expectElapsed("the time runs from iwait() on", ofSeconds(3));
            assertThat(arrivals.next()).as("asked again").isNull();
            stage.expectElapsed("there is no time left", ofSeconds(3));
        }
    }

    @Test
    void severalMayWaitForTheNext() throws Exception {
        var all = List.of(sleeper("A", 1), sleeper("B", 2));
        var arrivals = hub.iwait(all, null);
        for (var name : List.of("first", "second", "third")) {
            hub.spawn(() -> stage.noteTimed(name + " got " + arrivals.next()));
        }

        hub.join();

        assertThat(stage.notes())
                .as("who waited for the next one")
                .hasSize(3)
                .anyMatch(note -> note.startsWith("1.0 s") && note.endsWith("A"))
                .anyMatch(note -> note.startsWith("2.0 s") && note.endsWith("B"))
                .anyMatch(note -> note.startsWith("2.0 s") && note.endsWith("null"));
        stage.expectNoFailure();
    }

    @Test
    void whoWaitsForTheNextIsToldOfTheClose() throws Exception {
        var arrivals = hub.iwait(List.of(sleeper("A", 60)), null);
        for (var name : List.of("first", "second")) {
            hub.spawn(() -> stage.noteTimed(name + " got " + arrivals.next()));
        }
        hub.sleep(ofSeconds(1));

        arrivals.close();
        arrivals.close();
        hub.join();

        stage.expectNoFailure();
        assertThat(stage.notes())
                .as("two waited for the next one when it was closed, at 1 s")
                .containsExactlyInAnyOrder("1.0 s: first got null", "1.0 s: second got null");
    }

    /** What ends a wait for two waitables, of which one is never ready. */
    enum Left {
        JOIN_BY_TIME,
        JOIN_BY_A_THROW,
        WAIT_BY_TIME,
        WAIT_BY_COUNT,
        WAIT_BY_A_THROW,
        JOIN_ALL_BY_A_FAILURE,
        JOIN_ALL_BY_COUNT,
        IWAIT_BY_CLOSE
    }

    @ParameterizedTest
    @EnumSource
    void noListenerIsLeftLinked(Left left) throws Exception {
        var never = new Linked();
        var other = new Linked();
        var all = List.of(never, other);
        var failure = new IOException("out of paper");
        hub.postDelayed(() -> other.isReadyNow(failure), ofSeconds(1));
        var waiting =
                hub.spawn(() -> {
                    try {
                        switch (left) {
                            case JOIN_BY_TIME -> hub.join(never, ofSeconds(2));
                            case JOIN_BY_A_THROW -> hub.join(never);
                            case WAIT_BY_TIME -> hub.wait(all, ofSeconds(2), 2);
                            case WAIT_BY_COUNT -> hub.wait(all, null, 1);
                            case WAIT_BY_A_THROW -> hub.wait(all, null, 2);
                            case JOIN_ALL_BY_A_FAILURE -> hub.joinAll(all, null, true, 2);
                            case JOIN_ALL_BY_COUNT -> hub.joinAll(all, null, false, 1);
                            case IWAIT_BY_CLOSE -> {
                                try (var arrivals = hub.iwait(all, null)) {
                                    arrivals.next();
                                }
                            }
                        }
                    } catch (IOException e) {
                        // how it ends is not the subject
                    }
                });
        if (left == Left.JOIN_BY_A_THROW || left == Left.WAIT_BY_A_THROW) {
            hub.postDelayed(() -> waiting.throwInto(failure), ofSeconds(2));
        }

        hub.join(waiting);

        assertThat(never.links()).as("listeners still linked after %s", left).isZero();
    }

    @Test
    void whatHasComeAndWasNotTakenIsGoneWithTheClose() throws Exception {
        var all = List.of(sleeper("A", 1), sleeper("B", 2));
        var arrivals = hub.iwait(all, null);
        hub.sleep(ofSeconds(3));
        assertThat(arrivals.next()).as("what has come first").isSameAs(all.get(0));

        arrivals.close();

        assertThat(arrivals.next())
                .as("what next() returns after close(), when B had come and was not taken")
                .isNull();
    }

    @Test
    void whatIsReadyWhenTheTimeIsUpCountsThoughItHasToldNobody() throws Exception {
        var waitable = new Linked();
        hub.postDelayed(() -> waitable.isReadyNowAndTellsLater(hub), ofSeconds(1));
        assertThat(finds(HubWait.JOIN, waitable, ofSeconds(1)))
                .as(
                        "%s found what was ready when its time was up, and would have told it a"
                                + " turn later",
                        HubWait.JOIN.text(ofSeconds(1)))
                .isTrue();
    }

    private boolean finds(HubWait wait, Waitable waitable, Duration limit) throws Exception {
        var all = List.of(waitable);
        return switch (wait) {
            case JOIN -> hub.join(waitable, limit);
            case WAIT -> !hub.wait(all, limit, 1).isEmpty();
            case JOIN_ALL -> !hub.joinAll(all, limit, false, 1).isEmpty();
            case JOIN_ALL_RAISING -> !hub.joinAll(all, limit, true, 1).isEmpty();
            case IWAIT -> {
                try (var arrivals = hub.iwait(all, limit)) {
                    yield arrivals.next() == waitable;
                }
            }
            default -> throw new IllegalArgumentException(wait + " is no wait for a waitable");
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"JOIN", "WAIT", "JOIN_ALL", "JOIN_ALL_RAISING", "IWAIT"})
    void whatIsReadyForAMomentHasBeenReady(HubWait wait) throws Exception {
        var waitable = new Linked();
        hub.postDelayed(waitable::wasReadyForAMoment, ofSeconds(1));

        assertThat(finds(wait, waitable, ofSeconds(9)))
                .as(
                        "%s found what was ready at 1 s, told it, and was no more so when the one"
                                + " who waited came to run",
                        wait.text(ofSeconds(9)))
                .isTrue();
        stage.expectElapsed("until it was ready", ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatHasComeIsForTheOtherIfTheOneWhoWaitedIsThrownOut(int thrownOut) throws Exception {
        var waitable = new Linked();
        var arrivals = hub.iwait(List.of(waitable), null);
        var waiting = new ArrayList<GreenThread>();
        for (var name : List.of("first", "second")) {
            waiting.add(hub.spawn(() -> stage.note(name + " got " + arrivals.next())));
        }
        hub.sleep(ofSeconds(1));
        hub.post(() -> {
            waitable.isReadyNow(null);
            waiting.get(thrownOut).throwInto(new GreenletExit());
        });

        hub.join();

        stage.expect(
                "two wait for the next; one has come, and in the same turn one of the two is thrown"
                        + " out of next()",
                "%s got %s".formatted(thrownOut == 0 ? "second" : "first", waitable));
    }
}
