package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Generators.Generator;
import course.greenlet.GreenletsExamples.Kind;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;

/** Close, and who may ask. */
abstract class GeneratorsClosing extends GeneratorsExamples {
    GeneratorsClosing(
            Candidate<Generators> candidate, Candidate<Greenlets> given, Background background)
            throws Exception {
        super(candidate, given, background);
    }

    @Test
    void closeEndsItThroughItsFinally() {
        var generator = withoutEnd();
        generator.next();

        generator.close();

        trail.expect("close() ends the function where it stands", "finally");
        assertThat(generator.hasNext()).as("whether there is more").isFalse();
        expectEnded("the closed generator", generator);
    }

    @Test
    void closeMayBeCalledAgain() {
        var generator = withoutEnd();
        generator.next();

        generator.close();
        generator.close();

        trail.expect("the function ends once", "finally");
    }

    @Test
    void closedBeforeItBeginsItNeverRuns() {
        var generator = upTo(3);

        generator.close();

        expectEnded("a generator that was closed before its first step", generator);
        trail.expect("a generator that was closed before its first step does not run");
    }

    @Test
    void closedAfterALookItHasNoValueLeft() {
        var generator = upTo(3);
        generator.hasNext();

        generator.close();

        expectEnded("a generator with a value ready that was closed", generator);
    }

    /**
     * How the function yields again when close() has ended it by an exit, and what it does then.
     */
    enum Stubborn {
        GOES_ON,
        YIELDS_NULL,
        YIELDS_AN_EXCEPTION,
        YIELDS_AN_EXIT,
        YIELDS_THE_EXIT,
        YIELDS_FROM_AN_INNER_ONE,
        CATCHES_WHAT_COMES,
        YIELDS_FOR_EVER
    }

    @ParameterizedTest
    @EnumSource
    void toYieldWhileItIsClosedIsAnError(Stubborn stubborn) {
        for (var looks : List.of(false, true)) {
            Generator<Integer> generator = generators.generator(() -> yieldAtTheEnd(stubborn));
            generator.next();
            if (looks) {
                generator.hasNext();
            }

            Expected.thrown(
                    IllegalStateException.class,
                    "close(), when the function yields once more (%s)".formatted(stubborn),
                    generator::close);

            assertThat(generator.hasNext()).as("whether there is more").isFalse();
            Expected.thrown(
                    NoSuchElementException.class,
                    "next() after a close() that was refused since the function yielded",
                    generator::next);
        }
    }

    private void yieldAtTheEnd(Stubborn stubborn) {
        Throwable thrown = null;
        try {
            generators.yield(1);
            generators.yield(2);
        } catch (GreenletExit exit) {
            thrown = exit;
            throw exit;
        } finally {
            switch (stubborn) {
                case GOES_ON -> generators.yield(3);
                case YIELDS_NULL -> generators.yield(null);
                case YIELDS_AN_EXCEPTION ->
                        generators.yield(new IllegalArgumentException("a value"));
                case YIELDS_AN_EXIT -> generators.yield(new GreenletExit());
                case YIELDS_THE_EXIT -> generators.yield(thrown);
                case YIELDS_FROM_AN_INNER_ONE ->
                        generators.generator(() -> generators.yield(3, 2)).hasNext();
                case CATCHES_WHAT_COMES -> yieldAndCatch();
                case YIELDS_FOR_EVER -> {
                    for (var i = 0; i < 10; i++) {
                        yieldAndCatch();
                    }
                }
            }
        }
    }

