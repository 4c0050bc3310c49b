package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.ref.WeakReference;
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

        assertThatThrownBy(a::switchTo, "the parent's switch, when the child has failed")
                .isSameAs(failure);
        assertThat(a.isDead()).as("a has ended").isTrue();
    }

    @Test
    void aCheckedExceptionIsNotWrapped() {
        var failure = new IOException("from a");
        a =
                greenlets.create(first -> {
                    throw failure;
                });

        assertThatThrownBy(a::switchTo, "the parent's switch, when the child has failed")
                .isSameAs(failure);
    }

    @Test
    void anErrorReachesTheParentToo() {
        a =
                create(() -> {
                    throw new StackOverflowError("from a");
                });

        assertThatThrownBy(a::switchTo, "the parent's switch, when the child has failed")
                .isInstanceOf(StackOverflowError.class);
        assertThat(a.isDead()).as("a has ended").isTrue();
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

        assertThatThrownBy(b::switchTo, "b fails, its parent a has not begun, main is a's")
                .isSameAs(failure);

        trail.expect("what is thrown into a pending greenlet ends it; its body does not run");
        assertThat(a.isDead()).as("a has ended").isTrue();
    }

    @Test
    void mainHasNoParentAndCannotBeGivenOne() {
        main = greenlets.current();
        a = create(nothing());

        assertThatThrownBy(() -> main.setParent(a), "main.setParent(a)")
                .isInstanceOf(IllegalStateException.class);

        assertThat(main.parent()).as("the parent of main").isNull();
    }

    @Test
    void aCircleOfParentsIsRefused() {
        main = greenlets.current();
        a = create(nothing());
        b = greenlets.create(first -> null, a);
        c = greenlets.create(first -> null, b);

        for (var descendant : List.of(a, b, c)) {
            assertThatThrownBy(
                            () -> a.setParent(descendant),
                            "a becomes a child of itself or of one of its descendants; a"
                                    + " result could then go round for ever")
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(a.parent()).as("the parent of a, after the refusals").isSameAs(main);
    }

    @Test
    void nobodyIsNoParent() {
        main = greenlets.current();
        a = create(nothing());

        assertThatThrownBy(() -> a.setParent(null), "a.setParent(null)")
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> greenlets.create(first -> null, null), "create(…, null)")
                .isInstanceOf(NullPointerException.class);

        assertThat(a.parent()).as("the parent of a, after the refusals").isSameAs(main);
    }

    @Test
    void aParentOfOtherGreenletsIsRefused() throws Exception {
        var stranger = candidate.create().current();
        a = create(nothing());

        assertThatThrownBy(() -> a.setParent(stranger), "a parent of other Greenlets")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> greenlets.create(first -> null, stranger),
                        "a parent of other Greenlets")
                .isInstanceOf(IllegalArgumentException.class);
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
}
