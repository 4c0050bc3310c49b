package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Parents. */
abstract class GreenletsParents extends GreenletsExamples {

    GreenletsParents(Candidate<Greenlets> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    private static final String TO_THE_PARENT =
            "who ends hands its result to its parent, whoever had switched to it";

    @Test
    void theParentIsWhoCreatedIt() {
        main = greenlets.current();
        a = create(() -> b = create(nothing()));
        a.switchTo();

        assertThat(a.parent()).as("the parent of a, which main created").isSameAs(main);
        assertThat(b.parent()).as("the parent of b, which a created").isSameAs(a);
        assertThat(main.parent()).as("the parent of main").isNull();
    }

    @Test
    void theParentMayBeGivenAtCreation() {
        a = create(nothing());
        b = greenlets.create(first -> null, a);

        assertThat(b.parent()).as("the parent that b was created with").isSameAs(a);
    }

    @Test
    void theResultGoesToTheParentAndNotToWhoSwitched() {
        a =
                greenlets.create(first -> {
                    trail.note("a: " + b.switchTo());
                    return "a's result";
                });
        b = greenlets.create(first -> "b's result");

        trail.note("main: " + a.switchTo());

        trail.expect(TO_THE_PARENT, "main: b's result");
        assertThat(a.isActive()).as("a, which switched to b, still waits").isTrue();
        assertThat(b.isDead()).as("b has ended").isTrue();
    }

    @Test
    void aChildsResultIsTheResultOfTheParentsSwitch() {
        main = greenlets.current();
        a =
                greenlets.create(first -> {
                    b = greenlets.create(one -> "b's result");
                    trail.note("a: " + main.switchTo());
                    return "a's result";
                });
        a.switchTo();

        trail.note("main: " + b.switchTo());

        trail.expect(TO_THE_PARENT, "a: b's result", "main: a's result");
    }

    @Test
    void anExceptionReachesTheParent() {
        var failure = new IllegalArgumentException("from a");
        a =
                create(() -> {
                    throw failure;
                });

        Expected.same(failure, "the parent's switch, when the child has failed", a::switchTo);
        assertThat(a.isDead()).as("a has ended").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsThrownReachesTheParentAsItIs(Kind kind) {
        var failure = kind.create("from a");
        a =
                greenlets.create(first -> {
                    throw failure;
                });

        Expected.same(failure, "main's switch to its child a, which fails", a::switchTo);

        assertThat(a.isDead()).as("a has ended").isTrue();
        assertThat(shown(a)).as("what a is, which has failed").isEqualTo(SHOWN_DEAD);
        assertThat(greenlets.current()).as("who is current").isSameAs(a.parent());
        assertThat(a.switchTo("a value")).as("for a, which is dead").isEqualTo("a value");
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsThrownReachesAParentThatWaitsInAThrow(Kind kind) {
        main = greenlets.current();
        var failure = kind.create("from b");
        c = waiting("c");
        a =
                create(() -> {
                    b =
                            greenlets.create(first -> {
                                throw failure;
                            });
                    Expected.same(
                            failure,
                            "a's throw into c, while a's child b fails",
                            () -> c.throwInto(new IllegalStateException("it")));
                    trail.note("a goes on");
                });
        a.switchTo();

        b.switchTo();

        trail.expect("what b throws arrives where its parent waits", "a goes on");
    }

    @Test
    void theParentThatItHasAtItsEndIsTheOneThatCounts() {
        main = greenlets.current();
        var failure = new IllegalStateException("from b");
        a =
                greenlets.create(first -> {
                    try {
                        return main.switchTo();
                    } catch (IllegalStateException e) {
                        return "a caught the failure " + e.getMessage();
                    }
                });
        b =
                create(() -> {
                    main.switchTo();
                    throw failure;
                });
        a.switchTo();
        b.switchTo();

        b.setParent(a);

        assertThat(b.parent()).as("the new parent of b").isSameAs(a);
        assertThat(b.switchTo())
                .as("b, which now has the parent a, fails; a's result")
                .isEqualTo("a caught the failure from b");
    }

    @Test
    void aPendingOneMayGetAnotherParent() {
        main = greenlets.current();
        a = greenlets.create(first -> "a got " + main.switchTo());
        b = greenlets.create(first -> "b's result");
        a.switchTo();

        b.setParent(a);

        assertThat(b.switchTo()).as(TO_THE_PARENT).isEqualTo("a got b's result");
    }

    @Test
    void whatIsForTheDeadGoesToTheNearestLivingAncestor() {
        main = greenlets.current();
        a = greenlets.create(first -> "a got " + main.switchTo());
        b = greenlets.create(first -> "b", a);
        c = greenlets.create(first -> "c", b);
        a.switchTo();
        b.setParent(main);
        b.switchTo();
        b.setParent(a);
        c.setParent(main);
        c.switchTo();
        c.setParent(b);

        assertThat(c.switchTo("a value for c"))
                .as("c and its parent b are dead, b's parent a lives; a's result")
                .isEqualTo("a got a value for c");
        assertThat(c.parent()).as("the parent of c: b, dead as it is").isSameAs(b);
        b.setParent(main);
        assertThat(c.switchTo("one more")).as("c's b is main's child now").isEqualTo("one more");
    }

    @Test
    void whatIsForADeadOneStartsAnAncestorThatIsPending() {
        for (var dead : List.of(1, 2)) {
            for (var unguarded : List.of(false, true)) {
                a = greenlets.create(first -> "a was started with " + first);
                b = a;
                for (var i = 0; i < dead; i++) {
                    b = deadChildOf(b);
                }

                assertThat(unguarded ? b.switchToUnguarded("it") : b.switchTo("it"))
                        .as(
                                "main calls %s of b, which is dead; the nearest of its ancestors"
                                        + " that is not dead, a, is pending (%s up); a's result",
                                unguarded ? "switchToUnguarded()" : "switchTo()", dead)
                        .isEqualTo("a was started with it");
            }
        }
    }

    @Test
    void whatIsForADeadOneGoesToTheAncestorThatItHasThen() {
        main = greenlets.current();
        a = answering("a");
        b = answering("b");
        var parent = deadChildOf(a);
        c = deadChildOf(parent);
        assertThat(c.switchTo("one"))
                .as("c and its parent are dead, the parent's parent a gets what is for c")
                .isEqualTo("a got one");

        parent.setParent(b);

        assertThat(c.switchTo("two"))
                .as("c's parent, which is dead, has another parent now, b; a lives, too")
                .isEqualTo("b got two");
        c.setParent(a);
        assertThat(c.switchTo("three")).as("c has the parent a now").isEqualTo("a got three");
    }

    /** Tells main whatever it gets. */
    private Greenlet answering(String name) {
        var answering =
                greenlets.create(first -> {
                    var got = main.switchTo();
                    while (true) {
                        got = main.switchTo(name + " got " + got);
                    }
                });
        answering.switchTo();
        return answering;
    }

    @ParameterizedTest
    @EnumSource
    void whatAnOrphanLeavesGoesToTheAncestorThatItHasAtItsEnd(End end) {
        main = greenlets.current();
        a = waiting("a");
        b = waiting("b");
        var parent = deadChildOf(a);
        c =
                greenlets.create(
                        first -> {
                            main.switchTo("c has begun");
                            return leave("c", end);
                        },
                        parent);
        assertThat(c.switchTo()).as("what c, a child of a dead one, does").isEqualTo("c has begun");

        parent.setParent(b);

        assertThat(c.switchTo())
                .as(
                        "c ends %s; its parent is dead, and has got the parent b since c has begun;"
                                + " b's result",
                        end)
                .isEqualTo(gets("b", "c", end));
        assertThat(a.isDead()).as("whether a has ended, which is no ancestor of c").isFalse();
    }

    @Test
    void theUnguardedSwitchToADeadOneGoesToItsAncestorToo() {
        a = waiting("a");
        b = dead();
        b.setParent(a);

        assertThat(b.switchToUnguarded("a value for b"))
                .as(
                        "main calls switchToUnguarded() of b, which is dead, its parent a lives;"
                                + " a's result")
                .isEqualTo("a got a value for b");
    }

    @Test
    void aValueForADeadChildComesBackAtOnce() {
        a = create(nothing());
        a.switchTo();

        assertThat(a.switchTo("one")).as("a is dead, main its parent").isEqualTo("one");
        assertThat(a.switchTo("two")).as("and again").isEqualTo("two");
    }

    @Test
    void theResultOfAnOrphanGoesToTheGrandparent() {
        main = greenlets.current();
        a = create(() -> b = greenlets.create(first -> "b's result"));
        a.switchTo();

        assertThat(a.isDead()).as("a, the parent of b, is dead").isTrue();
        assertThat(b.switchTo())
                .as("b's parent is dead, so main, the parent's parent, gets b's result")
                .isEqualTo("b's result");
    }

    @ParameterizedTest
    @EnumSource
    void whatAnOrphanLeavesGoesToTheGrandparentWhoeverThatIs(End end) {
        main = greenlets.current();
        a = waiting("a");
        b = greenlets.create(first -> null, a);
        c = greenlets.create(first -> leave("c", end), b);
        endWithoutHeir(b);

        var got = create("d", () -> c.switchTo()).switchTo();

        assertThat(got)
                .as("d switches to c, whose parent b is dead, so b's parent a gets it; a's result")
                .isEqualTo(gets("a", "c", end));
    }

    private Greenlet create(String name, Runnable body) {
        return greenlets.create(first -> {
            body.run();
            return name + " went on";
        });
    }

    private void endWithoutHeir(Greenlet child) {
        var parent = child.parent();
        child.setParent(main);
        child.kill();
        child.setParent(parent);
    }

    @ParameterizedTest
    @EnumSource
    void whatAnOrphanLeavesGoesToAGrandparentThatIsPending(End end) {
        main = greenlets.current();
        a = greenlets.create(first -> "a was started with " + first);
        b = greenlets.create(first -> null, a);
        c = greenlets.create(first -> leave("c", end), b);
        endWithoutHeir(b);

        if (end == End.BY_A_FAILURE) {
            var thrown =
                    Expected.thrown(
                            IllegalStateException.class,
                            "c fails, its parent b is dead, b's parent a is pending, main is a's",
                            c::switchTo);
            assertThat(thrown).as("what reaches main").hasMessage("from c");
        } else {
            assertThat(c.switchTo())
                    .as("c ends, its parent b is dead, b's parent a is pending; a's result")
                    .isEqualTo(
                            end == End.BY_A_RESULT
                                    ? "a was started with c's result"
                                    : "a was started with c's exit");
        }
        assertThat(a.isDead()).as("a has ended").isTrue();
    }

    @Test
    void aChildsResultArrivesWhereverItsParentWaits() {
        main = greenlets.current();
        c = waiting("c");
        a =
                greenlets.create(first -> {
                    b = greenlets.create(one -> "b's result");
                    return "a's throw returned " + c.throwInto(new IllegalStateException("it"));
                });

        assertThat(a.switchTo()).as("c's result, which is for main").isEqualTo("c caught it");
        assertThat(b.switchTo())
                .as("b ends while its parent a waits in a throw; a's result")
                .isEqualTo("a's throw returned b's result");
    }

    @Test
    void oneMayChooseItsParentItselfInTheLastMoment() {
        main = greenlets.current();
        a = waiting("a");
        b =
                greenlets.create(first -> {
                    try {
                        return "b's result";
                    } finally {
                        b.setParent(a);
                    }
                });

        assertThat(b.switchTo())
                .as("b gives itself the parent a in its finally; a's result")
                .isEqualTo("a got b's result");
    }

    @ParameterizedTest
    @EnumSource
    void oneMayChooseItsParentItselfInTheLastMomentHoweverItEnds(End end) {
        main = greenlets.current();
        a = waiting("a");
        b =
                greenlets.create(first -> {
                    try {
                        return leave("b", end);
                    } finally {
                        b.setParent(a);
                    }
                });

        assertThat(b.switchTo())
                .as("b ends %s, and gives itself the parent a in its finally; a's result", end)
                .isEqualTo(gets("a", "b", end));
    }

    @Test
    void aParentThatIsDeadIsAsGoodAsItsOwnParent() {
        main = greenlets.current();
        a = waiting("a");
        b = greenlets.create(first -> null, a);
        endWithoutHeir(b);
        c = greenlets.create(first -> "c's result", b);
        var d = greenlets.create(first -> "d's result");

        assertThat(c.parent()).as("the dead parent that c was created with").isSameAs(b);
        assertThat(c.switchTo()).as("what c leaves goes to a").isEqualTo("a got c's result");

        d.setParent(b);

        assertThat(d.parent()).as("the dead parent that d was given").isSameAs(b);
        assertThat(d.switchTo()).as("what d leaves goes to main").isEqualTo("d's result");
    }

    @Test
    void howManyAncestorsAreDeadDoesNotMatter() {
        main = greenlets.current();
        var line = lineOf(100_000);
        var last = line.getLast();

        assertThat(last.switchTo(1)).as("each ends, and starts its parent").isEqualTo(1);

        assertThat(last.switchTo("a value"))
                .as("what main sends to the last of 100,000 dead ones, main's descendants")
                .isEqualTo("a value");
        var failure = new IllegalStateException("something");
        Expected.same(failure, "what is thrown into it", () -> last.throwInto(failure));
        assertThat(greenlets.create(first -> "its child's result", last).switchTo())
                .as("what its child leaves")
                .isEqualTo("its child's result");
    }

    /** Each the parent of the next one, and none has begun. */
    private List<Greenlet> lineOf(int length) {
        var line = new ArrayList<Greenlet>();
        var parent = main;
        for (var i = 0; i < length; i++) {
            parent = greenlets.create(first -> first, parent);
            line.add(parent);
        }
        return line;
    }

    @Test
    void theTextSaysWhatOneIsHoweverManyAncestorsItHas() {
        main = greenlets.current();
        var line = lineOf(100);

        assertThat(textOf(line.getLast()))
                .as("what the text of the last of 100 says, each the parent of the next one")
                .isEqualTo("pending");
        line.getLast().switchTo();
        assertThat(textOf(line.getLast())).as("what it says when all have ended").isEqualTo("dead");
    }

    private static String textOf(Greenlet greenlet) {
        try {
            return stateIn(greenlet.toString());
        } catch (StackOverflowError e) {
            return "nothing: toString() has thrown a StackOverflowError";
        }
    }

    @Test
    void aCircleIsRefusedHoweverLong() {
        main = greenlets.current();
        var line = lineOf(100_000);

        Expected.thrown(
                IllegalArgumentException.class,
                "the first of 100,000 is to become a child of the last, its descendant",
                () -> line.getFirst().setParent(line.getLast()));

        line.getLast().setParent(line.getFirst());
        assertThat(line.getLast().switchTo("a value"))
                .as("the last one became a child of the first; the first one's result")
                .isEqualTo("a value");
    }

    @Test
    void theResultStartsAParentThatIsPending() {
        a = greenlets.create(first -> "a was started with " + first);
        b = greenlets.create(first -> "b's result", a);

        assertThat(b.switchTo())
                .as("b ends, and its parent a has not begun; a's result")
                .isEqualTo("a was started with b's result");
    }

    @Test
    void anExceptionEndsAParentThatIsPending() {
        var failure = new IllegalStateException("from b");
        a = create(() -> trail.note("a runs"));
        b =
                greenlets.create(
                        first -> {
                            throw failure;
                        },
                        a);

        Expected.same(failure, "b fails, its parent a has not begun, main is a's", b::switchTo);

        trail.expect("what is thrown into a pending greenlet ends it; its body does not run");
        assertThat(a.isDead()).as("a has ended").isTrue();
    }

    @Test
    void mainHasNoParentAndCannotBeGivenOne() {
        main = greenlets.current();
        a = create(nothing());

        Expected.thrown(IllegalStateException.class, "main.setParent(a)", () -> main.setParent(a));
        create(() ->
                        Expected.thrown(
                                IllegalStateException.class,
                                "main.setParent() by a child, with itself",
                                () -> main.setParent(greenlets.current())))
                .switchTo();

        assertThat(main.parent()).as("the parent of main").isNull();
    }

    @Test
    void aCircleOfParentsIsRefused() {
        var root = create(nothing());
        a = greenlets.create(first -> null, root);
        b = greenlets.create(first -> null, a);
        c = greenlets.create(first -> null, b);

        for (var descendant : List.of(a, b, c)) {
            Expected.thrown(
                    IllegalArgumentException.class,
                    "a becomes a child of itself or of one of its descendants; a"
                            + " result could then go round for ever",
                    () -> a.setParent(descendant));
            assertThat(a.parent()).as("the parent of a, after the refusal").isSameAs(root);
        }
    }

    /** In which state one is that is to become a descendant of its own descendant. */
    enum State {
        SUSPENDED,
        DEAD,
        RUNNING,
        PARENT_OF_THE_RUNNING_ONE
    }

    @ParameterizedTest
    @EnumSource
    void aCircleIsRefusedInWhateverStateTheyAre(State state) {
        main = greenlets.current();
        a =
                greenlets.create(first -> {
                    b = greenlets.create(one -> state == State.RUNNING ? null : tryCircle());
                    c = greenlets.create(one -> null, b);
                    switch (state) {
                        case RUNNING -> tryCircle();
                        case PARENT_OF_THE_RUNNING_ONE -> b.switchTo();
                        case SUSPENDED -> main.switchTo();
                        case DEAD -> {}
                    }
                    return null;
                });
        a.switchTo();

        if (state == State.SUSPENDED || state == State.DEAD) {
            tryCircle();
        }

        trail.expect("a circle is refused, and the parent is the one before", "refused");
        assertThat(a.parent()).as("the parent of a").isSameAs(main);
    }

    /** What the greenlets are through which a circle would lead. */
    enum Between {
        BOTH_PENDING(false, false),
        THE_CHILD_DEAD(true, false),
        THE_GRANDCHILD_DEAD(false, true),
        BOTH_DEAD(true, true);

        private final boolean childIsDead;
        private final boolean grandchildIsDead;

        Between(boolean childIsDead, boolean grandchildIsDead) {
            this.childIsDead = childIsDead;
            this.grandchildIsDead = grandchildIsDead;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCircleIsRefusedWhateverThoseAreThroughWhichItLeads(Between between) {
        main = greenlets.current();
        a = create(nothing());
        b = between.childIsDead ? deadChildOf(a) : greenlets.create(first -> null, a);
        c = between.grandchildIsDead ? deadChildOf(b) : greenlets.create(first -> null, b);

        tryCircle();

        trail.expect("a circle is refused, and the parent is the one before", "refused");
    }

    private Object tryCircle() {
        try {
            expectNoCircle();
        } finally {
            a.setParent(main); // a circle that was let in would end in no failure, but in a hang
        }
        trail.note("refused");
        return null;
    }

    private void expectNoCircle() {
        Expected.thrown(
                IllegalArgumentException.class,
                "a is to become a child of its grandchild c; a result could then go round for ever",
                () -> a.setParent(c));
        Expected.thrown(
                IllegalArgumentException.class,
                "a is to become a child of its child b; a result could then go round for ever",
                () -> a.setParent(b));
        Expected.thrown(
                IllegalArgumentException.class,
                "a is to become a child of itself; a result could then go round for ever",
                () -> a.setParent(a));
        assertThat(a.parent()).as("the parent of a, after the refusals").isSameAs(main);
    }

    @Test
    void whoHasLeftTheLineMayBecomeAParent() {
        main = greenlets.current();
        a = create(nothing());
        b = greenlets.create(first -> null, a);
        b.setParent(main);

        a.setParent(b);

        assertThat(a.parent()).as("b is a's child no more, and may become its parent").isSameAs(b);
    }

    @Test
    void nobodyIsNoParent() {
        main = greenlets.current();
        b = create(nothing());
        a = greenlets.create(first -> null, b);

        Expected.thrown(NullPointerException.class, "a.setParent(null)", () -> a.setParent(null));
        Expected.thrown(
                NullPointerException.class,
                "create(body, null)",
                () -> greenlets.create(first -> null, null));
        Expected.thrown(
                NullPointerException.class,
                "create(null, main)",
                () -> greenlets.create(null, main));

        assertThat(a.parent()).as("the parent of a, after the refusals").isSameAs(b);
    }

    @Test
    void aParentOfOtherGreenletsIsRefused() throws Exception {
        var others = candidate.create();
        b = create(nothing());
        a = greenlets.create(first -> null, b);

        for (var stranger :
                List.of(others.current(), others.create(first -> null), new Stranger())) {
            Expected.thrown(
                    IllegalArgumentException.class,
                    "a.setParent() of a greenlet of other Greenlets",
                    () -> a.setParent(stranger));
            Expected.thrown(
                    IllegalArgumentException.class,
                    "create(body, parent) with a parent of other Greenlets",
                    () -> greenlets.create(first -> null, stranger));
        }

        assertThat(a.parent()).as("the parent of a, after the refusals").isSameAs(b);
    }

    @Test
    void whoHasHadOtherParentsIsCollectedToo() {
        main = greenlets.current();
        a = create(nothing());
        awaitCollected(
                "a greenlet that nobody refers to, which has been a's child and main's",
                adoptAndForget());
        assertThat(a.switchTo("for a")).as("what a leaves").isNull();
    }

    private WeakReference<Object> adoptAndForget() {
        var child = create(nothing());
        child.setParent(a);
        child.setParent(main);
        child.setParent(a);
        return new WeakReference<>(child);
    }

    /** What a parent is that nobody but its child refers to. */
    enum Unknown {
        PENDING,
        SUSPENDED,
        SUSPENDED_AND_THE_PARENT_OF_A_DEAD_ONE
    }

    @ParameterizedTest
    @EnumSource
    void aParentIsKeptByItsChild(Unknown unknown) {
        b = childOfOneThatNobodyElseKnows(unknown);
        awaitCollected(
                "another one that was created together with b, and is forgotten",
                childThatIsForgottenToo(unknown));

        assertThat(b.switchTo())
                .as(
                        "b's parent a (%s) is referred to by nobody but b; b ends, and a gets its"
                                + " result; a's result",
                        unknown)
                .isEqualTo("a got b's result");
    }

    private Greenlet childOfOneThatNobodyElseKnows(Unknown unknown) {
        return greenlets.create(
                first -> "b's result",
                switch (unknown) {
                    case PENDING -> greenlets.create(first -> "a got " + first);
                    case SUSPENDED -> waiting("a");
                    case SUSPENDED_AND_THE_PARENT_OF_A_DEAD_ONE -> deadChildOf(waiting("a"));
                });
    }

    private WeakReference<Object> childThatIsForgottenToo(Unknown unknown) {
        return new WeakReference<>(childOfOneThatNobodyElseKnows(unknown));
    }

    @Test
    void whoHasEndedKeepsNothing() {
        awaitCollected("what the body of a dead greenlet used", runToTheEnd());
    }

    private WeakReference<Object> runToTheEnd() {
        var used = new Object();
        a =
                greenlets.create(first -> {
                    trail.note(used.hashCode());
                    return used;
                });
        a.switchTo(used);
        return new WeakReference<>(used);
    }

    @ParameterizedTest
    @EnumSource
    void whoHasFailedKeepsNothing(Kind kind) {
        awaitCollected("what a dead greenlet threw, and its body", failAtOnce(kind));
    }

    private WeakReference<Object> failAtOnce(Kind kind) {
        var failure = kind.create("from a");
        a =
                greenlets.create(first -> {
                    throw failure;
                });
        Expected.same(failure, "main's switch to its child a, which fails", a::switchTo);
        return new WeakReference<>(failure);
    }
}
