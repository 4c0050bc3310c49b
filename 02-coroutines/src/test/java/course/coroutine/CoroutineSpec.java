package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Coroutine.Body;
import course.coroutine.Coroutine.Caller;
import course.coroutine.Coroutine.Returned;
import course.coroutine.Coroutine.Step;
import course.coroutine.Coroutine.Yielded;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.HeldMonitors;
import course.kit.WhenTheRestIsRight;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

@Exercise(id = "2.3", title = "Coroutine", section = "使用yield实现协程操作例子")
class CoroutineSpec {
    private final Candidate<Coroutine<?, ?, ?>> candidate;
    private final Background background;
    private final List<String> diary = new ArrayList<>();

    CoroutineSpec(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
        this.candidate = candidate;
        this.background = background;
    }

    @SuppressWarnings("unchecked")
    private <I, O, R> Coroutine<I, O, R> coroutine(Body<I, O, R> body) throws Exception {
        return (Coroutine<I, O, R>) candidate.create(body);
    }

    /** Yields what it was sent, with its number; "end" ends it. */
    private String echo(Caller<String, String> caller) {
        var heard = caller.yield("ready");
        for (int number = 1; !"end".equals(heard); number++) {
            diary.add("heard " + heard);
            heard = caller.yield(number + " " + heard);
        }
        return "bye";
    }

    // 2.3.1 to 2.3.4: values in both directions

    @Test
    void nextRunsToTheFirstYield() throws Exception {
        var coroutine = coroutine(this::echo);

        expectYielded(coroutine.next(), "ready");
    }

