package course.coroutine;

import course.coroutine.Coroutine.Body;
import course.coroutine.Coroutine.Caller;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.HeldMonitors;
import course.kit.WhenTheRestIsRight;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.atomic.AtomicReference;

/** What is refused. */
abstract class CoroutineRefusals extends CoroutineExamples {
    CoroutineRefusals(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
        super(candidate, background);
    }

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
}
