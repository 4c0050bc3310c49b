package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Greenlets.Tracer;
import course.kit.Background;
import course.kit.Candidate;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Threads, trace. */
abstract class GreenletsTrees extends GreenletsExamples {

    GreenletsTrees(Candidate<Greenlets> candidate, Background background) throws Exception {
        super(candidate, background);
    }

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
