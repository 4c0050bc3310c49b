package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import course.greenlet.Greenlets.Body;
import course.greenlet.Greenlets.Tracer;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

@Exercise(id = "3.1", title = "Greenlets: switch", section = "Greenlet")
class GreenletsSpec {
    private static final String WHO_GOES_ON =
            "a switch lets its target go on where that one had stopped, and nobody else";

    private final Candidate<Greenlets> candidate;
    private final Greenlets greenlets;
    private final Background background;
    private final Trail trail = new Trail();
    private Greenlet main;
    private Greenlet a;
    private Greenlet b;
    private Greenlet c;

    GreenletsSpec(Candidate<Greenlets> candidate, Background background) throws Exception {
        this.candidate = candidate;
        this.greenlets = candidate.create();
        this.background = background;
    }

    /** A greenlet that neither asks for a value nor has a result. */
    private Greenlet create(Runnable body) {
        return greenlets.create(Body.of(body));
    }

    private static Runnable nothing() {
        return () -> {};
    }

    // 3.1: create and switch

    @Test
    void theTutorialsProgramPrints12And56And34And78() {
        a =
                create(() -> {
                    trail.note(12);
                    b.switchTo();
                    trail.note(34);
                    b.switchTo();
                });
        b =
                create(() -> {
                    trail.note(56);
                    a.switchTo();
                    trail.note(78);
                });

        a.switchTo();

        trail.note("main");
        trail.expect(WHO_GOES_ON, 12, 56, 34, 78, "main");
    }

    @Test
    void nothingRunsBeforeTheFirstSwitch() {
        a = create(() -> trail.note("a"));

        trail.note("main");
        a.switchTo();

        trail.expect("create() does not start anything", "main", "a");
    }

    @Test
    void childAndMainAlternate() {
        main = greenlets.current();
        a =
                create(() -> {
                    for (var i = 0; i < 3; i++) {
                        trail.note("a" + i);
                        main.switchTo();
                    }
                });

        for (var i = 0; i < 3; i++) {
            a.switchTo();
            trail.note("main" + i);
        }

        trail.expect(WHO_GOES_ON, "a0", "main0", "a1", "main1", "a2", "main2");
    }

    @Test
    void anyOfThemSwitchesToAnyOther() {
        main = greenlets.current();
        a = create(() -> noteAndSwitch("a", List.of(b, c, main)));
        b = create(() -> noteAndSwitch("b", List.of(c, a)));
        c = create(() -> noteAndSwitch("c", List.of(b, a)));

        a.switchTo();

        trail.note("main");
        trail.expect(WHO_GOES_ON, "a1", "b1", "c1", "b2", "a2", "c2", "a3", "main");
    }

    private void noteAndSwitch(String name, List<Greenlet> targets) {
        var turn = 1;
        for (var target : targets) {
            trail.note(name + turn++);
            target.switchTo();
        }
    }

    @Test
    void aSwitchIsPossibleInAnyFunctionHoweverDeep() {
        main = greenlets.current();
        a = create(() -> descend("a", 3));
        b = create(() -> descend("b", 3));

        for (var turn = 0; turn < 4; turn++) {
            a.switchTo();
            b.switchTo();
        }

        trail.expect(
                "each has a stack of its own, and goes on in the middle of it",
                "a3",
                "b3",
                "a2",
                "b2",
                "a1",
                "b1",
                "a3 2 1",
                "b3 2 1");
    }

    private String descend(String name, int depth) {
        trail.note(name + depth);
        main.switchTo();
        var path = depth == 1 ? "1" : depth + " " + descendQuietly(name, depth - 1);
        if (depth == 3) {
            trail.note(name + path);
        }
        return path;
    }

    private String descendQuietly(String name, int depth) {
        return descend(name, depth);
    }

    @Test
    void streamsReflectionAndConstructorsDoNotStandInTheWay() throws Exception {
        main = greenlets.current();
        var method = Runnable.class.getMethod("run");
        a =
                greenlets.create(first -> {
                    IntStream.of(2, 1).sorted().forEach(one -> noteAndLeave("stream " + one));
                    method.invoke((Runnable) () -> noteAndLeave("reflection"));
                    return new Leaving();
                });

        while (!a.isDead()) {
            a.switchTo();
            trail.note("main");
        }

        trail.expect(
                WHO_GOES_ON,
                "stream 1",
                "main",
                "stream 2",
                "main",
                "reflection",
                "main",
                "constructor",
                "main",
                "main");
    }

