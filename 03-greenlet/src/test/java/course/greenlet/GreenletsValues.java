package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Greenlets.Body;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.ref.WeakReference;
import java.util.List;

/** Values. */
abstract class GreenletsValues extends GreenletsExamples {

    GreenletsValues(Candidate<Greenlets> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    private static final String FIRST_AND_LATER =
            "the first switch's value is the body's parameter; each later one is what the"
                    + " switch returns in which the greenlet waits";

    private Greenlet created(String name, Body body) {
        return switches.named(name, greenlets.create(body));
    }

    @Test
    void theFirstOneIsTheBodysParameter() {
        a =
                created(
                        "a",
                        first -> {
                            trail.note(first);
                            return null;
                        });

        a.switchTo("first");

        trail.expect(FIRST_AND_LATER, "first");
    }

    @Test
    void laterOnesAreTheResultsOfTheSwitchesThatWait() {
        main = namedMain();
        a =
                created(
                        "a",
                        first -> {
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

    @ParameterizedTest
    @EnumSource
    void whatCouldBeThrownMayBeAValue(Kind kind) {
        expectValue(kind.create("a value"));
    }

    @Test
    void anExitMayBeAValue() {
        expectValue(new GreenletExit());
    }

    private void expectValue(Throwable value) {
        main = greenlets.current();
        a = greenlets.create(first -> main.switchTo(first) == value ? value : "another one");

        assertThat(a.switchTo(value)).as("what a hands back with a switch").isSameAs(value);
        assertThat(a.switchTo(value)).as("what a hands back as its result").isSameAs(value);
        assertThat(a.switchTo(value)).as("what main sends to a, which is dead").isSameAs(value);
    }

    @Test
    void theUnguardedSwitchCarriesValuesInTheSameWay() {
        main = greenlets.current();
        a = greenlets.create(first -> b.switchToUnguarded(first + "a"));
        b = greenlets.create(first -> main.switchToUnguarded(first + "b"));

        trail.note(a.switchToUnguarded("0"));
        trail.note(a.switchToUnguarded("for a"));
        trail.note(a.switchToUnguarded("for a, which is dead"));
        trail.note(main.switchToUnguarded("from main to main"));

        trail.expect(
                "switchToUnguarded() switches as switchTo() does",
                "0ab",
                "for a",
                "for a, which is dead",
                "from main to main");
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

    private WeakReference<Object> sent;

    /** With which of the two switches a value is sent. */
    private enum Sending {
        SWITCH,
        UNGUARDED_SWITCH
    }

    /** The value is in no local variable here. */
    private Object sendFresh(Sending sending, Greenlet target) {
        return switch (sending) {
            case SWITCH -> target.switchTo(fresh());
            case UNGUARDED_SWITCH -> target.switchToUnguarded(fresh());
        };
    }

    private Object fresh() {
        var value = new Object();
        sent = new WeakReference<>(value);
        return value;
    }

    /** Whoever has sent it waits meanwhile. */
    private void awaitForgotten(String what) {
        awaitCollected(what, sent);
        trail.note("collected");
    }

    private void expectForgotten() {
        trail.expect(
                "who has sent a value, by switchTo() and by switchToUnguarded(), and waits does not"
                        + " keep it",
                "collected",
                "collected");
    }

    @Test
    void mainDoesNotKeepWhatItSendsToAPendingOne() {
        for (var sending : Sending.values()) {
            a =
                    greenlets.create(
                            new Body() { // a lambda's caller would keep its parameter
                                @Override
                                public Object run(Object first) {
                                    first = null;
                                    awaitForgotten(
                                            "after a %s what main has sent to the pending a"
                                                    .formatted(sending));
                                    return first;
                                }
                            });

            sendFresh(sending, a);
        }

        expectForgotten();
    }

    @Test
    void mainDoesNotKeepWhatItSendsToASuspendedOne() {
        main = greenlets.current();
        for (var sending : Sending.values()) {
            a =
                    create(() -> {
                        main.switchTo();
                        awaitForgotten(
                                "after a %s what main has sent to the suspended a"
                                        .formatted(sending));
                    });
            a.switchTo();

            sendFresh(sending, a);
        }

        expectForgotten();
    }

    @Test
    void aGreenletDoesNotKeepWhatItSends() {
        main = greenlets.current();
        for (var sending : Sending.values()) {
            a = create(() -> sendFresh(sending, b));
            b =
                    create(() -> {
                        main.switchTo();
                        awaitForgotten("after a %s what a has sent to b".formatted(sending));
                    });
            c = create(() -> sendFresh(sending, main));
            b.switchTo();

            a.switchTo();
            c.switchTo();
            awaitForgotten("after a %s what c has sent to main".formatted(sending));
        }

        trail.expect(
                "who has sent a value and waits does not keep it",
                "collected",
                "collected",
                "collected",
                "collected");
    }

    @Test
    void whatIsForADeadOneIsKeptByNobodyEither() {
        main = greenlets.current();
        for (var sending : Sending.values()) {
            a = dead();
            b = create(() -> sendFresh(sending, a));

            b.switchTo();

            awaitForgotten(
                    "after a %s what b has sent to a, which is dead, and main has got"
                            .formatted(sending));
            sendFresh(sending, a);
            awaitForgotten(
                    "after a %s what main has sent to a, which is dead, and got itself"
                            .formatted(sending));
        }
    }
}
