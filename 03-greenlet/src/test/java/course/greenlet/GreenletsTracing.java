package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Greenlets.Tracer;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Trace. */
abstract class GreenletsTracing extends GreenletsTrees {
    private static final String TRACE =
            "every change is told once: how, from whom, to whom; an end is a switch to the"
                    + " parent, or a throw";

    GreenletsTracing(Candidate<Greenlets> candidate, Background background) throws Exception {
        super(candidate, background);
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

    @Test
    void whatIsThrownIsTracedAsThrown() {
        main = greenlets.current();
        a = greenlets.create(first -> main.switchTo());
        b = greenlets.create(first -> null, a);
        nameAll();
        a.switchTo();
        greenlets.trace(trail);

        var thrown = new IllegalStateException("it");
        Expected.same(
                thrown,
                "b is pending, its parent a suspended, main is a's",
                () -> b.throwInto(thrown));

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
    void whatIsThrownIntoADeadOneIsTracedWhereItArrivesToo() {
        a = waiting("a");
        b = dead();
        nameAll();
        b.setParent(a);
        greenlets.trace(trail);

        b.throwInto(new IllegalStateException("it"));

        greenlets.trace(null);
        trail.expect(
                "main throws into b, which is dead; its parent a gets it, and is the target",
                "THROW main → a",
                "SWITCH a → main");
    }

    @Test
    void anExitForADeadOneIsTracedAsTheValueThatItIs() {
        a = waiting("a");
        b = dead();
        nameAll();
        b.setParent(a);
        greenlets.trace(trail);

        b.kill();

        greenlets.trace(null);
        trail.expect(
                "for a dead one an exit is an ordinary value, and its parent a gets it",
                "SWITCH main → a",
                "SWITCH a → main");
    }

    @Test
    void whatOneSendsItselfIsNotTraced() {
        a =
                greenlets.create(first -> {
                    a.switchTo();
                    Expected.thrown(
                            IllegalStateException.class,
                            "a throws into itself",
                            () -> a.throwInto(new IllegalStateException("it")));
                    return null;
                });
        b = dead();
        nameAll();
        greenlets.trace(trail);

        main.switchTo();
        b.switchTo();
        b.switchToUnguarded(null);
        b.kill();
        Expected.thrown(
                IllegalStateException.class,
                "main throws into its dead child b",
                () -> b.throwInto(new IllegalStateException("it")));
        a.switchTo();

        greenlets.trace(null);
        trail.expect(TRACE, "SWITCH main → a", "SWITCH a → main");
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfAnOrphanIsTracedToWhoeverGetsWhatItLeaves(End end) {
        a = waiting("a");
        b = greenlets.create(first -> leave("b", end), deadChildOf(deadChildOf(a)));
        nameAll();
        greenlets.trace(trail);

        b.switchTo();

        greenlets.trace(null);
        trail.expect(
                "b ends %s, its parent is dead, and a, its nearest ancestor that lives, gets it"
                        .formatted(end),
                "SWITCH main → b",
                end == End.BY_A_FAILURE ? "THROW b → a" : "SWITCH b → a",
                "SWITCH a → main");
    }

    @Test
    void theOtherWaysOfSwitchingAreTracedInTheSameWay() {
        main = greenlets.current();
        a = greenlets.create(first -> main.switchToUnguarded(null));
        b =
                create(() -> {
                    throw new IllegalStateException("it");
                });
        nameAll();
        greenlets.trace(trail);

        a.switchToUnguarded(null);
        a.kill();
        Expected.thrown(IllegalStateException.class, "main's child b fails", b::switchTo);

        greenlets.trace(null);
        trail.expect(
                TRACE,
                "SWITCH main → a",
                "SWITCH a → main",
                "THROW main → a",
                "SWITCH a → main",
                "SWITCH main → b",
                "THROW b → main");
    }

    @Test
    void aTracerIsToldByTheTargetBeforeThatGoesOn() {
        main = greenlets.current();
        a =
                greenlets.create(first -> {
                    trail.note("a goes on");
                    main.switchTo();
                    trail.note("a goes on");
                    return "a's " + first;
                });
        greenlets.trace((event, origin, target) ->
                trail.note(
                        "%s from one that is %s"
                                .formatted(
                                        greenlets.current() == target
                                                ? "the target, " + stateIn(target.toString())
                                                : "somebody else",
                                        stateIn(origin.toString()))));

        a.switchTo("result");
        trail.note("main goes on");
        var result = a.switchTo();

        greenlets.trace(null);
        assertThat(result).as("values are not touched").isEqualTo("a's result");
        trail.expect(
                "who is current when the tracer is told, what it is then, and what the one is that"
                        + " it follows; and who goes on after that",
                "the target, active from one that is suspended",
                "a goes on",
                "the target, active from one that is suspended",
                "main goes on",
                "the target, active from one that is suspended",
                "a goes on",
                "the target, active from one that is dead");
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
    void aTracerThatIsSetAgainIsToldAsBefore() {
        Tracer one = (event, origin, target) -> trail.note("told");
        greenlets.trace(one);
        assertThat(greenlets.trace(one)).as("who was told before it was set again").isSameAs(one);

        create(nothing()).switchTo();

        assertThat(greenlets.trace(null)).as("who was told").isSameAs(one);
        trail.expect("one tracer was set twice; it is told, there and back", "told", "told");
    }

    @Test
    void aTracerIsToldThoughNobodyElseRefersToIt() {
        greenlets.trace(telling());
        awaitCollected(
                "another tracer, which was created after it and never set",
                new WeakReference<>(telling()));

        create(nothing()).switchTo();

        trail.expect("who is to be told is kept, and told, there and back", "told", "told");
        assertThat(greenlets.trace(null)).as("who was told").isNotNull();
    }

    private Tracer telling() {
        return (event, origin, target) -> trail.note("told");
    }

    @Test
    void aTracerIsToldOfItsOwnThreadOnly() {
        greenlets.trace((event, origin, target) -> trail.note("told"));

        elsewhere(() -> greenlets.create(first -> null).switchTo());

        greenlets.trace(null);
        trail.expect("another thread's switches are none of this tracer's business");
    }

    @Test
    void aTracerIsToldNothingOfAThreadThatSwitchedBefore() {
        var switched = new AtomicBoolean();
        var traced = new AtomicBoolean();
        var task =
                background.start(
                        "another thread",
                        () -> {
                            create(nothing()).switchTo();
                            switched.set(true);
                            background.await("the example traces", traced::get);
                            create(nothing()).switchTo();
                        });
        background.await("another thread has switched", switched::get);

        greenlets.trace(trail);
        traced.set(true);
        task.awaitEnd();

        trail.expect(
                "another thread had switched before, and switches again; that is none of this"
                        + " tracer's business");
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

    private Tracer failingAt(Greenlet place, Throwable failure) {
        return (event, origin, target) -> {
            trail.note("told");
            if (target == place) {
                throw GreenletsTracing.<RuntimeException>unchecked(failure);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private void expectNoTracer() {
        assertThat(greenlets.trace(null)).as("the tracer, which has failed").isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aTracerThatFailsEndsWhoWasToBegin(Kind kind) {
        var failure = kind.create("the tracer fails");
        a = create(() -> trail.note("a runs"));
        greenlets.trace(failingAt(a, failure));

        Expected.same(
                failure,
                "a tracer's failure, as if it were thrown into the pending a",
                a::switchTo);

        trail.expect("a's body does not run, and the tracer is not told of a's end", "told");
        assertThat(shown(a)).as("what a is").isEqualTo(SHOWN_DEAD);
        expectNoTracer();
    }

    @ParameterizedTest
    @EnumSource
    void aTracersFailureIsThrownWhereASuspendedOneGoesOn(Kind kind) {
        main = greenlets.current();
        var failure = kind.create("the tracer fails");
        a =
                greenlets.create(first -> {
                    Expected.same(failure, "a's switch to main", main::switchTo);
                    return "a's result";
                });
        a.switchTo();
        greenlets.trace(failingAt(a, failure));

        assertThat(a.switchTo()).as("a has caught the failure").isEqualTo("a's result");

        trail.expect("a tracer that has failed is not asked again", "told");
        expectNoTracer();
    }

    @ParameterizedTest
    @EnumSource
    void aTracersFailureIsThrownWhereMainGoesOn(Kind kind) {
        main = greenlets.current();
        var failure = kind.create("the tracer fails");
        a = create(() -> main.switchTo("a value"));
        greenlets.trace(failingAt(main, failure));

        Expected.same(failure, "main's switch to a, which switches back", a::switchTo);

        expectNoTracer();
        greenlets.trace(failingAt(main, failure));
        Expected.same(failure, "main's switch to a, which ends", a::switchTo);

        expectNoTracer();
        b = create(nothing());
        greenlets.trace(failingAt(main, failure));
        Expected.same(failure, "main's kill of the pending b, which ends", b::kill);

        expectNoTracer();
        trail.expect("when a tracer is told", "told", "told", "told", "told", "told", "told");
    }

    @Test
    void aTracersFailureComesInPlaceOfWhatWasThrown() {
        main = greenlets.current();
        var failure = new IllegalArgumentException("the tracer fails");
        a = waiting("a");
        greenlets.trace(failingAt(a, failure));

        assertThat(a.throwInto(new IllegalStateException("something else")))
                .as("the tracer has failed on the way of something thrown to a; a's result")
                .isEqualTo("a caught the tracer fails");
        expectNoTracer();
    }

    @Test
    void aTracerMayFailWithAnExit() {
        a = create(() -> trail.note("a runs"));
        var exit = new GreenletExit();
        greenlets.trace(failingAt(a, exit));

        assertThat(a.switchTo())
                .as("an exit, as if it were thrown into the pending a: a's result is")
                .isSameAs(exit);

        trail.expect("a's body does not run", "told");
        assertThat(a.isDead()).as("a is dead").isTrue();
        expectNoTracer();
    }

    @Test
    void aTracersExitIsThrownWhereASuspendedOneGoesOn() {
        main = greenlets.current();
        var exit = new GreenletExit();
        a =
                greenlets.create(first -> {
                    Expected.same(
                            exit, "a's switch to main, when the tracer fails", main::switchTo);
                    return "a's result";
                });
        a.switchTo();
        greenlets.trace(failingAt(a, exit));

        assertThat(a.switchTo()).as("a has caught the exit").isEqualTo("a's result");

        expectNoTracer();
        b = create(nothing());
        greenlets.trace(failingAt(main, exit));
        Expected.same(exit, "main's switch to b, which ends, when the tracer fails", b::switchTo);
        expectNoTracer();
    }

    @Test
    void whoATracerHasEndedKeepsNothing() {
        awaitCollected("the body of one that a tracer's failure has ended", endByATracer());
    }

    private WeakReference<Object> endByATracer() {
        var used = new Object();
        a = create(() -> trail.note(used));
        var failure = new IllegalStateException("the tracer fails");
        greenlets.trace(failingAt(a, failure));
        Expected.same(failure, "main's switch to a, whose tracer fails", a::switchTo);
        return new WeakReference<>(used);
    }

    @Test
    void nobodyKeepsATracedValueEither() {
        main = greenlets.current();
        a =
                greenlets.create(first -> {
                    main.switchTo(new Object());
                    return new Object();
                });
        greenlets.trace((event, origin, target) -> trail.note(event));

        awaitCollected("what a has sent to main, with a tracer", valueOf(a));
        awaitCollected("a's result, which main has got, with a tracer", valueOf(a));

        greenlets.trace(null);
    }

    private static WeakReference<Object> valueOf(Greenlet greenlet) {
        return new WeakReference<>(greenlet.switchTo());
    }

    @Test
    void aTracerThatFailsLeavesItsSuccessor() {
        Tracer successor = (event, origin, target) -> trail.note("the successor");
        a = waiting("a");
        greenlets.trace((event, origin, target) -> {
            greenlets.trace(successor);
            throw new IllegalStateException("the tracer fails");
        });

        assertThat(a.switchTo())
                .as("the tracer's failure; a's result")
                .isEqualTo("a caught the tracer fails");

        trail.expect("who is told of a's end", "the successor");
        assertThat(greenlets.trace(null)).as("who is told at last").isSameAs(successor);
    }

    @Test
    void aTracerMayPutAnotherInItsPlace() {
        a = waiting("a");
        greenlets.trace((event, origin, target) -> {
            trail.note("the first one");
            greenlets.trace((later, from, to) -> trail.note("the second one"));
        });

        a.switchTo();

        greenlets.trace(null);
        trail.expect("who is told", "the first one", "the second one");
    }

    @Test
    void anyGreenletMayChooseWhoIsTold() {
        a =
                greenlets.create(first -> {
                    assertThat(greenlets.trace(trail)).as("the tracer that main chose").isNull();
                    b.switchTo();
                    return null;
                });
        b = create(nothing());
        nameAll();

        a.switchTo();

        trail.expect(
                "a tracer that a has chosen is told of all on its thread",
                "SWITCH a → b",
                "SWITCH b → main");
        assertThat(greenlets.trace(null)).as("the tracer that a chose").isSameAs(trail);
    }

    @Test
    void aTracersOwnSwitchesAreTracedToo() {
        main = greenlets.current();
        a = greenlets.create(first -> "a got " + first);
        b = greenlets.create(first -> "b's result");
        nameAll();
        greenlets.trace((event, origin, target) -> {
            trail.switched(event, origin, target);
            if (target == a && origin == main) {
                b.setParent(a);
                trail.note(b.switchTo());
            }
        });

        trail.note(a.switchTo("from main"));

        greenlets.trace(null);
        trail.expect(
                TRACE,
                "SWITCH main → a",
                "SWITCH a → b",
                "SWITCH b → a",
                "b's result",
                "SWITCH a → main",
                "a got from main");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThrownArrivesAlsoWhenTheTracerSwitches(Kind kind) {
        main = greenlets.current();
        var thrown = kind.create("from main");
        a =
                greenlets.create(first -> {
                    Expected.same(thrown, "a's switch to main", main::switchTo);
                    throw thrown;
                });
        a.switchTo();
        greenlets.trace((event, origin, target) -> {
            greenlets.trace(null);
            var other = greenlets.create(first -> first);
            trail.note(other.switchTo(event + " is traced"));
            greenlets.trace((later, from, to) -> {
                greenlets.trace(null);
                trail.note(greenlets.create(first -> first).switchTo(later + " is traced"));
            });
        });

        Expected.same(
                thrown,
                "a throw into a, which throws the same at its end",
                () -> a.throwInto(thrown));

        trail.expect(
                "the tracer switches when it is told, in a and in main",
                "THROW is traced",
                "THROW is traced");
    }

    @Test
    void aTracerMayCatchWhatItsOwnSwitchThrows() {
        main = greenlets.current();
        a =
                greenlets.create(first -> {
                    trail.note("a got " + first);
                    trail.note("a got " + main.switchTo("from a"));
                    return "a's result";
                });
        greenlets.trace((event, origin, target) -> {
            var tracer = greenlets.trace(null);
            var failure = new IllegalStateException("from a child of the tracer's");
            var failing =
                    create(() -> {
                        throw failure;
                    });
            Expected.same(failure, "the tracer's switch to one that fails", failing::switchTo);
            greenlets.trace(tracer);
        });

        trail.note("main got " + a.switchTo("one"));
        trail.note("main got " + a.switchTo("two"));

        greenlets.trace(null);
        trail.expect(
                "the tracer catches a failure that is its own affair, each time that it is told;"
                        + " the values that are on their way arrive as values",
                "a got one",
                "main got from a",
                "a got two",
                "main got a's result");
    }

    @Test
    void aTracerMayGiveTheTargetAnotherParentBeforeItEnds() {
        var exit = new GreenletExit();
        for (var thrown : List.of(exit, new IllegalStateException("it"))) {
            a = waiting("a");
            b = create(nothing());
            greenlets.trace((event, origin, target) -> {
                greenlets.trace(null);
                target.setParent(a);
            });

            assertThat(b.throwInto(thrown))
                    .as(
                            "main throws %s into the pending b; before that ends, the tracer gives"
                                    + " it the parent a; a's result",
                            thrown)
                    .isEqualTo(thrown == exit ? "a got " + exit : "a caught it");
        }
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
}