    private void noteAndLeave(String where) {
        trail.note(where);
        main.switchTo();
    }

    private final class Leaving {
        Leaving() {
            noteAndLeave("constructor");
        }
    }

    @Test
    void theMainGreenletIsWhatTheThreadDoesByItself() {
        main = greenlets.current();

        assertThat(main).as("the current greenlet where there is no other").isNotNull();
        assertThat(greenlets.current()).as("asked again").isSameAs(main);
        assertThat(main.isActive()).as("the main greenlet is active").isTrue();
        assertThat(main.isDead()).as("the main greenlet is dead").isFalse();
    }

    @Test
    void eachKnowsThatItIsTheCurrentOne() {
        main = greenlets.current();
        var seen = new ArrayList<Greenlet>();
        a =
                create(() -> {
                    seen.add(greenlets.current());
                    b.switchTo();
                    seen.add(greenlets.current());
                });
        b =
                create(() -> {
                    seen.add(greenlets.current());
                    a.switchTo();
                });

        a.switchTo();
        seen.add(greenlets.current());

        assertThat(seen)
                .as("current() in a, b, a again, and main")
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .containsExactly(a, b, a, main);
    }

    @Test
    void allOfThemRunOnOneThread() {
        var threads = new HashSet<Thread>();
        threads.add(Thread.currentThread());
        main = greenlets.current();
        for (var i = 0; i < 10; i++) {
            create(
                            () -> {
                                threads.add(Thread.currentThread());
                                main.switchTo();
                            })
                    .switchTo();
        }

        assertThat(threads.size())
                .as("how many threads main and 10 greenlets ran on; a greenlet is no thread")
                .isEqualTo(1);
    }

    @Test
    void howManySwitchesThereWereDoesNotMatter() {
        var many = 20_000;
        a =
                create(() -> {
                    for (var i = 0; i < many; i++) {
                        trail.note("a");
                        b.switchTo();
                    }
                });
        b =
                create(() -> {
                    while (true) {
                        a.switchTo();
                    }
                });

        a.switchTo();

        assertThat(trail.length())
                .as("turns of a, which switches to b %s times", many)
                .isEqualTo(many);
    }

    @Test
    void tenThousandCanWaitAtOnce() {
        main = greenlets.current();
        var all = new ArrayList<Greenlet>();
        for (var i = 0; i < 10_000; i++) {
            var number = i;
            all.add(
                    create(() -> {
                        main.switchTo();
                        if (number % 2500 == 0) {
                            trail.note(number);
                        }
                    }));
        }

        all.forEach(Greenlet::switchTo);
        all.reversed().forEach(Greenlet::switchTo);

        trail.expect("each goes on by itself, in any order", 7500, 5000, 2500, 0);
        assertThat(all).as("all have ended").allMatch(Greenlet::isDead);
    }

    @Test
    void aSwitchToOneselfReturnsAtOnce() {
        main = greenlets.current();
        a =
                create(() -> {
                    a.switchTo();
                    trail.note("a");
                });

        a.switchTo();
        main.switchTo();
        trail.note("main");

        trail.expect("the current one goes on, when it switches to itself", "a", "main");
    }

    @Test
    void itIsActiveBetweenItsStartAndItsEnd() {
        main = greenlets.current();
        a =
                create(() -> {
                    noteState();
                    main.switchTo();
                });

        noteState();
        a.switchTo();
        noteState();
        a.switchTo();
        noteState();

        trail.expect(
                "isActive(), isDead() and the text of a greenlet: before, inside, outside, after",
                "active false, dead false, pending",
                "active true, dead false, active",
                "active true, dead false, suspended",
                "active false, dead true, dead");
        assertThat(stateIn(main.toString())).as("the text of the main greenlet").isEqualTo("main");
    }

    private void noteState() {
        trail.note(
                "active %s, dead %s, %s"
                        .formatted(a.isActive(), a.isDead(), stateIn(a.toString())));
    }

