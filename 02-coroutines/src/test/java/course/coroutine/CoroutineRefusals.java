package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Coroutine.Body;
import course.coroutine.Coroutine.Caller;
import course.coroutine.Coroutine.Yielded;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.HeldMonitors;
import course.kit.WhenTheRestIsRight;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** What is refused. */
abstract class CoroutineRefusals extends CoroutineExamples {
    CoroutineRefusals(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
        super(candidate, background);
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "send null", "send", "throwIn", "close"})
    void reentryIsRefusedAndTheBodyGoesOn(String call) throws Exception {
        var self = new AtomicReference<Coroutine<String, String, String>>();
        Coroutine<String, String, String> coroutine =
                coroutine(caller -> {
                    refusal("at the beginning", () -> call(call, self.get()));
                    diary.add("heard " + caller.yield("ready"));
                    refusal("in the middle", () -> call(call, self.get()));
                    try {
                        diary.add("heard " + caller.yield("going on"));
                    } finally {
                        refusal("while it is closed", () -> call(call, self.get()));
                    }
                    return null;
                });
        self.set(coroutine);

        expectYielded(coroutine.next(), "ready");
        expectYielded(coroutine.next(), "going on");
        coroutine.close();

        expectDiary(
                "%s cannot be called by the body that runs, and nothing of it comes in later"
                        .formatted(call),
                "at the beginning refused",
                "heard null",
                "in the middle refused",
                "while it is closed refused");
        expectEnded(coroutine, "after close()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "send null", "send", "throwIn", "close"})
    void whileTheInnerOneRunsTheOuterOneCountsAsRunning(String call) throws Exception {
        var outer = new AtomicReference<Coroutine<String, String, String>>();
        var inner = new AtomicReference<Coroutine<String, String, String>>();
        inner.set(
                coroutine(caller -> {
                    refusal("outer." + call, () -> call(call, outer.get()));
                    refusal("inner." + call, () -> call(call, inner.get()));
                    diary.add("inner: heard " + caller.yield("inner"));
                    refusal("outer." + call, () -> call(call, outer.get()));
                    try {
                        return caller.yield("still inner");
                    } finally {
                        refusal("outer." + call, () -> call(call, outer.get()));
                    }
                }));
        outer.set(coroutine(caller -> caller.yieldFrom(inner.get())));

        expectYielded(outer.get().next(), "inner");
        expectYielded(outer.get().next(), "still inner");
        outer.get().close();

        expectDiary(
                "the outer one is running, too, and nothing of the call comes in later",
                "outer." + call + " refused",
                "inner." + call + " refused",
                "inner: heard null",
                "outer." + call + " refused",
                "outer." + call + " refused");
        expectEnded(outer.get(), "of the outer one, after close()");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aLoopOfDelegationIsAnError(int length) throws Exception {
        var first = new AtomicReference<Coroutine<String, String, String>>();
        Coroutine<String, String, String> coroutine =
                coroutine(caller -> {
                    try {
                        return caller.yieldFrom(first.get());
                    } catch (IllegalStateException e) {
                        diary.add("the loop is refused");
                        return caller.yield("going on");
                    }
                });
        for (int i = 1; i < length; i++) {
            var inner = coroutine;
            coroutine = coroutine((Caller<String, String> caller) -> caller.yieldFrom(inner));
        }
        first.set(coroutine);

        expectYielded(first.get().next(), "going on");
        expectReturned(first.get().send("a"), "a");
        expectDiary(
                "the first one is running already, in a loop of %s".formatted(length),
                "the loop is refused");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "?")
    void aYieldFromOutsideIsRefusedAndChangesNothing(String value) throws Exception {
        var leaked = new AtomicReference<Caller<String, String>>();
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    leaked.set(caller);
                    return echo(caller);
                });
        coroutine.next();

        refusal("yield while it waits", () -> leaked.get().yield(value));
        expectYielded(coroutine.send("a"), "1 a");
        refusal("yield while it waits", () -> leaked.get().yield(value));
        expectReturned(coroutine.send("end"), "bye");
        refusal("yield after the end", () -> leaked.get().yield(value));

        expectDiary(
                "only the running body can yield",
                "yield while it waits refused",
                "heard a",
                "yield while it waits refused",
                "yield after the end refused");
        expectEnded(coroutine, "after a yield that was refused");
    }

    @Test
    void aDelegationFromOutsideIsRefusedAndAllGoOn() throws Exception {
        var leaked = new AtomicReference<Caller<String, String>>();
        var inner = coroutine(this::echo);
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    leaked.set(caller);
                    return caller.yield("outer");
                });
        coroutine.next();

        refusal("delegation from outside", () -> leaked.get().yieldFrom(inner));

        expectDiary("only the running body can delegate", "delegation from outside refused");
        expectAtItsFirstYield(inner);
        expectReturned(coroutine.send("b"), "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waits",
                "has ended",
                "has another body on top",
                "runs on another thread",
                "waits in a delegation"
            })
    void aDelegationFromOutsideIsRefusedEvenIfNothingWouldBeYielded(String state) throws Exception {
        var leaked = new AtomicReference<Caller<String, String>>();
        Coroutine<String, String, String> silent =
                coroutine(caller -> {
                    diary.add("the inner one runs");
                    return "bye";
                });
        Runnable delegation = () -> refusal("delegation", () -> leaked.get().yieldFrom(silent));
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    leaked.set(caller);
                    switch (state) {
                        case "has another body on top" -> {
                            Body<String, String, String> past =
                                    innerCaller -> {
                                        delegation.run();
                                        return null;
                                    };
                            unchecked(() -> coroutine(past)).next();
                        }
                        case "waits in a delegation" ->
                                caller.yieldFrom(unchecked(() -> coroutine(this::echo)));
                        case "runs on another thread" ->
                                Elsewhere.ANOTHER_THREAD.run(background, delegation::run);
                        default -> {}
                    }
                    return caller.yield("outer");
                });
        coroutine.next();
        switch (state) {
            case "waits", "waits in a delegation" -> delegation.run();
            case "has ended" -> {
                coroutine.next();
                delegation.run();
            }
            default -> {}
        }

        expectDiary(
                "yieldFrom() with an inner one that would return without a yield, when the outer"
                        + " one %s: only the running body can delegate, and the inner one is"
                                .formatted(state)
                        + " left where it is",
                "delegation refused");
        expectReturned(silent.next(), "bye");
    }

    @Test
    void whatCouldNotBeDelegatedToIsNotClosedWithTheOneThatTried() throws Exception {
        var host = new AtomicReference<Coroutine<String, String, String>>();
        Coroutine<String, String, String> guest =
                coroutine(caller -> {
                    refusal("delegation", () -> caller.yieldFrom(host.get()));
                    return caller.yield("going on");
                });
        host.set(
                coroutine(caller -> {
                    guest.next();
                    return caller.yield("host");
                }));
        expectYielded(host.get().next(), "host");

        guest.close();

        expectDiary("the host runs, and cannot be delegated to", "delegation refused");
        Attempt.of(
                        "send() to a coroutine to which another one has tried to delegate in vain,"
                                + " when that other one has been closed: it has never become its"
                                + " inner one, and goes on",
                        () -> expectReturned(host.get().send("a"), "a"))
                .expectNothing();
    }

    /**
     * The inner one of a delegation that was refused has not begun, or waits for the first time.
     */
    private static void expectAtItsFirstYield(Coroutine<String, String, String> inner) {
        try {
            expectYielded(inner.send("a"), "1 a");
        } catch (IllegalStateException notBegun) {
            expectYielded(inner.next(), "ready");
            expectYielded(inner.send("a"), "1 a");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aYieldByAnotherThreadIsRefusedAndChangesNothing(Elsewhere where) throws Exception {
        var leaked = new AtomicReference<Caller<String, String>>();
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    leaked.set(caller);
                    where.run(
                            background,
                            () -> refusal("yield while the body runs", () -> caller.yield("?")));
                    return echo(caller);
                });
        expectYielded(coroutine.next(), "ready");

        where.run(background, () -> refusal("yield while it waits", () -> leaked.get().yield("?")));

        expectYielded(coroutine.send("a"), "1 a");
        expectDiary(
                "only the running body can yield, and not " + where,
                "yield while the body runs refused",
                "yield while it waits refused",
                "heard a");
    }

    @Test
    void aYieldPastAnotherBodyIsRefusedAndBothGoOn() throws Exception {
        var outer =
                coroutine((Caller<String, String> outerCaller) -> {
                    Body<String, String, String> past =
                            innerCaller -> {
                                refusal("yield past the inner", () -> outerCaller.yield("?"));
                                return innerCaller.yield("inner");
                            };
                    var inner = unchecked(() -> coroutine(past));
                    diary.add("inner: " + inner.next());
                    return outerCaller.yield("outer");
                });

        expectYielded(outer.next(), "outer");
        expectReturned(outer.send("a"), "a");
        expectDiary(
                "the inner body is on top of the outer one, which therefore cannot yield",
                "yield past the inner refused",
                "inner: " + new Yielded<>("inner"));
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw Thrown.sneakily(e);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "?")
    void aYieldUnderANativeFrameIsRefusedAndBothSidesGoOn(String value) throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    underANativeFrame("at the beginning", () -> caller.yield(value));
                    diary.add("heard " + caller.yield("ready"));
                    underANativeFrame("in the middle", () -> caller.yield(value));
                    try {
                        caller.yield("going on");
                    } catch (IllegalArgumentException e) {
                        underANativeFrame("with an exception", () -> caller.yield(value));
                    }
                    return "bye";
                });

        expectYielded(coroutine.next(), "ready");
        expectYielded(coroutine.send("a"), "going on");
        expectReturned(coroutine.throwIn(new IllegalArgumentException("x")), "bye");
        expectDiary(
                "the JVM cannot put a native frame aside, and nothing else comes of it",
                "at the beginning refused",
                "heard a",
                "in the middle refused",
                "with an exception refused");
    }

    private void underANativeFrame(String when, Runnable yield) {
        refusal(when, () -> NativeFrame.above(yield));
    }

    @Test
    void aYieldThatIsRefusedDuringCloseIsNone() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } finally {
                        underANativeFrame("in its finally", () -> caller.yield("?"));
                    }
                });
        coroutine.next();

        coroutine.close();

        expectDiary("the JVM cannot put a native frame aside", "in its finally refused");
        expectEnded(coroutine, "after close()");
    }

    @ParameterizedTest
    @CsvSource({
        "ANOTHER_THREAD, next", "ANOTHER_THREAD, send null", "ANOTHER_THREAD, send",
        "ANOTHER_THREAD, throwIn", "ANOTHER_THREAD, close", "A_VIRTUAL_THREAD, next",
        "A_VIRTUAL_THREAD, send", "A_VIRTUAL_THREAD, throwIn", "A_VIRTUAL_THREAD, close",
    })
    void anotherThreadCannotLetItRun(Elsewhere where, String call) throws Exception {
        var coroutine = coroutine(this::echo);
        coroutine.next();

        where.run(background, () -> refusal(call, () -> call(call, coroutine)));

        expectYielded(coroutine.next(), "1 null");
        expectDiary(
                "a coroutine belongs to the thread that begins it; %s is refused to %s, and nothing"
                                .formatted(call, where)
                        + " of it comes in later",
                call + " refused",
                "heard null");
        expectYielded(coroutine.send("b"), "2 b");
    }

    @ParameterizedTest
    @CsvSource({
        "ANOTHER_THREAD, next", "ANOTHER_THREAD, send null", "ANOTHER_THREAD, send",
        "ANOTHER_THREAD, throwIn", "ANOTHER_THREAD, close", "A_VIRTUAL_THREAD, next",
        "A_VIRTUAL_THREAD, send", "A_VIRTUAL_THREAD, throwIn", "A_VIRTUAL_THREAD, close",
    })
    void anotherThreadCannotLetItRunWhileItDelegates(Elsewhere where, String call)
            throws Exception {
        var foreign = new Recorded();
        var outer = coroutine((Caller<String, String> caller) -> caller.yieldFrom(foreign));
        outer.next();

        where.run(background, () -> refusal(call, () -> call(call, outer)));

        expectDiary(
                "a coroutine belongs to the thread that begins it; %s is refused to %s while it"
                                .formatted(call, where)
                        + " waits in a delegation, too",
                call + " refused");
        assertThat(foreign.calls)
                .withFailMessage(
                        "%s called %s on a coroutine that delegates, which was refused; its inner"
                                + " one, which any thread could call, must hear nothing of it%n"
                                + "  expected: [next]%n  but was:  %s",
                        where, call, foreign.calls)
                .containsExactly("next");
        expectYielded(outer.send("b"), "send b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "send null", "send", "throwIn", "close"})
    void whileTheBodyRunsOtherThreadsAreRefusedToo(String call) throws Exception {
        var self = new AtomicReference<Coroutine<String, String, String>>();
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    Elsewhere.ANOTHER_THREAD.run(
                            background, () -> refusal(call, () -> call(call, self.get())));
                    diary.add("heard " + caller.yield("ready"));
                    return "bye";
                });
        self.set(coroutine);

        expectYielded(coroutine.next(), "ready");
        expectReturned(coroutine.next(), "bye");
        expectDiary("the body runs, and not on that thread", call + " refused", "heard null");
    }

    @Test
    void aRefusedFirstSendDoesNotMakeItBelongToAThread() throws Exception {
        var coroutine = coroutine(this::echo);

        Elsewhere.ANOTHER_THREAD.run(
                background, () -> refusal("send()", () -> coroutine.send("too early")));

        expectYielded(coroutine.next(), "ready");
        expectDiary("a refused send changes nothing", "send() refused");
    }

    @ParameterizedTest
    @EnumSource
    void aThrowOfNothingDoesNotMakeItBelongToAThread(Elsewhere where) throws Exception {
        var coroutine = coroutine(this::echo);

        where.run(
                background,
                () ->
                        Attempt.of(
                                        "throwIn(null) on " + where + ", before it has begun",
                                        () -> coroutine.throwIn(null))
                                .expect(RuntimeException.class));

        Attempt.of(
                        ("next() here, when %s has called throwIn(null) in vain before: nothing has"
                             + " happened by that, and the coroutine belongs to the thread that"
                             + " lets it begin")
                                .formatted(where),
                        () -> expectYielded(coroutine.next(), "ready"))
                .expectNothing();
        expectYielded(coroutine.send("a"), "1 a");
    }

    @Test
    void itBelongsToWhoBeginsIt() throws Exception {
        var coroutine = coroutine(this::echo);
        Elsewhere.ANOTHER_THREAD.run(background, coroutine::next);

        refusal("next() here", coroutine::next);

        expectDiary("another thread has begun it, and has ended since", "next() here refused");
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
        HeldMonitors.expectKeptBy(
                "next(), when the body fails,",
                () -> {
                    Coroutine<String, String, String> failing =
                            coroutine(caller -> {
                                throw new IllegalArgumentException("of the example");
                            });
                    Attempt.of("next(), when the body fails", failing::next)
                            .expect(IllegalArgumentException.class);
                });
        HeldMonitors.expectKeptBy(
                "close() of one that delegates",
                () -> {
                    var begun = coroutine(patient);
                    var delegates =
                            coroutine((Caller<String, String> caller) -> caller.yieldFrom(begun));
                    delegates.next();
                    delegates.close();
                });
    }

    @Test
    void theBodyCanEnterTheCallersMonitors() throws Exception {
        var monitor = new Object();
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    synchronized (monitor) {
                        diary.add("in");
                    }
                    return caller.yield("ready");
                });

        synchronized (monitor) {
            expectYielded(coroutine.next(), "ready");
        }

        expectDiary("the body runs on the thread that holds the monitor", "in");
    }

    @Test
    @WhenTheRestIsRight // who yields to a bare continuation here ends the JVM
    void aDelegationUnderANativeFrameToOneThatYieldsNothingIsRefusedOrDone() throws Exception {
        Coroutine<String, String, String> silent = coroutine(caller -> "bye");
        var outer =
                coroutine((Caller<String, String> caller) -> {
                    refusal(
                            "delegation",
                            () ->
                                    NativeFrame.above(
                                            () -> diary.add("result " + caller.yieldFrom(silent))));
                    return caller.yield("outer");
                });

        expectYielded(outer.next(), "outer");

        if (diary.contains("delegation refused")) {
            Attempt.of(
                            "next() of a coroutine that yields nothing, after a delegation to it"
                                    + " that was refused (under a native frame): it has not begun,"
                                    + " and returns",
                            () -> expectReturned(silent.next(), "bye"))
                    .expectNothing();
        } else {
            expectDiary(
                    "yieldFrom() under a native frame is refused, or returns what the inner one"
                            + " returns without a yield",
                    "result bye",
                    "delegation went through");
        }
        expectReturned(outer.send("a"), "a");
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
        refusal("the inner one, asked to go on,", () -> expectAtItsFirstYield(inner));
        expectReturned(outer.send("b"), "b");
        expectDiary(
                "the JVM cannot put a native frame aside, and the inner one has not begun, or"
                        + " waits at its yield",
                "delegation under a native frame refused",
                "heard a",
                "the inner one, asked to go on, went through");
    }
}
