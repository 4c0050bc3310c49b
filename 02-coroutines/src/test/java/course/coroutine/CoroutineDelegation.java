package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Coroutine.Caller;
import course.coroutine.Coroutine.Step;
import course.coroutine.Coroutine.Yielded;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** Delegation to an inner coroutine. */
abstract class CoroutineDelegation extends CoroutineExamples {
    CoroutineDelegation(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
        super(candidate, background);
    }

    @Test
    void delegationPassesNextAndSendThroughAndReturnsTheInnersResult() throws Exception {
        var inner = coroutine(this::echo);
        var outer = delegating(inner);

        expectYielded(outer.next(), "ready");
        expectYielded(outer.send("a"), "1 a");
        expectYielded(outer.next(), "2 null");
        expectYielded(outer.send("end"), "outer: bye");

        expectDiary("what is sent to the outer one is for the inner one", "heard a", "heard null");
        expectReturned(outer.send("done"), "done");
    }

    /** Delegates to the inner one, then yields its result, then returns what is sent. */
    private Coroutine<String, String, String> delegating(Coroutine<String, String, String> inner)
            throws Exception {
        return coroutine(caller -> {
            String result;
            try {
                result = caller.yieldFrom(inner);
            } catch (RuntimeException e) {
                result = "caught " + e.getMessage();
            } catch (GeneratorExit exit) {
                diary.add("outer: exit");
                throw exit;
            }
            return caller.yield("outer: " + result);
        });
    }