    private static String stateIn(String text) {
        return List.of("main", "pending", "active", "suspended", "dead").stream()
                .filter(state -> text.matches(".*\\b%s\\b.*".formatted(state)))
                .findFirst()
                .orElse("no state in \"" + text + "\"");
    }

    @Test
    void withoutABodyThereIsNoGreenlet() {
        assertThatThrownBy(() -> greenlets.create(null), "create(null)")
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void whoIsForgottenIsCollected() {
        awaitCollected("a suspended greenlet that nobody refers to", startAndForget());
    }

    private WeakReference<Object> startAndForget() {
        main = greenlets.current();
        var big = new Object();
        create(
                        () -> {
                            main.switchTo();
                            trail.note(big);
                        })
                .switchTo();
        return new WeakReference<>(big);
    }

    private void awaitCollected(String what, WeakReference<?> reference) {
        background.await(
                what + " can be collected as garbage",
                () -> {
                    System.gc();
                    return reference.get() == null;
                });
    }

    @Nested
    @Exercise(id = "3.2", title = "Greenlets: values", section = "Greenlet")
    class Values {
        private static final String FIRST_AND_LATER =
                "the first switch's value is the body's parameter; each later one is what the"
                        + " switch returns in which the greenlet waits";

        @Test
        void theFirstOneIsTheBodysParameter() {
            a =
                    greenlets.create(first -> {
                        trail.note(first);
                        return null;
                    });

            a.switchTo("first");

            trail.expect(FIRST_AND_LATER, "first");
        }

        @Test
        void laterOnesAreTheResultsOfTheSwitchesThatWait() {
            main = greenlets.current();
            a =
                    greenlets.create(first -> {
                        trail.note("a: " + first);
                        trail.note("a: " + main.switchTo("one"));
                        trail.note("a: " + main.switchTo("two"));
                        return "end";
                    });

            for (var value : List.of("first", "second", "third")) {
                trail.note("main: " + a.switchTo(value));
            }

            trail.expect(
                    FIRST_AND_LATER,
                    "a: first",
                    "main: one",
                    "a: second",
                    "main: two",
                    "a: third",
                    "main: end");
        }

        @Test
        void theResultOfTheBodyGoesToMainThatCreatedIt() {
            a = greenlets.create(first -> "the result of " + first);

            assertThat(a.switchTo("first"))
                    .as("what main's switch returns when the body has returned")
                    .isEqualTo("the result of first");
        }

        @Test
        void theSameObjectArrives() {
            main = greenlets.current();
            var there = new Object();
            var back = new Object();
            a =
                    greenlets.create(first -> {
                        assertThat(first).as("what the body gets").isSameAs(there);
                        main.switchTo(back);
                        return null;
                    });

            assertThat(a.switchTo(there)).as("what comes back").isSameAs(back);
        }

        @Test
        void nullIsAValueLikeOthers() {
            main = greenlets.current();
            a =
                    greenlets.create(first -> {
                        trail.note("a: " + first);
                        trail.note("a: " + main.switchTo());
                        return null;
                    });

            trail.note("main: " + a.switchTo());
            trail.note("main: " + a.switchTo("later"));

            trail.expect(FIRST_AND_LATER, "a: null", "main: null", "a: later", "main: null");
        }

        @Test
        void whatOneHandsOnReachesTheNextAndNobodyElse() {
            main = greenlets.current();
            a = greenlets.create(first -> b.switchTo(first + "a"));
            b = greenlets.create(first -> c.switchTo(first + "b"));
            c = greenlets.create(first -> main.switchTo(first + "c"));

            trail.note(a.switchTo("0"));
            trail.note(b.switchTo("for b"));
            trail.note(a.switchTo("for a"));
            trail.note(c.switchTo("for c"));

            trail.expect(FIRST_AND_LATER, "0abc", "for b", "for a", "for c");
        }

        @Test
        void aValueReachesTheFunctionThatWaits() {
            main = greenlets.current();
            a = greenlets.create(first -> outer(first));

            trail.note(a.switchTo(1));
            trail.note(a.switchTo(10));
            trail.note(a.switchTo(100));

            trail.expect(
                    "nested functions each get what was sent to them: inner 1 + 10 = 11,"
                            + " outer 11 * 100 = 1100",
                    "inner",
                    "outer",
                    1100);
        }

        private Object outer(Object first) {
            var sum = inner((int) first);
            return sum * (int) main.switchTo("outer");
        }

        private int inner(int one) {
            return one + (int) main.switchTo("inner");
        }

        @Test
        void toOneselfItIsTheResult() {
            a = greenlets.create(first -> a.switchTo("from a to a"));

            assertThat(a.switchTo()).as("a switches to itself").isEqualTo("from a to a");
            assertThat(greenlets.current().switchTo("from main to main"))
                    .as("main switches to itself")
                    .isEqualTo("from main to main");
        }

        @Test
        void nobodyKeepsAValueThatHasArrived() {
            main = greenlets.current();
            a =
                    create(() -> {
                        while (true) {
                            main.switchTo();
                        }
                    });
            a.switchTo();

            awaitCollected("a value that has arrived", handOver());
        }

        private WeakReference<Object> handOver() {
            var value = new Object();
            a.switchTo(value);
            return new WeakReference<>(value);
        }
    }

    @Nested
    @Exercise(id = "3.3", title = "Greenlets: parents", section = "Greenlet")
    class Parents {
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

    @Nested
    @Exercise(id = "3.4", title = "Greenlets: throw, kill", section = "Greenlet")
    class Throwing {
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

            assertThatThrownBy(a::switchTo, "main, the parent of b, in its switch to a")
                    .isSameAs(thrown);

            trail.expect("what b does not catch goes to b's parent, main");
            assertThat(b.isDead()).as("b is dead").isTrue();
            assertThat(a.isActive()).as("a still waits in its throw").isTrue();
        }

        @Test
        void aCheckedExceptionIsThrownAsItIs() {
            main = greenlets.current();
            var thrown = new IOException("something");
            a = create(() -> main.switchTo());
            a.switchTo();

            assertThatThrownBy(() -> a.throwInto(thrown), "not caught by a, it reaches the parent")
                    .isSameAs(thrown);
        }

        @Test
        void thrownIntoAPendingOneItEndsItAndTheBodyDoesNotRun() {
            var thrown = new IllegalStateException("something");
            a = create(() -> trail.note("the body of a runs"));

            assertThatThrownBy(() -> a.throwInto(thrown), "the parent gets it").isSameAs(thrown);

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

        @Test
        void anExitOfOnesOwnKindIsAnExit() {
            main = greenlets.current();
            class OwnExit extends GreenletExit {
                private static final long serialVersionUID = 1;
            }
            a = create(() -> main.switchTo());
            a.switchTo();

            assertThat(a.throwInto(new OwnExit())).isInstanceOf(OwnExit.class);
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

            trail.expect(
                    "catch (RuntimeException e) lets an exit pass", "a caught one", "a got two");
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
            assertThatThrownBy(() -> b.throwInto(thrown), "b and a are dead, main is a's parent")
                    .isSameAs(thrown);
        }

        @Test
        void intoOneselfItIsThrownAtOnce() {
            var thrown = new IllegalStateException("something");
            a =
                    create(() -> {
                        assertThatThrownBy(() -> a.throwInto(thrown), "a throws into itself")
                                .isSameAs(thrown);
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

            assertThatThrownBy(a::switchTo, "main waits in its switch to a").isSameAs(thrown);

            a.switchTo();
            trail.expect("a goes on when main switches to it again", "a goes on");
        }

        @Test
        void nothingCannotBeThrown() {
            main = greenlets.current();
            a = greenlets.create(first -> main.switchTo());
            a.switchTo();

            assertThatThrownBy(() -> a.throwInto(null), "a.throwInto(null)")
                    .isInstanceOf(NullPointerException.class);

            assertThat(a.switchTo("a value")).as("a's result").isEqualTo("a value");
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

            trail.expect(
                    AT_THE_SWITCH, "a caught one", "a got two", "a caught three", "a got four");
        }
    }

    @Nested
    @Exercise(id = "3.5", title = "Greenlets: threads, trace", section = "Greenlet")
    class Trees {
        private static final String NOTHING_MOVED =
                "a refused switch changes nothing: both can be used as before";
        private static final String TRACE =
                "every change is told once: how, from whom, to whom; an end is a switch to the"
                        + " parent, or a throw";

        /** Runs something on another thread, while this one waits. */
        private void elsewhere(Background.Body body) {
            background.start("another thread", body).awaitEnd();
        }

        @Test
        void eachThreadHasItsOwnMainGreenlet() {
            main = greenlets.current();
            var mains = new ArrayList<>(List.of(main));

            elsewhere(() -> {
                mains.add(greenlets.current());
                assertThat(greenlets.create(first -> null).parent())
                        .as("the parent of what another thread creates")
                        .isSameAs(greenlets.current());
            });
            elsewhere(() -> mains.add(greenlets.current()));

            assertThat(mains).as("the main greenlets of three threads").doesNotHaveDuplicates();
            assertThat(greenlets.current()).as("the main greenlet here").isSameAs(main);
        }

        @Test
        void threadsDoNotGetInEachOthersWay() {
            var tasks =
                    IntStream.range(0, 3)
                            .mapToObj(i -> background.start("thread " + i, this::sumUp))
                            .toList();

            tasks.forEach(Background.Task::awaitEnd);
        }

        private void sumUp() {
            var here = greenlets.current();
            var adder =
                    greenlets.create(first -> {
                        var sum = (int) first;
                        while (true) {
                            sum += (int) here.switchTo(sum);
                        }
                    });
            var sum = 0;
            for (var i = 1; i <= 3000; i++) {
                sum += i;
                assertThat(adder.switchTo(i)).as("the sum of 1 to %s", i).isEqualTo(sum);
            }
        }

        @Test
        void anotherThreadsGreenletIsRefusedBeforeAnythingMoves() {
            main = greenlets.current();
            a = greenlets.create(first -> "a started with " + first);
            b = greenlets.create(first -> "b got " + main.switchTo());
            c = greenlets.create(first -> "c's result");
            b.switchTo();
            c.switchTo();

            elsewhere(() -> {
                var there = greenlets.current();
                for (var stranger : List.of(main, a, b, c)) {
                    assertThatThrownBy(
                                    () -> stranger.switchTo("from elsewhere"),
                                    "another thread switches to a %s",
                                    stateIn(stranger.toString()))
                            .isInstanceOf(WrongThreadException.class);
                    assertThatThrownBy(
                                    () -> stranger.throwInto(new IllegalStateException()),
                                    "another thread throws into a %s",
                                    stateIn(stranger.toString()))
                            .isInstanceOf(WrongThreadException.class);
                    assertThatThrownBy(stranger::kill, "another thread kills")
                            .isInstanceOf(WrongThreadException.class);
                }
                assertThat(greenlets.current()).as("who is current there").isSameAs(there);
                assertThat(greenlets.create(first -> first).switchTo("as before"))
                        .as(NOTHING_MOVED)
                        .isEqualTo("as before");
            });

            assertThat(greenlets.current()).as("who is current here").isSameAs(main);
            assertThat(a.switchTo("here")).as(NOTHING_MOVED).isEqualTo("a started with here");
            assertThat(b.switchTo("here")).as(NOTHING_MOVED).isEqualTo("b got here");
        }

        @Test
        void aGreenletThatAsksForAnotherThreadsGoesOnAfterTheRefusal() {
            main = greenlets.current();

            elsewhere(() -> {
                var there = greenlets.current();
                var asking =
                        greenlets.create(first -> {
                            assertThatThrownBy(main::switchTo, "a switch to another thread's main")
                                    .isInstanceOf(WrongThreadException.class);
                            return "asked, got " + there.switchTo("asked");
                        });
                assertThat(asking.switchTo()).as(NOTHING_MOVED).isEqualTo("asked");
                assertThat(asking.switchTo("it")).as(NOTHING_MOVED).isEqualTo("asked, got it");
            });
        }

        @Test
        void whoseThreadHasEndedCannotBeReached() {
            var left = new AtomicReference<Greenlet>();
            elsewhere(() -> {
                var there = greenlets.current();
                left.set(greenlets.create(first -> there.switchTo()));
                left.get().switchTo();
            });

            assertThatThrownBy(left.get()::kill, "its thread has ended; nobody can run its finally")
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageContaining("another thread")
                    .hasMessageContaining("ended");

            assertThat(left.get().isDead()).as("it is dead").isFalse();
        }

        @Test
        void aParentOfAnotherThreadIsRefused() {
            main = greenlets.current();
            a = create(nothing());

            elsewhere(() -> {
                var there = greenlets.create(first -> null);
                assertThatThrownBy(() -> there.setParent(main), "a parent of another thread")
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(
                                () -> greenlets.create(first -> null, main),
                                "a parent of another thread")
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> a.setParent(main), "another thread gives a a parent")
                        .isInstanceOf(WrongThreadException.class);
                assertThat(there.parent()).as("its parent").isSameAs(greenlets.current());
            });

            assertThat(a.parent()).as("a's parent").isSameAs(main);
        }

        @Test
        void everyChangeIsTraced() {
            a =
                    greenlets.create(first -> {
                        b.switchTo();
                        return null;
                    });
            b =
                    greenlets.create(first -> {
                        main.switchTo();
                        return a.switchTo();
                    });
            nameAll();
            greenlets.trace(trail);

            a.switchTo();
            b.switchTo();

            greenlets.trace(null);
            b.switchTo();
            trail.expect(
                    TRACE,
                    "SWITCH main → a",
                    "SWITCH a → b",
                    "SWITCH b → main",
                    "SWITCH main → b",
                    "SWITCH b → a",
                    "SWITCH a → main");
        }

        private void nameAll() {
            main = greenlets.current();
            trail.name(main, "main");
            trail.name(a, "a");
            trail.name(b, "b");
        }

        @Test
        void whatIsThrownIsTracedAsThrown() {
            main = greenlets.current();
            a = greenlets.create(first -> main.switchTo());
            b = greenlets.create(first -> null, a);
            nameAll();
            a.switchTo();
            greenlets.trace(trail);

            assertThatThrownBy(() -> b.throwInto(new IllegalStateException("it"))).hasMessage("it");

            greenlets.trace(null);
            trail.expect(TRACE, "THROW main → b", "THROW b → a", "THROW a → main");
        }

        @Test
        void anExitGoesInAsAThrowAndComesOutAsAValue() {
            a = create(nothing());
            nameAll();
            greenlets.trace(trail);

            a.kill();

            greenlets.trace(null);
            trail.expect(TRACE, "THROW main → a", "SWITCH a → main");
        }

        @Test
        void whatGoesToADeadOneIsTracedWhereItArrives() {
            main = greenlets.current();
            a = greenlets.create(first -> main.switchTo());
            b = greenlets.create(first -> null);
            nameAll();
            a.switchTo();
            b.switchTo();
            b.setParent(a);
            greenlets.trace(trail);

            b.switchTo();

            greenlets.trace(null);
            trail.expect(TRACE, "SWITCH main → a", "SWITCH a → main");
        }

        @Test
        void aTracerIsToldByTheTargetBeforeThatGoesOn() {
            a = greenlets.create(first -> "a's " + first);
            greenlets.trace((event, origin, target) ->
                    trail.note(greenlets.current() == target ? "the target" : "somebody else"));

            var result = a.switchTo("result");

            greenlets.trace(null);
            assertThat(result).as("values are not touched").isEqualTo("a's result");
            trail.expect("who is current when the tracer is told", "the target", "the target");
        }

        @Test
        void aTracerReplacesTheOneBefore() {
            Tracer one = (event, origin, target) -> trail.note("one");
            Tracer other = (event, origin, target) -> trail.note("other");

            assertThat(greenlets.trace(one)).as("who was told at first").isNull();
            assertThat(greenlets.trace(other)).as("who was told before").isSameAs(one);
            create(nothing()).switchTo();
            assertThat(greenlets.trace(null)).as("who was told before").isSameAs(other);
            create(nothing()).switchTo();

            trail.expect("the last tracer is told, there and back", "other", "other");
        }

        @Test
        void aTracerIsToldOfItsOwnThreadOnly() {
            greenlets.trace((event, origin, target) -> trail.note("told"));

            elsewhere(() -> greenlets.create(first -> null).switchTo());

            greenlets.trace(null);
            trail.expect("another thread's switches are none of this tracer's business");
        }

        @Test
        void aTracerThatFailsIsToldNothingMore() {
            main = greenlets.current();
            a =
                    greenlets.create(first -> {
                        try {
                            return main.switchTo();
                        } catch (IllegalStateException e) {
                            return "a caught: " + e.getMessage();
                        }
                    });
            a.switchTo();
            greenlets.trace((event, origin, target) -> {
                trail.note("told");
                if (trail.length() == 1) {
                    throw new IllegalStateException("the tracer fails");
                }
            });

            assertThat(a.switchTo())
                    .as("the tracer's failure is thrown into the target a; a's result")
                    .isEqualTo("a caught: the tracer fails");

            trail.expect("a tracer that has failed is not asked again", "told");
            assertThat(greenlets.trace(null)).as("who was told at last").isNull();
        }

        @Test
        void aTracerThatFailsEndsWhoWasToBegin() {
            a = create(() -> trail.note("a runs"));
            greenlets.trace((event, origin, target) -> {
                throw new IllegalStateException("the tracer fails");
            });

            assertThatThrownBy(a::switchTo, "as if the failure had been thrown into the pending a")
                    .hasMessage("the tracer fails");

            trail.expect("a's body does not run");
            assertThat(a.isDead()).as("a is dead").isTrue();
        }

        @Test
        void aTracerMaySwitchAndNoValueIsMixedUp() {
            main = greenlets.current();
            a = greenlets.create(first -> "a got " + first);
            b =
                    greenlets.create(first -> {
                        while (true) {
                            trail.note("b got " + first);
                            first = a.switchTo("from b");
                        }
                    });
            greenlets.trace((event, origin, target) -> {
                if (target == a) {
                    greenlets.trace(null);
                    trail.note("the tracer got " + b.switchTo("from the tracer"));
                }
            });

            trail.note(a.switchTo("from main"));

            trail.expect(
                    "what is on its way to a waits until the tracer has returned",
                    "b got from the tracer",
                    "the tracer got from b",
                    "a got from main");
        }

        @Test
        void underAStaticInitialiserASwitchIsRefused() {
            expectRefusedUnder(StaticInitialiser::run);
        }

        @Test
        void underANativeMethodASwitchIsRefused() {
            expectRefusedUnder(NativeMethod::run);
        }

        /** Where the JVM can't put the stack away; runs what it is given. */
        private interface Place {
            void run(Runnable code);
        }

        private void expectRefusedUnder(Place place) {
            main = greenlets.current();
            b = greenlets.create(first -> "b started with " + first);
            c = greenlets.create(first -> "c got " + main.switchTo());
            a =
                    greenlets.create(first -> {
                        place.run(this::expectAllRefused);
                        return "a got " + main.switchTo("a goes on");
                    });
            c.switchTo();
            nameAll();
            greenlets.trace(trail);

            assertThat(a.switchTo("for a")).as(NOTHING_MOVED).isEqualTo("a goes on");

            greenlets.trace(null);
            trail.expect("what was refused has not happened", "SWITCH main → a", "SWITCH a → main");
            assertThat(b.switchTo("main's own"))
                    .as(NOTHING_MOVED)
                    .isEqualTo("b started with main's own");
            assertThat(c.switchTo("main's own")).as(NOTHING_MOVED).isEqualTo("c got main's own");
            assertThat(a.switchTo("main's own")).as(NOTHING_MOVED).isEqualTo("a got main's own");
        }

        private void expectAllRefused() {
            for (var target : List.of(main, b, c)) {
                expectRefused("a switch", () -> target.switchTo("refused"));
                expectRefused("a throw", () -> target.throwInto(new IOException("refused")));
            }
            assertThat(a.switchTo("itself"))
                    .as("a switch to itself needs no other stack")
                    .isEqualTo("itself");
        }

        private void expectRefused(String what, ThrowingCallable call) {
            assertThatThrownBy(call, what + " from a stack that the JVM can't put away")
                    .isInstanceOf(IllegalStateException.class);
            assertThat(greenlets.current()).as("who is current after the refusal").isSameAs(a);
        }

        @Test
        void mainMaySwitchFromAnywhere() {
            main = greenlets.current();
            a = greenlets.create(first -> "a got " + main.switchTo());

            StaticInitialiser.run(() -> a.switchTo());

            assertThat(a.switchTo("it")).as("main's stack stays where it is").isEqualTo("a got it");
        }
    }
}