    @Test
    void aRefusedYieldIsNoneWhileItIsClosed() {
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                    } finally {
                        Expected.thrown(
                                IllegalStateException.class,
                                "yield() past two generators, where there is one",
                                () -> generators.yield(2, 2));
                        Expected.thrown(
                                IllegalArgumentException.class,
                                "yield() past no generator",
                                () -> generators.yield(3, 0));
                        trail.note("finally");
                    }
                });
        generator.next();

        generator.close();

        trail.expect(
                "a finally block tries to yield, is refused, and nothing has been yielded; close()"
                        + " returns",
                "finally");
        expectEnded("the closed generator", generator);
    }

    private void yieldAndCatch() {
        try {
            generators.yield(3);
        } catch (IllegalStateException | GreenletExit e) {
            // and the function goes on
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureWhileItIsClosedReachesWhoCloses(Kind kind) {
        var failure = kind.create("from finally");
        for (var looks : List.of(false, true)) {
            Generator<Integer> generator =
                    generators.generator(() -> {
                        try {
                            generators.yield(1);
                            generators.yield(2);
                        } finally {
                            fail(failure);
                        }
                    });
            generator.next();
            if (looks) {
                generator.hasNext();
            }

            Expected.same(failure, "close(), when a finally block fails", generator::close);

            expectEnded("a generator whose close() has failed", generator);
        }
    }

    @Test
    void aFinallyBlockMayAskOtherGenerators() {
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                    } finally {
                        for (var value : doubled(List.of(1, 2).iterator())) {
                            trail.note("finally got " + value);
                        }
                    }
                });
        generator.next();

        generator.close();

        trail.expect(
                "close() runs the function's finally block, which asks another generator for all"
                        + " that it has",
                "finally got 2",
                "finally got 4");
        expectEnded("the closed generator", generator);
    }

    /** What a function makes of the exit, and throws. */
    enum MadeOfTheExit {
        AN_EXCEPTION_WHOSE_CAUSE_IT_IS {
            @Override
            Throwable of(GreenletExit exit) {
                return new IllegalStateException("from the function", exit);
            }
        },
        AN_EXIT_OF_ITS_OWN {
            @Override
            Throwable of(GreenletExit exit) {
                return new GreenletExit();
            }
        };

        abstract Throwable of(GreenletExit exit);
    }

    @ParameterizedTest
    @EnumSource
    void whatAFunctionMakesOfTheExitReachesWhoCloses(MadeOfTheExit kind) {
        for (var looks : List.of(false, true)) {
            var made = new AtomicReference<Throwable>();
            Generator<Integer> generator =
                    generators.generator(() -> {
                        try {
                            generators.yield(1);
                        } catch (GreenletExit exit) {
                            made.set(kind.of(exit));
                            fail(made.get());
                        }
                    });
            if (looks) {
                generator.hasNext();
            } else {
                generator.next();
            }

            var call = "close(), when the function throws " + kind;
            var thrown = Expected.thrown(Throwable.class, call, generator::close);
            assertThat(thrown).as(call + ": what comes out").isSameAs(made.get());

            expectEnded("a generator whose close() has failed", generator);
        }
    }

    @Test
    void aFunctionMayCatchTheExitAndReturn() {
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                        trail.note("goes on");
                    } catch (GreenletExit e) {
                        trail.note("caught the exit");
                    }
                });
        generator.next();

        generator.close();

        trail.expect("a function that catches the exit and returns has ended", "caught the exit");
        expectEnded("the closed generator", generator);
    }

    @Test
    void anOrdinaryCatchDoesNotStopAClose() {
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                    } catch (RuntimeException e) {
                        trail.note("caught " + e);
                        generators.yield(2);
                    }
                });
        generator.next();

        generator.close();

        trail.expect("catch (RuntimeException e) lets the exit pass");
        expectEnded("the closed generator", generator);
    }

    @Test
    void whoHasFailedMayBeClosed() {
        Generator<Integer> generator =
                generators.generator(() -> {
                    throw new IllegalStateException("it");
                });
        Expected.thrown(IllegalStateException.class, "next() that fails", generator::next);

        generator.close();
        generator.close();

        expectEnded("a generator that has failed and was closed", generator);
    }

    @Test
    void anotherGreenletMayClose() {
        var generator = withoutEnd();
        generator.next();
        var other =
                greenlets.create(first -> {
                    generator.close();
                    return "closed";
                });

        assertThat(other.switchTo()).as("what another greenlet did").isEqualTo("closed");

        trail.expect("close() ends the function where it stands", "finally");
        expectEnded("the closed generator", generator);
    }

    @Test
    void aGeneratorMayBeClosedInAnother() {
        Generator<Integer> outer =
                generators.generator(() -> {
                    try (var inner = withoutEnd()) {
                        generators.yield(inner.next());
                        generators.yield(inner.next());
                    }
                    generators.yield(100);
                });

        expectValues("an outer one that closes an inner one in its middle", outer, 1, 2, 100);
        trail.expect("close() ends the inner one", "finally");
    }

    @Test
    void aGeneratorCannotAskItself() {
        asksItself =
                generators.generator(() -> {
                    noteRefusals(asksItself);
                    generators.yield(1);
                    generators.yield(2);
                });

        var more = asksItself.hasNext();

        trail.expect(
                "a function's calls to its own generator, which is being run",
                "hasNext() is refused",
                "next() is refused",
                "close() is refused");
        assertThat(more).as("whether it yields after the refusals").isTrue();
        expectValues("all that it yields after the refusals, close()'s too", asksItself, 1, 2);
    }

    @Test
    void aGeneratorCannotAskItselfWhileItIsClosed() {
        asksItself =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                    } finally {
                        noteRefusals(asksItself);
                    }
                });
        asksItself.next();

        asksItself.close();

        trail.expect(
                "what a function's finally asks of its own generator, which is being closed",
                "hasNext() is refused",
                "next() is refused",
                "close() is refused");
        expectEnded("after close()", asksItself);
    }

    @Test
    void anInnerOneCannotAskTheOneThatAsksIt() {
        asksItself =
                generators.generator(() -> {
                    Generator<Integer> inner =
                            generators.generator(() -> {
                                noteRefusals(asksItself);
                                generators.yield(1);
                            });
                    generators.yield(inner.next());
                    generators.yield(2);
                });

        expectValues(
                "the inner one's value, which the outer one yields, and one of its own",
                asksItself,
                1,
                2);

        trail.expect(
                "what an inner one asks of the outer one, which is being run",
                "hasNext() is refused",
                "next() is refused",
                "close() is refused");
    }

    @Test
    void aGreenletToWhichItsFunctionHasSwitchedCannotAskIt() {
        var function = new AtomicReference<Greenlet>();
        var other =
                greenlets.create(first -> {
                    noteRefusals(asksItself);
                    return function.get().switchTo();
                });
        asksItself =
                generators.generator(() -> {
                    function.set(greenlets.current());
                    other.switchTo();
                    generators.yield(1);
                    generators.yield(2);
                });

        expectValues("what main gets, which has asked, after the refusals", asksItself, 1, 2);

        trail.expect(
                "main waits for a value, and the function has switched to another greenlet, which"
                        + " asks the same generator; that is being run",
                "hasNext() is refused",
                "next() is refused",
                "close() is refused");
    }

    private void noteRefusals(Generator<Integer> generator) {
        noteRefusal("hasNext()", generator::hasNext);
        noteRefusal("next()", generator::next);
        noteRefusal("close()", generator::close);
    }

    private void noteRefusal(String call, Runnable what) {
        try {
            what.run();
            trail.note(call + " returns");
        } catch (IllegalStateException e) {
            trail.note(call + " is refused");
        }
    }

    @Test
    void inACircleTheyCannotAskEachOther() {
        asksItself = generators.generator(() -> generators.yield(doubled(asksItself).next()));

        Expected.thrown(
                IllegalStateException.class,
                "next() of a generator that asks another, which asks the first",
                asksItself::next);
    }

    /** How far a generator has come that is forgotten then. */
    enum Forgotten {
        HAS_NOT_BEGUN,
        HAS_YIELDED,
        HAS_A_VALUE_READY,
        AN_INNER_ONE_HAS_YIELDED_FOR_IT,
        HAS_ENDED,
        HAS_FAILED,
        WAS_CLOSED_BEFORE_IT_BEGAN,
        WAS_CLOSED;

        private boolean endsByItself() {
            return this == HAS_ENDED || this == HAS_FAILED || this == WAS_CLOSED;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsForgottenIsCollected(Forgotten how) {
        var forgotten = stepAndForget(how);

        background.await(
                "a generator that nobody refers to (%s) can be collected as garbage".formatted(how),
                () -> {
                    System.gc();
                    return forgotten.get() == null;
                });

        if (how.endsByItself()) {
            trail.expect("the function's finally is run at its end", "finally");
        } else {
            trail.expect("the finally of a generator that is collected is never run");
        }
    }

    private WeakReference<Object> stepAndForget(Forgotten how) {
        var used = new Object();
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        if (how == Forgotten.AN_INNER_ONE_HAS_YIELDED_FOR_IT) {
                            generators.generator(() -> generators.yield(1, 2)).hasNext();
                        } else {
                            generators.yield(1);
                        }
                        if (how == Forgotten.HAS_FAILED) {
                            throw new IllegalStateException("from the function " + used);
                        }
                    } finally {
                        trail.note("finally");
                    }
                });
        switch (how) {
            case HAS_NOT_BEGUN -> generators.generator(() -> {}).hasNext(); // another one
            case WAS_CLOSED_BEFORE_IT_BEGAN -> generator.close();
            case HAS_FAILED -> {
                generator.next();
                Expected.thrown(IllegalStateException.class, "next() that fails", generator::next);
            }
            case HAS_YIELDED, AN_INNER_ONE_HAS_YIELDED_FOR_IT -> generator.next();
            case HAS_A_VALUE_READY -> generator.hasNext();
            case HAS_ENDED -> generator.forEachRemaining(value -> {});
            case WAS_CLOSED -> {
                generator.next();
                generator.close();
            }
        }
        return new WeakReference<>(used);
    }

    /** What main does with a generator that a greenlet has created, which waits meanwhile. */
    enum Use {
        CLOSES_IT_BEFORE_IT_BEGINS,
        CLOSES_IT_IN_ITS_MIDDLE,
        TAKES_ALL_VALUES,
        GETS_ITS_FAILURE
    }

    @ParameterizedTest
    @EnumSource
    void whoHasCreatedItIsNotWoken(Use use) {
        var main = greenlets.current();
        var failure = new IllegalStateException("from the function");
        var created = new AtomicReference<Generator<Integer>>();
        var creator =
                greenlets.create(first -> {
                    created.set(
                            use == Use.GETS_ITS_FAILURE
                                    ? generators.generator(() -> fail(failure))
                                    : upTo(2));
                    return "the creator got " + main.switchTo();
                });
        creator.switchTo();

        var generator = created.get();
        switch (use) {
            case CLOSES_IT_BEFORE_IT_BEGINS -> generator.close();
            case CLOSES_IT_IN_ITS_MIDDLE -> {
                generator.next();
                generator.close();
            }
            case TAKES_ALL_VALUES -> expectValues("what main takes", generator, 1, 2);
            case GETS_ITS_FAILURE -> Expected.same(failure, "next() by main", generator::next);
        }

        assertThat(creator.switchTo("a value"))
                .as(
                        "a greenlet has created a generator, and waits in a switch; main %s, and"
                            + " that is nothing that the greenlet is told; the greenlet's result,"
                            + " when main sends it a value",
                        use)
                .isEqualTo("the creator got a value");
        expectEnded("the generator", generator);
    }

    /** What has happened to a generator before another thread asks. */
    enum State {
        NOT_BEGUN,
        HAS_YIELDED,
        HAS_A_VALUE_READY,
        HAS_ENDED,
        WAS_CLOSED
    }

    @ParameterizedTest
    @EnumSource
    void anotherThreadMayNotAsk(State state) {
        var generator = upTo(3);
        bringTo(state, generator);
        var steps = trail.length();

        background
                .start("another thread", () -> expectRefused(generator, "another thread", state))
                .awaitEnd();

        assertThat(trail.length())
                .as("how many steps the function had made after the refusals")
                .isEqualTo(steps);
        switch (state) {
            case NOT_BEGUN, HAS_A_VALUE_READY ->
                    expectValues("what is left, after the refusals", generator, 1, 2, 3);
            case HAS_YIELDED -> expectValues("what is left, after the refusals", generator, 2, 3);
            case HAS_ENDED, WAS_CLOSED -> expectEnded("after the refusals", generator);
        }
    }

    private static void bringTo(State state, Generator<Integer> generator) {
        switch (state) {
            case NOT_BEGUN -> {}
            case HAS_YIELDED -> generator.next();
            case HAS_A_VALUE_READY -> generator.hasNext();
            case HAS_ENDED -> generator.forEachRemaining(value -> {});
            case WAS_CLOSED -> generator.close();
        }
    }

    private static void expectRefused(Generator<?> generator, String who, State state) {
        for (var ask : Ask.values()) {
            Expected.thrown(
                    WrongThreadException.class,
                    "%s by %s of a generator that %s".formatted(ask, who, state),
                    () -> ask.of(generator));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoseThreadHasEndedMayNotBeAsked(State state) {
        var generator = new AtomicReference<Generator<Integer>>();
        background
                .start(
                        "another thread",
                        () -> {
                            generator.set(upTo(3));
                            bringTo(state, generator.get());
                        })
                .awaitEnd();

        expectRefused(generator.get(), "another thread than its own, which has ended,", state);
    }

    @ParameterizedTest
    @EnumSource
    void aVirtualThreadMayNotAskEither(State state) throws Exception {
        var generator = upTo(3);
        bringTo(state, generator);
        var failure = new AtomicReference<Throwable>();

        Thread.ofVirtual()
                .start(() -> {
                    try {
                        expectRefused(generator, "a virtual thread", state);
                    } catch (Throwable thrown) {
                        failure.set(thrown);
                    }
                })
                .join();

        if (failure.get() != null) {
            throw new AssertionError(failure.get().getMessage(), failure.get());
        }
    }

    @Test
    void anotherThreadMayNotAskWhileItIsBeingRun() {
        asksItself =
                generators.generator(() -> {
                    background
                            .start(
                                    "another thread",
                                    () -> {
                                        for (var ask : Ask.values()) {
                                            Expected.thrown(
                                                    WrongThreadException.class,
                                                    "%s by another thread while the function runs"
                                                            .formatted(ask),
                                                    () -> ask.of(asksItself));
                                        }
                                    })
                            .awaitEnd();
                    generators.yield(1);
                });

        expectValues("what it yields after the refusals", asksItself, 1);
    }

    @Test
    void eachThreadMayHaveItsOwn() {
        var mine = withoutEnd();
        mine.next();

        background
                .start(
                        "another thread",
                        () -> {
                            expectValues("the values of another thread's own", upTo(2), 1, 2);
                            Expected.thrown(
                                    IllegalStateException.class,
                                    "yield() on another thread, in no generator",
                                    () -> generators.yield(1));
                        })
                .awaitEnd();

        assertThat(mine.next()).as("the second value here").isEqualTo(2);
    }
}