    @Test
    void delegationPassesAnExceptionThrough() throws Exception {
        var inner =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (IllegalStateException e) {
                        return caller.yield("inner caught " + e.getMessage());
                    }
                });
        var outer = delegating(inner);
        outer.next();

        expectYielded(outer.throwIn(new IllegalStateException("x")), "inner caught x");
        expectYielded(outer.send("a"), "outer: a");
    }

    @Test
    void anInnerOneThatCatchesAThrowAndReturnsLetsTheOuterGoOn() throws Exception {
        var inner =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (IllegalStateException e) {
                        return "inner stopped";
                    }
                });
        var outer = delegating(inner);
        outer.next();

        expectYielded(outer.throwIn(new IllegalStateException("x")), "outer: inner stopped");
    }

    @Test
    void whatTheInnerOneDoesNotCatchComesOutOfTheDelegation() throws Exception {
        var thrownInto = delegating(coroutine(this::echo));
        thrownInto.next();
        var failing =
                delegating(
                        coroutine((Caller<String, String> caller) -> {
                            throw new IllegalArgumentException("inner fails");
                        }));

        expectYielded(thrownInto.throwIn(new IllegalStateException("x")), "outer: caught x");
        expectYielded(failing.next(), "outer: caught inner fails");
    }

    @Test
    void closingClosesTheInnerOneFirst() throws Exception {
        var inner =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } finally {
                        diary.add("inner: clean up");
                    }
                });
        var outer = delegating(inner);
        outer.next();

        outer.close();

        expectDiary(
                "the exit goes to the inner one, and then comes out of the delegation",
                "inner: clean up",
                "outer: exit");
        expectEnded(inner, "of the inner one, after close() of the outer one");
        expectEnded(outer, "of the outer one, after close()");
        expectDiary("each is closed once", "inner: clean up", "outer: exit");
    }

    @Test
    void anInnerOneThatReturnsWhenItIsClosedDoesNotKeepTheOuterOne() throws Exception {
        var inner =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (GeneratorExit exit) {
                        return "closed";
                    }
                });
        var outer = delegating(inner);
        outer.next();

        outer.close();

        expectDiary("an exit comes out of the delegation all the same", "outer: exit");
        expectEnded(outer, "of the outer one, after close()");
    }

    @Test
    void anInnerOneThatYieldsDuringCloseIsAnErrorOfTheOuters() throws Exception {
        var inner =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (GeneratorExit ignored) {
                        return caller.yield("still here");
                    }
                });
        var outer =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yieldFrom(inner);
                    } catch (IllegalStateException e) {
                        diary.add("outer: cannot close the inner one");
                        throw e;
                    }
                });
        outer.next();

        Attempt.of("close() of the outer one, when the inner one yields", outer::close)
                .expectRefused();

        expectDiary("the error comes out of the delegation", "outer: cannot close the inner one");
        expectEnded(outer, "of the outer one, after a failure");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "EXIT")
    void anInnerOneThatFailsDuringCloseIsAFailureOfTheOuters(Thrown thrown) throws Exception {
        var failure = thrown.create();
        var inner =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (GeneratorExit exit) {
                        throw Thrown.sneakily(failure);
                    }
                });
        var outer = noting(inner);
        outer.next();

        Attempt.of("close() of the outer one, when the inner one throws " + thrown, outer::close)
                .expect(failure);
        expectDiary("it comes out of the delegation", "outer: " + failure);
        expectEnded(outer, "of the outer one, after a failure");
        expectEnded(inner, "of the inner one, after a failure");
    }

    /** Notes what comes out of the delegation, and lets it pass. */
    private Coroutine<String, String, String> noting(Coroutine<String, String, String> inner)
            throws Exception {
        return coroutine(caller -> {
            try {
                return caller.yieldFrom(inner);
            } catch (Throwable thrown) {
                diary.add("outer: " + thrown);
                throw thrown;
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheInnerOneThrowsComesOutOfTheDelegation(Thrown thrown) throws Exception {
        var failure = thrown.create();
        for (var call : List.of("next", "send", "throwIn")) {
            diary.clear();
            Coroutine<String, String, String> inner =
                    coroutine(caller -> {
                        try {
                            caller.yield("ready");
                        } catch (IllegalArgumentException thrownIn) {
                            // fails by itself
                        }
                        throw Thrown.sneakily(failure);
                    });
            var outer = noting(inner);
            outer.next();

            Attempt.of(
                            "%s() of the outer one, when the inner one throws %s"
                                    .formatted(call, thrown),
                            () -> call(call, outer))
                    .expect(failure);

            expectDiary("it comes out of the delegation", "outer: " + failure);
            expectEnded(outer, "of the outer one, after a failure");
        }
    }

    @Test
    void anOuterOneMayGoOnWhenItsInnerOneFailsDuringClose() throws Exception {
        var inner =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (GeneratorExit exit) {
                        throw new IllegalArgumentException("cannot clean up");
                    }
                });
        var outer = delegating(inner);
        outer.next();

        Attempt.of(
                        "close() of the outer one, which catches what the inner one throws, and"
                                + " yields",
                        outer::close)
                .expectRefused();

        expectReturned(outer.send("a"), "a");
        expectDiary("no exit comes out of the delegation, but the failure");
    }

    @Test
    void anInnerOneIsClosedOnceHoweverOftenTheOuterOneIs() throws Exception {
        var foreign = new Recorded();
        var outer =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yieldFrom(foreign);
                    } catch (GeneratorExit exit) {
                        return caller.yield("still here");
                    }
                });
        outer.next();

        Attempt.of("close() of the outer one, which catches the exit and yields", outer::close)
                .expectRefused();
        outer.close();

        expectCalls(
                foreign,
                "it was closed by the first close() of the outer one, and the second one finds the"
                        + " outer one at a yield of its own",
                "next",
                "close");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "EXIT")
    void anInnerOneThatFailsToCloseIsClosedOnce(Thrown thrown) throws Exception {
        var foreign = new Recorded();
        foreign.failsToClose = thrown.create();
        var outer = noting(foreign);
        outer.next();

        Attempt.of(
                        "close() of the outer one, when close() of the inner one throws " + thrown,
                        outer::close)
                .expect(foreign.failsToClose);

        expectCalls(foreign, "it is closed once, whatever comes of it", "next", "close");
        expectDiary("it comes out of the delegation", "outer: " + foreign.failsToClose);
    }

    @Test
    void anInnerOneThatReturnsAtOnceYieldsNothing() throws Exception {
        Coroutine<String, String, String> inner = coroutine(caller -> null);
        var outer = delegating(inner);

        expectYielded(outer.next(), "outer: null");
        expectReturned(outer.send("a"), "a");
    }

    @Test
    void whatGoesThroughMayBeNull() throws Exception {
        Coroutine<String, String, String> inner =
                coroutine(caller -> {
                    diary.add("heard " + caller.yield(null));
                    diary.add("heard " + caller.yield(null));
                    return null;
                });
        var outer = delegating(inner);

        expectYielded(outer.next(), null);
        expectYielded(outer.send(null), null);
        expectYielded(outer.next(), "outer: null");
        expectDiary(
                "what is sent to the outer one is for the inner one", "heard null", "heard null");
    }

    @Test
    void anyNumberOfValuesMayGoThrough() throws Exception {
        int count = 20_000;
        Coroutine<Integer, Integer, Integer> inner =
                coroutine(caller -> {
                    int sum = 0;
                    for (int i = 0; i < count; i++) {
                        sum += caller.yield(i);
                    }
                    return sum;
                });
        var outer = coroutine((Caller<Integer, Integer> caller) -> caller.yieldFrom(inner));
        outer.next();

        Attempt.of(
                        "%s values that go through a delegation".formatted(count),
                        () -> {
                            for (int i = 1; i < count; i++) {
                                expectValue(outer.send(1), i);
                            }
                            expectReturned(outer.send(1), count);
                        })
                .expectNothing();
    }

    /** Without a text for each of many values. */
    private static void expectValue(Step<Integer, ?> step, int value) {
        if (!(step instanceof Yielded<Integer, ?>(Integer came) && came == value)) {
            expectYielded(step, value);
        }
    }

    @Test
    void whatIsThrownInAndNotCaughtByTheInnerOneComesOutAsTheSameObject() throws Exception {
        var exception = new IllegalArgumentException("thrown in");
        var inner = coroutine(this::echo);
        var outer = noting(inner);
        outer.next();

        Attempt.of(
                        "throwIn() of the outer one, when nobody catches the exception",
                        () -> outer.throwIn(exception))
                .expect(exception);

        expectDiary("it comes out of the delegation", "outer: " + exception);
        expectEnded(outer, "of the outer one, after what was thrown in");
        expectEnded(inner, "of the inner one, after what was thrown in");
    }

    @Test
    void oneAfterTheOtherMayBeDelegatedTo() throws Exception {
        var inners = List.of(coroutine(this::echo), coroutine(this::echo));
        var outer =
                coroutine((Caller<String, String> caller) -> {
                    var results = new ArrayList<String>();
                    for (var inner : inners) {
                        results.add(caller.yieldFrom(inner));
                        results.add(caller.yield("between"));
                    }
                    return String.join(" ", results);
                });

        expectYielded(outer.next(), "ready");
        expectYielded(outer.send("a"), "1 a");
        expectYielded(outer.send("end"), "between");
        expectYielded(outer.send("b"), "ready");
        expectYielded(outer.next(), "1 null");
        expectYielded(outer.send("end"), "between");
        expectReturned(outer.send("c"), "bye b bye c");
        expectDiary("each hears what is sent while it is delegated to", "heard a", "heard null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "throwIn"})
    void whatConcernsTheOuterOneAloneDoesNotReachTheInnerOne(String call) throws Exception {
        var before = new Recorded();
        var notBegun = delegating(before);
        Attempt.Call end = () -> call(call, notBegun);
        Attempt.of(call, end);
        var after = new Recorded();
        after.returnsNext = true;
        var done = delegating(after);
        expectYielded(done.next(), "outer: recorded");
        // whether one that has ended is closed, which does nothing, is left open
        after.calls.remove("close");
        Attempt.of(call, () -> call(call, done));

        expectCalls(before, "the outer one had not begun");
        expectCalls(after, "the delegation was over", "next");
    }

    private static void expectCalls(Recorded inner, String why, String... expected) {
        assertThat(inner.calls)
                .withFailMessage(
                        "what is called on the inner one: %s%n  expected: %s%n  but was:  %s",
                        why, List.of(expected), inner.calls)
                .containsExactly(expected);
    }

    @Test
    void anErrorOfAnyOtherCoroutineComesOutOfTheDelegation() throws Exception {
        var failure = new AssertionError("of the example");
        var foreign = new Recorded();
        var outer = noting(foreign);
        outer.next();
        foreign.failure = failure;

        Attempt.of("send() of the outer one, when the inner one fails", () -> outer.send("a"))
                .expect(failure);

        // whether one that has ended is closed, which does nothing, is left open
        foreign.calls.remove("close");
        expectCalls(foreign, "it is sent the value, and has failed then", "next", "send a");
        expectDiary("it comes out of the delegation", "outer: " + failure);
    }

    @Test
    void delegationMayGoThroughSeveralLevels() throws Exception {
        var coroutine = coroutine(this::echo);
        for (int level = 0; level < 20; level++) {
            var inner = coroutine;
            coroutine = coroutine((Caller<String, String> caller) -> caller.yieldFrom(inner) + "!");
        }

        expectYielded(coroutine.next(), "ready");
        expectYielded(coroutine.send("a"), "1 a");
        expectReturned(coroutine.send("end"), "bye" + "!".repeat(20));
    }

    @Test
    void delegationGoesOnWhereTheInnerOneWaits() throws Exception {
        var inner = coroutine(this::echo);
        inner.next();
        inner.send("a");
        var outer = delegating(inner);

        expectYielded(outer.next(), "2 null");
    }

    @Test
    void whatWasSentBeforeTheDelegationIsNotForTheInnerOne() throws Exception {
        var inner = coroutine(this::echo);
        inner.next();
        var outer =
                coroutine((Caller<String, String> caller) -> {
                    diary.add("outer: heard " + caller.yield("outer: ready"));
                    return caller.yieldFrom(inner);
                });
        outer.next();

        var step = outer.send("a");

        expectDiary(
                "the inner one waits at a yield, and goes on by next()",
                "outer: heard a",
                "heard null");
        expectYielded(step, "1 null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throwIn", "close"})
    void whatCameInBeforeTheDelegationIsNotForTheInnerOne(String call) throws Exception {
        var inner = coroutine(this::echo);
        inner.next();
        var outer =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("outer: ready");
                    } catch (RuntimeException | GeneratorExit thrown) {
                        diary.add("outer: caught " + thrown.getClass().getSimpleName());
                    }
                    return caller.yieldFrom(inner);
                });
        outer.next();

        Attempt.of(call, () -> call(call, outer));

        expectDiary(
                "what has come in is caught, and that is the end of it: the inner one waits at a"
                        + " yield, and goes on by next()",
                "outer: caught "
                        + (call.equals("close") ? "GeneratorExit" : "IllegalArgumentException"),
                "heard null");
        expectYielded(outer.send("a"), "2 a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throwIn", "close"})
    void aBodyMayTidyUpByADelegation(String call) throws Exception {
        var tidying =
                coroutine((Caller<String, String> caller) -> {
                    diary.add("tidies up");
                    return "tidy";
                });
        var outer =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("outer: ready");
                    } catch (RuntimeException | GeneratorExit thrown) {
                        diary.add("outer: " + caller.yieldFrom(tidying));
                        return "outer: done";
                    }
                });
        outer.next();

        Attempt.of(
                        call
                                + "(), when the body catches that, delegates to an inner one that"
                                + " yields nothing, and returns",
                        () -> call(call, outer))
                .expectNothing();

        expectDiary("what has come in was caught, and comes once", "tidies up", "outer: tidy");
    }

    @Test
    void delegationWorksWithAnyOtherCoroutine() throws Exception {
        var foreign = new Recorded();
        var outer = delegating(foreign);

        outer.next();
        outer.send("a");
        outer.throwIn(new IllegalStateException("x"));
        outer.close();

        expectCalls(
                foreign,
                "what is called on the outer one goes to the inner one",
                "next",
                "send a",
                "throwIn x",
                "close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"returned", "closed", "failed"})
    void oneThatHasEndedCannotBeDelegatedTo(String end) throws Exception {
        var inner = coroutine(this::echo);
        inner.next();
        switch (end) {
            case "returned" -> inner.send("end");
            case "closed" -> inner.close();
            default ->
                    Attempt.of("throwIn()", () -> call("throwIn", inner))
                            .expect(IllegalArgumentException.class);
        }
        var outer =
                coroutine((Caller<String, String> caller) -> {
                    refusal("delegation", () -> caller.yieldFrom(inner));
                    return caller.yield("going on");
                });

        expectYielded(outer.next(), "going on");
        expectDiary("the inner one has " + end, "delegation refused");
        expectReturned(outer.send("a"), "a");
    }
}
