package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Coroutine.Caller;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

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
        refusal("inner.next()", inner::next);
        refusal("outer.next()", outer::next);
        assertThat(diary).endsWith("inner.next() refused", "outer.next() refused");
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

        assertThatThrownBy(outer::close, "close() of the outer one, when the inner one yields")
                .isInstanceOf(IllegalStateException.class);

        expectDiary("the error comes out of the delegation", "outer: cannot close the inner one");
    }

    @Test
    void anInnerOneThatFailsDuringCloseIsAFailureOfTheOuters() throws Exception {
        var failure = new IllegalArgumentException("cannot clean up");
        var inner =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (GeneratorExit exit) {
                        throw failure;
                    }
                });
        var outer = coroutine((Caller<String, String> caller) -> caller.yieldFrom(inner));
        outer.next();

        assertThatThrownBy(outer::close, "close() of the outer one, when the inner one fails")
                .isSameAs(failure);
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
    void delegationWorksWithAnyOtherCoroutine() throws Exception {
        var foreign = new Recorded();
        var outer = delegating(foreign);

        outer.next();
        outer.send("a");
        outer.throwIn(new IllegalStateException("x"));
        outer.close();

        assertThat(foreign.calls)
                .withFailMessage(
                        "what is called on the outer one goes to the inner one%n"
                                + "  expected: next, send a, throwIn x, close%n"
                                + "  but was:  "
                                + String.join(", ", foreign.calls))
                .containsExactly("next", "send a", "throwIn x", "close");
    }

    @Test
    void oneThatHasEndedCannotBeDelegatedTo() throws Exception {
        var inner = coroutine(this::echo);
        inner.close();
        var outer = coroutine((Caller<String, String> caller) -> caller.yieldFrom(inner));

        refusal("delegation", outer::next);

        expectDiary("there is nothing left of the inner one", "delegation refused");
    }
}
