package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.ref.WeakReference;
import java.util.List;

/** Throw, kill. */
abstract class GreenletsThrowing extends GreenletsExamples {

    GreenletsThrowing(Candidate<Greenlets> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    private static final String AT_THE_SWITCH =
            "what is thrown into a greenlet is thrown by the switch in which it waits";

    /** Waits for ever, and tells what is thrown at it. */
    private Object waitForAll(Object first) {
        while (true) {
            try {
                trail.note("a got " + main.switchTo());
            } catch (RuntimeException e) {
                trail.note("a caught " + e.getMessage());
            }
        }
    }

    @Test
    void itCanBeCaughtAndLifeGoesOn() {
        main = greenlets.current();
        var thrown = new IllegalStateException("something");
        a =
                greenlets.create(first -> {
                    try {
                        main.switchTo();
                        return "nothing was thrown";
                    } catch (IllegalStateException e) {
                        assertThat(e).as("what a catches").isSameAs(thrown);
                        return "a got " + main.switchTo("a lives");
                    }
                });
        a.switchTo();

        assertThat(a.throwInto(thrown)).as("what the throw returns").isEqualTo("a lives");

        assertThat(a.isDead()).as("a is dead").isFalse();
        assertThat(a.switchTo("a value")).as("a's result").isEqualTo("a got a value");
    }

    @Test
    void itReachesTheFunctionThatWaits() {
        main = greenlets.current();
        a =
                create(() -> {
                    try {
                        deepDown(5);
                    } catch (IllegalStateException e) {
                        trail.note("outside");
                    }
                });
        a.switchTo();

        a.throwInto(new IllegalStateException());

        trail.expect(AT_THE_SWITCH, "finally 0", "outside");
    }

    private void deepDown(int depth) {
        if (depth > 0) {
            deepDown(depth - 1);
            return;
        }
        try {
            main.switchTo();
        } finally {
            trail.note("finally " + depth);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsThrownArrivesAsItIs(Kind kind) {
        main = greenlets.current();
        var thrown = kind.create("it");
        a =
                greenlets.create(first -> {
                    Expected.same(thrown, "a's switch to main", main::switchTo);
                    Expected.same(
                            thrown,
                            "a's throw into main",
                            () -> main.throwInto(new IllegalStateException("from a")));
                    return "a's result";
                });
        a.switchTo();

        Expected.thrown(IllegalStateException.class, "a throws", () -> a.throwInto(thrown));
        assertThat(a.throwInto(thrown))
                .as("a has caught what was thrown into it; its result")
                .isEqualTo("a's result");
        Expected.same(thrown, "a throw into a, which is dead", () -> a.throwInto(thrown));
        Expected.same(thrown, "main's throw into itself", () -> main.throwInto(thrown));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThrownArrivesInTheUnguardedSwitchToo(Kind kind) {
        main = greenlets.current();
        var thrown = kind.create("it");
        var exit = new GreenletExit();
        a =
                greenlets.create(first -> {
                    for (var what : List.of(thrown, exit)) {
                        Expected.same(
                                what,
                                "a's switchToUnguarded() of main, when main throws into a",
                                () -> main.switchToUnguarded(null));
                    }
                    main.switchTo();
                    main.throwInto(thrown);
                    throw thrown;
                });
        a.switchTo();
        a.throwInto(thrown);
        a.throwInto(exit);

        for (var why : List.of("throws into main", "fails")) {
            Expected.same(
                    thrown,
                    "main's switchToUnguarded() of its child a, which " + why,
                    () -> a.switchToUnguarded(null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsThrownAndNotCaughtReachesTheParent(Kind kind) {
        main = greenlets.current();
        var thrown = kind.create("it");
        a = create(() -> main.switchTo());
        b = create(() -> trail.note("the body of b runs"));
        a.switchTo();

        Expected.same(thrown, "a throw into the suspended a", () -> a.throwInto(thrown));
        Expected.same(thrown, "a throw into the pending b", () -> b.throwInto(thrown));

        trail.expect("what is thrown into a pending greenlet ends it; its body does not run");
        assertThat(List.of(a.isDead(), b.isDead()))
                .as("whether a and b are dead")
                .containsOnly(true);
    }

    @Test
    void thrownIntoAPendingOneItReachesTheParentAndNotWhoThrew() {
        var thrown = new IllegalStateException("it");
        a = waiting("a");
        b = greenlets.create(first -> "b", a);
        c = create(() -> b.throwInto(thrown));

        assertThat(c.switchTo())
                .as("c throws into the pending b, whose parent is a; a's result")
                .isEqualTo("a caught it");
        assertThat(b.isDead()).as("b is dead").isTrue();
    }

    @Test
    void endedBeforeItsStartAnOrphanAnswersToItsNearestLivingAncestor() {
        for (var dead : List.of(1, 2)) {
            a = waiting("a");
            b = orphanOf(a, dead);
            assertThat(b.throwInto(new IllegalStateException("it")))
                    .as(
                            "main throws into the pending b, whose %s nearest ancestors are dead,"
                                    + " and the next one, a, is suspended; a's result",
                            dead)
                    .isEqualTo("a caught it");

            var exit = new GreenletExit();
            a = waiting("a");
            b = orphanOf(a, dead);
            assertThat(b.throwInto(exit)).as("the same with an exit").isEqualTo("a got " + exit);

            a = greenlets.create(first -> "a was started with " + first);
            b = orphanOf(a, dead);
            assertThat(b.throwInto(exit))
                    .as("the same with an exit, and a pending a")
                    .isEqualTo("a was started with " + exit);
        }
    }

    /** Pending, and between it and this one there are so many that are dead. */
    private Greenlet orphanOf(Greenlet ancestor, int dead) {
        var parent = ancestor;
        for (var i = 0; i < dead; i++) {
            parent = deadChildOf(parent);
        }
        return greenlets.create(first -> "an orphan runs", parent);
    }

    @Test
    void notCaughtItReachesTheParentAndNotWhoThrew() {
        main = greenlets.current();
        var thrown = new IllegalStateException("something");
        a =
                create(() -> {
                    try {
                        b.throwInto(thrown);
                    } catch (IllegalStateException e) {
                        trail.note("a, who threw it, caught it");
                    }
                });
        b = create(() -> main.switchTo());
        b.switchTo();

        Expected.same(thrown, "main, the parent of b, in its switch to a", a::switchTo);

        trail.expect("what b does not catch goes to b's parent, main");
        assertThat(b.isDead()).as("b is dead").isTrue();
        assertThat(a.isActive()).as("a still waits in its throw").isTrue();
    }

    @Test
    void thrownIntoAPendingOneItEndsItAndTheBodyDoesNotRun() {
        var thrown = new IllegalStateException("something");
        a = create(() -> trail.note("the body of a runs"));

        Expected.same(
                thrown,
                "a throw into the pending a, whose parent is main",
                () -> a.throwInto(thrown));

        trail.expect("what is thrown into a pending greenlet ends it; its body does not run");
        assertThat(a.isDead()).as("a is dead").isTrue();
    }

    @Test
    void killedBeforeItsStartItNeverRuns() {
        a = create(() -> trail.note("the body of a runs"));

        var answer = a.kill();
        a.switchTo();

        trail.expect("the body of a greenlet that was killed before its start does not run");
        assertThat(answer).as("what kill returned").isInstanceOf(GreenletExit.class);
        assertThat(a.isDead()).as("a is dead").isTrue();
    }

    /** What ends one that would not have ended by itself. */
    enum Ended {
        KILLED_BEFORE_ITS_START,
        THROWN_INTO_BEFORE_ITS_START,
        KILLED_WHERE_IT_WAITED,
        THROWN_INTO_WHERE_IT_WAITED,
        BY_AN_EXIT_OF_ITS_OWN
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsEndedIsDead(Ended how) {
        main = greenlets.current();
        a =
                greenlets.create(first -> {
                    main.switchTo();
                    throw new GreenletExit();
                });
        end(a, how);

        assertThat(shown(a))
                .as("what a is, which has ended: %s; its text, isActive() and isDead()", how)
                .isEqualTo(SHOWN_DEAD);
    }

    private static void end(Greenlet greenlet, Ended how) {
        switch (how) {
            case KILLED_BEFORE_ITS_START -> greenlet.kill();
            case THROWN_INTO_BEFORE_ITS_START -> throwInto(greenlet);
            case KILLED_WHERE_IT_WAITED -> {
                greenlet.switchTo();
                greenlet.kill();
            }
            case THROWN_INTO_WHERE_IT_WAITED -> {
                greenlet.switchTo();
                throwInto(greenlet);
            }
            case BY_AN_EXIT_OF_ITS_OWN -> {
                greenlet.switchTo();
                greenlet.switchTo();
            }
        }
    }

    private static void throwInto(Greenlet greenlet) {
        var thrown = new IllegalStateException("it");
        Expected.same(thrown, "main's throw into its child", () -> greenlet.throwInto(thrown));
    }

    @Test
    void killedBeforeItsStartItAnswersToItsParent() {
        main = greenlets.current();
        a = greenlets.create(first -> main.switchTo() instanceof GreenletExit ? "exit" : "?");
        b = greenlets.create(first -> "b's result", a);
        a.switchTo();

        assertThat(b.kill())
                .as("a, the parent of b, gets the exit as a value; a's result")
                .isEqualTo("exit");
    }

    @Test
    void anExitThatNobodyCatchesIsAResult() {
        main = greenlets.current();
        var exit = new GreenletExit();
        a = create(() -> main.switchTo());
        a.switchTo();

        Object result = null;
        try {
            result = a.throwInto(exit);
        } catch (GreenletExit e) {
            fail("an exit that a does not catch is no failure: main gets it as a result");
        }

        assertThat(result).as("what the throw returns").isSameAs(exit);
        assertThat(a.isDead()).as("a is dead").isTrue();
    }

    private static final class OwnExit extends GreenletExit {
        private static final long serialVersionUID = 1;
    }

    @Test
    void anExitOfOnesOwnKindIsAnExit() {
        main = greenlets.current();
        a = create(() -> main.switchTo());
        a.switchTo();

        assertThat(a.throwInto(new OwnExit()))
                .as("an exit of a subclass, which a does not catch, is a's result")
                .isInstanceOf(OwnExit.class);
    }

    @Test
    void anExitStartsAParentThatIsPending() {
        main = greenlets.current();
        a = greenlets.create(first -> "a was started with " + first.getClass().getSimpleName());
        b = greenlets.create(first -> "b", a);

        assertThat(b.kill())
                .as("b is killed before its start, and its exit goes to a as a value; a's result")
                .isEqualTo("a was started with GreenletExit");
    }

    @Test
    void anExitReachesTheParentAndNotWhoKilled() {
        main = greenlets.current();
        a = greenlets.create(first -> main.switchTo().getClass().getSimpleName());
        a.switchTo();
        b = greenlets.create(first -> main.switchTo(), a);
        b.switchTo();
        c = create(() -> b.kill());

        assertThat(c.switchTo())
                .as("c kills b, whose parent is a; a gets the exit as a value, and its result is")
                .isEqualTo("GreenletExit");
        assertThat(b.isDead()).as("b is dead").isTrue();
    }

    @Test
    void oneMayKillItself() {
        a =
                create(() -> {
                    try {
                        a.kill();
                        trail.note("a goes on");
                    } finally {
                        trail.note("finally");
                    }
                });

        assertThat(a.switchTo()).as("a's result").isInstanceOf(GreenletExit.class);

        trail.expect("a kill of the current greenlet is thrown at once", "finally");
    }

    @Test
    void anExitIsThrownIntoMainToo() {
        main = greenlets.current();
        var exit = new GreenletExit();
        a = create(() -> main.throwInto(exit));

        Expected.same(exit, "main's switch to a, which throws an exit into main", a::switchTo);
        Expected.same(exit, "main's throw of an exit into itself", () -> main.throwInto(exit));
    }

    @Test
    void anExitForADeadOneIsAValueForWhoGetsIt() {
        for (var exit : List.of(new GreenletExit(), new OwnExit())) {
            var kind = exit.getClass().getSimpleName();
            a = waiting("a");
            b = greenlets.create(first -> null);
            b.switchTo();
            b.setParent(a);

            assertThat(b.throwInto(exit))
                    .as(
                            "b is dead, its parent a lives, and gets the %s as a value; a's result",
                            kind)
                    .isEqualTo("a got " + exit);
            assertThat(b.throwInto(exit))
                    .as("a is dead, too; main gets the %s as a value", kind)
                    .isSameAs(exit);
        }
    }

    @Test
    void aBodyMayEndItselfByAnExit() {
        var exit = new GreenletExit();
        a =
                create(() -> {
                    throw exit;
                });

        assertThat(a.switchTo()).as("what the parent gets").isSameAs(exit);
    }

    @Test
    void anOrdinaryCatchDoesNotStopAnExit() {
        main = greenlets.current();
        a = greenlets.create(this::waitForAll);
        a.switchTo();
        a.throwInto(new IllegalStateException("one"));
        a.switchTo("two");

        a.kill();

        trail.expect("catch (RuntimeException e) lets an exit pass", "a caught one", "a got two");
        assertThat(a.isDead()).as("a is dead").isTrue();
    }

    @Test
    void killRunsFinally() {
        main = greenlets.current();
        a =
                create(() -> {
                    try {
                        main.switchTo();
                        trail.note("a goes on");
                    } finally {
                        trail.note("finally");
                    }
                });
        a.switchTo();

        a.kill();

        trail.expect("the greenlet ends through its finally", "finally");
    }

    @Test
    void whoIsEndedMayChooseItsParentInItsFinally() {
        for (var exit : List.of(false, true)) {
            main = greenlets.current();
            a = waiting("a");
            b =
                    create(() -> {
                        try {
                            main.switchTo();
                        } finally {
                            b.setParent(a);
                        }
                    });
            b.switchTo();
            var thrown = exit ? new GreenletExit() : new IllegalStateException("it");

            assertThat(b.throwInto(thrown))
                    .as(
                            "main throws %s into b, which gives itself the parent a in its finally;"
                                    + " a's result",
                            exit ? "an exit" : "an exception")
                    .isEqualTo(exit ? "a got " + thrown : "a caught it");
        }
    }

    @Test
    void whoCatchesTheExitLivesOn() {
        main = greenlets.current();
        a =
                greenlets.create(first -> {
                    try {
                        return main.switchTo();
                    } catch (GreenletExit e) {
                        return "a got " + main.switchTo("not yet");
                    }
                });
        a.switchTo();

        assertThat(a.kill()).as("what kill returns").isEqualTo("not yet");
        assertThat(a.isDead()).as("a is dead").isFalse();
        assertThat(a.switchTo("a value")).as("a's result").isEqualTo("a got a value");
    }

    @Test
    void aDeadOneMayBeKilledAgain() {
        a = create(nothing());
        a.switchTo();

        for (var i = 0; i < 2; i++) {
            assertThat(a.kill())
                    .as("an exit for a dead one is a value, which its parent gets")
                    .isInstanceOf(GreenletExit.class);
        }
    }

    @Test
    void whatIsThrownIntoADeadOneReachesTheNearestLivingAncestor() {
        main = greenlets.current();
        a =
                greenlets.create(first -> {
                    try {
                        return main.switchTo();
                    } catch (IllegalStateException e) {
                        return "a caught " + e.getMessage();
                    }
                });
        b = greenlets.create(first -> null);
        a.switchTo();
        b.switchTo();
        b.setParent(a);

        assertThat(b.throwInto(new IllegalStateException("it")))
                .as("b is dead, its parent a lives; a's result")
                .isEqualTo("a caught it");
        var thrown = new IllegalStateException("for main");
        Expected.same(thrown, "b and a are dead, main is a's parent", () -> b.throwInto(thrown));
    }

    @Test
    void whatIsThrownIntoADeadOneReachesAnAncestorThatIsPending() {
        for (var dead : List.of(1, 2)) {
            a = create(() -> trail.note("a runs"));
            b = a;
            for (var i = 0; i < dead; i++) {
                b = deadChildOf(b);
            }
            var thrown = new IllegalStateException("it");
            Expected.same(
                    thrown,
                    "a throw into b, which is dead; a, the nearest of its ancestors that is not"
                            + " dead, is pending, and main is a's parent",
                    () -> b.throwInto(thrown));
            assertThat(a.isDead())
                    .as(
                            "whether what was thrown into its dead descendant b has ended the"
                                    + " pending a")
                    .isTrue();

            var exit = new GreenletExit();
            a = greenlets.create(first -> "a was started with " + first);
            b.setParent(a);
            assertThat(b.throwInto(exit))
                    .as(
                            "main throws an exit into b, which is dead, and its parent a is"
                                    + " pending; a gets it as a value; a's result")
                    .isEqualTo("a was started with " + exit);
        }

        trail.expect("what is thrown into a pending greenlet ends it; its body does not run");
    }

    @Test
    void intoOneselfItIsThrownAtOnce() {
        var thrown = new IllegalStateException("something");
        a =
                create(() -> {
                    Expected.same(thrown, "a throws into itself", () -> a.throwInto(thrown));
                    trail.note("a goes on");
                });

        a.switchTo();

        trail.expect("a throws into itself, and catches it", "a goes on");
    }

    @Test
    void aChildThrowsIntoMain() {
        main = greenlets.current();
        var thrown = new IllegalStateException("something");
        a =
                create(() -> {
                    main.throwInto(thrown);
                    trail.note("a goes on");
                });

        Expected.same(thrown, "main waits in its switch to a", a::switchTo);

        a.switchTo();
        trail.expect("a goes on when main switches to it again", "a goes on");
    }

    @Test
    void nothingCannotBeThrown() {
        main = greenlets.current();
        a = greenlets.create(first -> main.switchTo());
        a.switchTo();

        b = create(nothing());
        for (var target : List.of(main, a, b, dead())) {
            Expected.thrown(
                    NullPointerException.class,
                    "throwInto(null) of a greenlet that is " + stateIn(target.toString()),
                    () -> target.throwInto(null));
        }

        assertThat(b.isDead()).as("whether b, into which null was thrown, is dead").isFalse();
        assertThat(a.switchTo("a value")).as("a's result").isEqualTo("a value");
    }

    @Test
    void whoWasEndedBeforeItsStartKeepsNothing() {
        awaitCollected("what the body of a killed greenlet used", killBeforeItsStart());
        awaitCollected("what the body of a greenlet used that was ended", endBeforeItsStart());
    }

    private WeakReference<Object> killBeforeItsStart() {
        var used = new Object();
        a = create(() -> trail.note(used));
        a.kill();
        return new WeakReference<>(used);
    }

    private WeakReference<Object> endBeforeItsStart() {
        var used = new Object();
        b = create(() -> trail.note(used));
        var thrown = new IllegalStateException("it");
        Expected.same(thrown, "a throw into the pending b", () -> b.throwInto(thrown));
        return new WeakReference<>(used);
    }

    @Test
    void whoWasKilledKeepsNothing() {
        main = greenlets.current();
        awaitCollected("the exit of a killed greenlet", killOne());
        for (var how :
                List.of(
                        Ended.KILLED_WHERE_IT_WAITED,
                        Ended.THROWN_INTO_WHERE_IT_WAITED,
                        Ended.BY_AN_EXIT_OF_ITS_OWN)) {
            awaitCollected(
                    "what the body of a dead greenlet used (%s)".formatted(how), endOne(how));
        }
    }

    private WeakReference<Object> endOne(Ended how) {
        var used = new Object();
        a =
                greenlets.create(first -> {
                    main.switchTo();
                    trail.note(used.hashCode());
                    throw new GreenletExit();
                });
        end(a, how);
        return new WeakReference<>(used);
    }

    private WeakReference<Object> killOne() {
        a = create(() -> main.switchTo());
        a.switchTo();
        return new WeakReference<>(a.kill());
    }

    @Test
    void aValueAfterAThrowIsAValue() {
        main = greenlets.current();
        a = greenlets.create(this::waitForAll);
        a.switchTo();

        a.throwInto(new IllegalStateException("one"));
        a.switchTo("two");
        a.throwInto(new IllegalStateException("three"));
        a.switchTo("four");

        trail.expect(AT_THE_SWITCH, "a caught one", "a got two", "a caught three", "a got four");
    }
}