    @Test
    void nothingRunsBeforeTheFirstNext() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    diary.add("begun");
                    return null;
                });
        diary.add("created");

        coroutine.next();

        expectDiary("the body begins with the first next()", "created", "begun");
    }

    @Test
    void aSentValueIsWhatTheYieldReturns() throws Exception {
        var coroutine = coroutine(this::echo);
        coroutine.next();

        expectYielded(coroutine.send("a"), "1 a");
        expectYielded(coroutine.send("b"), "2 b");

        expectDiary("what is sent is what the waiting yield returns", "heard a", "heard b");
    }

    @Test
    void nextIsASendOfNothing() throws Exception {
        var coroutine = coroutine(this::echo);
        coroutine.next();
        coroutine.send("a");

        expectYielded(coroutine.next(), "2 null");
        expectYielded(coroutine.send(null), "3 null");

        expectDiary(
                "next() sends nothing, not the last value again",
                "heard a",
                "heard null",
                "heard null");
    }

    @Test
    void aFirstSendOfNothingBeginsLikeNext() throws Exception {
        var coroutine = coroutine(this::echo);

        expectYielded(coroutine.send(null), "ready");
    }

    @Test
    void aFirstSendOfAValueIsRefusedAndTheCoroutineIsUsableAfterwards() throws Exception {
        var coroutine = coroutine(this::echo);

        refusal("the first send", () -> coroutine.send("too early"));

        expectDiary("no yield waits yet that could return the value", "the first send refused");
        expectYielded(coroutine.next(), "ready");
        expectYielded(coroutine.send("a"), "1 a");
    }

    @Test
    void aReturnValueReachesTheCaller() throws Exception {
        var coroutine = coroutine(this::echo);
        coroutine.next();

        var step = coroutine.send("end");

        expectReturned(step, "bye");
    }

    @Test
    void aReturnValueReachesTheCallerWhateverItIs() throws Exception {
        var values =
                Arrays.asList(
                        null,
                        new IllegalStateException("only a value"),
                        new Yielded<>("only a value"),
                        new Returned<>("only a value"),
                        new GeneratorExit());
        for (var value : values) {
            var coroutine = coroutine((Caller<Void, Void> caller) -> value);

            expectReturned(coroutine.next(), value);
        }
    }

    @Test
    void afterItsEndItCannotBeAskedAnyMore() throws Exception {
        var coroutine = coroutine(this::echo);
        coroutine.next();
        coroutine.send("end");

        refusal("next()", coroutine::next);
        refusal("send()", () -> coroutine.send("hello?"));

        expectDiary("it has returned", "next() refused", "send() refused");
    }

    @Test
    void whatIsYieldedMayBeNullAndTheBodyMayYieldInNestedCalls() throws Exception {
        var coroutine = coroutine((Caller<Integer, Integer> caller) -> sum(3, caller));

        expectYielded(coroutine.next(), 3);
        expectYielded(coroutine.send(10), 2);
        expectYielded(coroutine.send(20), 1);
        expectYielded(coroutine.send(30), null);
        expectReturned(coroutine.next(), 60);
    }

    private static int sum(int levels, Caller<Integer, Integer> caller) {
        if (levels == 0) {
            caller.yield(null);
            return 0;
        }
        return caller.yield(levels) + sum(levels - 1, caller);
    }

    @Test
    void theBodyRunsOnTheCallersThread() throws Exception {
        var threads = new ArrayList<Thread>();
        var coroutine =
                coroutine((Caller<Void, Integer> caller) -> {
                    threads.add(Thread.currentThread());
                    caller.yield(1);
                    threads.add(Thread.currentThread());
                    return null;
                });

        coroutine.next();
        coroutine.next();

        assertThat(threads)
                .withFailMessage("the body ran on %s, not on the caller's thread", threads)
                .containsOnly(Thread.currentThread());
    }

    // 2.3.5: exceptions in both directions

    @Test
    void anExceptionInsideReachesTheCallerAndIsTheEnd() throws Exception {
        var failure = new IllegalArgumentException("cannot eat that");
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    caller.yield("ready");
                    throw failure;
                });
        coroutine.next();

        assertThatThrownBy(() -> coroutine.send("a"), "send(), when the body fails")
                .isSameAs(failure);
        refusal("next()", coroutine::next);
        expectDiary("it has ended by its failure", "next() refused");
    }

    @Test
    void whatIsThrownInComesOutOfTheYieldAndTheNextYieldIsTheAnswer() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        diary.add("got " + caller.yield("ready"));
                    } catch (IllegalStateException e) {
                        diary.add("caught " + e.getMessage());
                    }
                    return caller.yield("going on");
                });
        coroutine.next();

        expectYielded(coroutine.throwIn(new IllegalStateException("stop that")), "going on");

        expectDiary("the waiting yield throws it", "caught stop that");
        expectReturned(coroutine.send("a"), "a");
    }

    @Test
    void whatIsThrownInIsThrownOnceOnly() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    for (int i = 0; i < 4; i++) {
                        try {
                            diary.add("got " + caller.yield("ready"));
                        } catch (IllegalStateException e) {
                            diary.add("caught " + e.getMessage());
                        }
                    }
                    return null;
                });
        coroutine.next();

        coroutine.send("a");
        coroutine.throwIn(new IllegalStateException("stop that"));
        coroutine.next();
        coroutine.send("b");

        expectDiary("each comes in once", "got a", "caught stop that", "got null", "got b");
    }

    @Test
    void aBodyMayCatchWhatIsThrownInAndReturn() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (IllegalStateException e) {
                        return "stopped";
                    }
                });
        coroutine.next();

        expectReturned(coroutine.throwIn(new IllegalStateException()), "stopped");
    }

    @Test
    void whatIsThrownInAndNotCaughtReachesTheThrowerAndIsTheEnd() throws Exception {
        var coroutine = coroutine(this::echo);
        coroutine.next();
        var exception = new IllegalArgumentException("thrown in");

        assertThatThrownBy(() -> coroutine.throwIn(exception), "throwIn(), not caught inside")
                .isSameAs(exception);

        refusal("next()", coroutine::next);
        expectDiary("it has ended by the exception", "next() refused");
    }

    @Test
    void thrownIntoAFreshOneItIsRaisedHereAndTheBodyNeverRuns() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    diary.add("begun");
                    return null;
                });
        var exception = new IllegalArgumentException("thrown in");

        assertThatThrownBy(() -> coroutine.throwIn(exception), "throwIn() before it has begun")
                .isSameAs(exception);

        refusal("next()", coroutine::next);
        expectDiary("it has ended before it began", "next() refused");
    }

    @Test
    void thrownIntoAnEndedOneItIsRaisedHere() throws Exception {
        var closed = coroutine(this::echo);
        closed.next();
        closed.close();
        var returned = coroutine(this::echo);
        returned.next();
        returned.send("end");
        var exception = new IllegalArgumentException("thrown in");

        assertThatThrownBy(() -> closed.throwIn(exception), "throwIn() after close()")
                .isSameAs(exception);
        assertThatThrownBy(() -> returned.throwIn(exception), "throwIn() after the end")
                .isSameAs(exception);
    }

    @Test
    void whatCannotBeThrownIsRefused() throws Exception {
        var coroutine = coroutine(this::echo);
        coroutine.next();

        assertThatThrownBy(() -> coroutine.throwIn(null), "throwIn(null)")
                .isInstanceOf(NullPointerException.class);

        expectYielded(coroutine.send("a"), "1 a");
    }

    // 2.3.6: close

    @Test
    void closingRunsTheFinallyBlocksAndNothingElse() throws Exception {
        var coroutine = coroutine(this::cleaningUp);
        coroutine.next();

        coroutine.close();

        expectDiary("an exit comes out of the waiting yield", "clean up");
        refusal("next()", coroutine::next);
        expectDiary("it has ended", "clean up", "next() refused");
    }

    private Void cleaningUp(Caller<String, String> caller) {
        try {
            caller.yield("first");
            diary.add("went on");
            caller.yield("second");
        } finally {
            diary.add("clean up");
        }
        return null;
    }

    @Test
    void theExitIsNotCaughtAsAFailure() throws Exception {
        var coroutine =
                coroutine((Caller<String, Integer> caller) -> {
                    for (int attempt = 0; attempt < 10; attempt++) {
                        try {
                            caller.yield(attempt);
                        } catch (Exception e) {
                            diary.add("caught " + e + ", and tries again");
                        }
                    }
                    return null;
                });
        coroutine.next();

        refusal("close()", coroutine::close);

        expectDiary(
                "catch (Exception e) is for failures, and an exit is none", "close() went through");
    }

    @Test
    void aBodyMayReturnWhenItIsClosed() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (GeneratorExit exit) {
                        diary.add("exit");
                        return "closed";
                    }
                });
        coroutine.next();

        coroutine.close();

        expectDiary("the body returns, and that is as good an end as any", "exit");
    }

    @Test
    void closingIsRepeatableAndAnEndedOneIsLeftAlone() throws Exception {
        var closed = coroutine(this::cleaningUp);
        closed.next();
        closed.close();
        closed.close();
        var returned = coroutine(this::echo);
        returned.next();
        returned.send("end");
        returned.close();

        expectDiary("there is nothing left to close", "clean up");
    }

    @Test
    void closedBeforeItHasBegunNothingOfItRuns() throws Exception {
        var coroutine = coroutine(this::cleaningUp);

        coroutine.close();

        refusal("next()", coroutine::next);
        expectDiary("the body was never begun", "next() refused");
    }

    @Test
    void yieldingDuringCloseIsAnError() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        caller.yield("ready");
                    } catch (GeneratorExit ignored) {
                        diary.add("ignores the exit");
                        caller.yield("still here");
                    }
                    diary.add("went on");
                    return null;
                });
        coroutine.next();

        assertThatThrownBy(coroutine::close, "close(), when the body yields")
                .isInstanceOf(IllegalStateException.class);

        coroutine.close();
        expectDiary(
                "the second close() lets an exit come out of the second yield", "ignores the exit");
    }

    @Test
    void anotherExceptionDuringCloseReachesTheCloser() throws Exception {
        var failure = new IllegalStateException("cannot clean up");
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (GeneratorExit exit) {
                        throw failure;
                    }
                });
        coroutine.next();

        assertThatThrownBy(coroutine::close, "close(), when the body fails").isSameAs(failure);
        refusal("next()", coroutine::next);
        expectDiary("it has ended", "next() refused");
    }

    // 2.3.7: delegation

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

    /** One that was not written by the candidate, and yields for ever. */
    private static final class Recorded implements Coroutine<String, String, String> {
        private final List<String> calls = new ArrayList<>();

        private Step<String, String> called(String call) {
            calls.add(call);
            return new Yielded<>(call);
        }

        @Override
        public Step<String, String> next() {
            return called("next");
        }

        @Override
        public Step<String, String> send(String value) {
            return called(value == null ? "next" : "send " + value);
        }

        @Override
        public Step<String, String> throwIn(RuntimeException exception) {
            return called("throwIn " + exception.getMessage());
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    @Test
    void oneThatHasEndedCannotBeDelegatedTo() throws Exception {
        var inner = coroutine(this::echo);
        inner.close();
        var outer = coroutine((Caller<String, String> caller) -> caller.yieldFrom(inner));

        refusal("delegation", outer::next);

        expectDiary("there is nothing left of the inner one", "delegation refused");
    }

    // 2.3.8: what is refused

    @ParameterizedTest
    @ValueSource(strings = {"next", "send", "throwIn", "close"})
    void reentryIsRefusedAndTheBodyGoesOn(String call) throws Exception {
        var self = new AtomicReference<Coroutine<String, String, String>>();
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    refusal(call, () -> call(call, self.get()));
                    return caller.yield("ready");
                });
        self.set(coroutine);

        expectYielded(coroutine.next(), "ready");
        expectReturned(coroutine.send("a"), "a");
        expectDiary("a coroutine that is running cannot be let run", call + " refused");
    }

    private static void call(String call, Coroutine<String, ?, ?> coroutine) {
        switch (call) {
            case "next" -> coroutine.next();
            case "send" -> coroutine.send("a");
            case "throwIn" -> coroutine.throwIn(new IllegalArgumentException("re-entry"));
            default -> coroutine.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "send", "throwIn", "close"})
    void whileTheInnerOneRunsTheOuterOneCountsAsRunning(String call) throws Exception {
        var outer = new AtomicReference<Coroutine<String, String, String>>();
        var inner =
                coroutine((Caller<String, String> caller) -> {
                    refusal("outer." + call, () -> call(call, outer.get()));
                    return caller.yield("inner");
                });
        outer.set(coroutine(caller -> caller.yieldFrom(inner)));

        expectYielded(outer.get().next(), "inner");
        expectReturned(outer.get().send("a"), "a");
        expectDiary("the outer one is running, too", "outer." + call + " refused");
    }

    @Test
    void aLoopOfDelegationIsAnError() throws Exception {
        var first = new AtomicReference<Coroutine<String, String, String>>();
        var second =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yieldFrom(first.get());
                    } catch (IllegalStateException e) {
                        diary.add("the loop is refused");
                        return caller.yield("second");
                    }
                });
        first.set(coroutine(caller -> caller.yieldFrom(second)));

        expectYielded(first.get().next(), "second");
        expectReturned(first.get().send("a"), "a");
        expectDiary("the first one is running already", "the loop is refused");
    }

    @Test
    void aYieldFromOutsideIsRefusedAndChangesNothing() throws Exception {
        var leaked = new AtomicReference<Caller<String, String>>();
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    leaked.set(caller);
                    return echo(caller);
                });
        coroutine.next();

        refusal("yield from outside", () -> leaked.get().yield("?"));

        expectYielded(coroutine.send("a"), "1 a");
        expectDiary("only the running body can yield", "yield from outside refused", "heard a");
    }

    @Test
    void anotherThreadCannotLetItRun() throws Exception {
        var coroutine = coroutine(this::echo);
        coroutine.next();

        background
                .start("another thread", () -> refusal("send()", () -> coroutine.send("a")))
                .awaitEnd();

        expectDiary("a coroutine belongs to the thread that begins it", "send() refused");
        expectYielded(coroutine.send("b"), "1 b");
    }

    @Test
    void theCallerKeepsItsMonitors() throws Exception {
        Body<String, String, Void> patient =
                caller -> {
                    while (true) {
                        try {
                            caller.yield("ready");
                        } catch (IllegalArgumentException thrownIn) {
                            // goes on
                        }
                    }
                };
        var coroutine = coroutine(patient);
        coroutine.next();
        var outer = coroutine((Caller<String, String> caller) -> caller.yieldFrom(coroutine));
        outer.next();

        HeldMonitors.expectKeptBy("send()", () -> coroutine.send("a"));
        HeldMonitors.expectKeptBy(
                "throwIn()", () -> coroutine.throwIn(new IllegalArgumentException("thrown in")));
        HeldMonitors.expectKeptBy("send() to one that delegates", () -> outer.send("a"));
        HeldMonitors.expectKeptBy(
                "close()",
                () -> {
                    var begun = coroutine(patient);
                    begun.next();
                    begun.close();
                });
    }

    @Test
    @WhenTheRestIsRight // who yields to a bare continuation here ends the JVM
    void aDelegationUnderANativeFrameIsRefusedAndAllThreeGoOn() throws Exception {
        var inner = coroutine(this::echo);
        var outer =
                coroutine((Caller<String, String> caller) -> {
                    refusal(
                            "delegation under a native frame",
                            () -> NativeFrame.above(() -> caller.yieldFrom(inner)));
                    return caller.yield("outer");
                });

        expectYielded(outer.next(), "outer");
        refusal("the inner one, asked to go on,", () -> expectYielded(inner.send("a"), "1 a"));
        expectReturned(outer.send("b"), "b");
        expectDiary(
                "the JVM cannot put a native frame aside, and the inner one waits at its yield",
                "delegation under a native frame refused",
                "heard a",
                "the inner one, asked to go on, went through");
    }

    private void refusal(String what, Runnable call) {
        try {
            call.run();
            diary.add(what + " went through");
        } catch (IllegalStateException e) {
            diary.add(what + " refused");
        }
    }

    private static void expectYielded(Step<?, ?> step, Object value) {
        expectStep(step, new Yielded<>(value));
    }

    private static void expectReturned(Step<?, ?> step, Object value) {
        expectStep(step, new Returned<>(value));
    }

    private static void expectStep(Step<?, ?> step, Step<?, ?> expected) {
        assertThat(step)
                .withFailMessage(
                        "what the coroutine has come to%n  expected: %s%n  but was:  %s",
                        expected, step)
                .isEqualTo(expected);
    }

    private void expectDiary(String why, String... expected) {
        assertThat(diary)
                .withFailMessage(
                        "%s%n  expected: %s%n  but was:  %s", why, List.of(expected), diary)
                .containsExactly(expected);
    }
}
