package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Coroutine.Body;
import course.coroutine.Coroutine.Caller;
import course.coroutine.Coroutine.Yielded;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** Exceptions in both directions. */
abstract class CoroutineExceptions extends CoroutineExamples {
    CoroutineExceptions(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
        super(candidate, background);
    }

    @Test
    void anExceptionInsideReachesTheCallerAndIsTheEnd() throws Exception {
        var failure = new IllegalArgumentException("cannot eat that");
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    caller.yield("ready");
                    throw failure;
                });
        coroutine.next();

        Attempt.of("send(), when the body fails", () -> coroutine.send("a")).expect(failure);
        expectEnded(coroutine, "after a failure");
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheBodyThrowsReachesWhoHasLetItRun(Thrown thrown) throws Exception {
        var failure = thrown.create();
        Body<String, String, String> failing =
                caller -> {
                    try {
                        caller.yield("ready");
                    } catch (IllegalArgumentException thrownIn) {
                        // fails by itself
                    }
                    throw Thrown.sneakily(failure);
                };
        Coroutine<String, String, String> atOnce =
                coroutine(caller -> {
                    throw Thrown.sneakily(failure);
                });

        Attempt.of("next(), when the body throws %s at once".formatted(thrown), atOnce::next)
                .expect(failure);
        expectEnded(atOnce, "after %s of the body".formatted(thrown));
        for (var call : List.of("next", "send", "throwIn")) {
            var coroutine = coroutine(failing);
            coroutine.next();

            Attempt.of(
                            "%s(), when the body throws %s".formatted(call, thrown),
                            () -> call(call, coroutine))
                    .expect(failure);

            expectEnded(coroutine, "after %s of the body".formatted(thrown));
        }
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
        expectEnded(coroutine, "after it has caught what was thrown in, and returned");
    }

    @Test
    void whatIsThrownInAndNotCaughtReachesTheThrowerAndIsTheEnd() throws Exception {
        var coroutine = coroutine(this::echo);
        coroutine.next();
        var exception = new IllegalArgumentException("thrown in");

        Attempt.of("throwIn(), not caught inside", () -> coroutine.throwIn(exception))
                .expect(exception);

        expectEnded(coroutine, "after what was thrown in");
    }

    @Test
    void thrownIntoAFreshOneItIsRaisedHereAndTheBodyNeverRuns() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    diary.add("begun");
                    return null;
                });
        var exception = new IllegalArgumentException("thrown in");

        Attempt.of("throwIn() before it has begun", () -> coroutine.throwIn(exception))
                .expect(exception);

        expectEnded(coroutine, "after a throwIn() before it had begun");
        expectDiary("nothing of the body runs");
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

        Attempt.of("throwIn() after close()", () -> closed.throwIn(exception)).expect(exception);
        Attempt.of("throwIn() after the end", () -> returned.throwIn(exception)).expect(exception);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCHECKED", "STATE", "NO_ELEMENT"})
    void whateverIsThrownInComesOutOfTheYieldAsTheSameObject(Thrown thrown) throws Exception {
        var coroutine =
                coroutine((Caller<String, Throwable> caller) -> {
                    Throwable caught = null;
                    while (true) {
                        try {
                            caller.yield(caught);
                            caught = null;
                        } catch (RuntimeException e) {
                            caught = e;
                        }
                    }
                });
        coroutine.next();
        var first = (RuntimeException) thrown.create();
        var second = (RuntimeException) thrown.create();

        for (var exception : List.of(first, second, first)) {
            assertThat(((Yielded<Throwable, ?>) coroutine.throwIn(exception)).value())
                    .as("what the yield has thrown when %s was thrown in", thrown)
                    .isSameAs(exception);
        }
        expectYielded(coroutine.next(), null);
    }

    @Test
    void anotherExceptionThatTheBodyMakesOfItReachesTheThrower() throws Exception {
        var exception = new IllegalArgumentException("thrown in");
        var failure = new IllegalStateException("made of it", exception);
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (IllegalArgumentException e) {
                        throw failure;
                    }
                });
        coroutine.next();

        Attempt.of("throwIn(), when the body throws another", () -> coroutine.throwIn(exception))
                .expect(failure);
        expectEnded(coroutine, "after a failure");
    }

    @Test
    void aBodyThatCatchesWhatIsThrownInRunsItsFinallyBlocksAndMayFailLater() throws Exception {
        var failure = new IllegalArgumentException("later");
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        caller.yield("ready");
                    } catch (IllegalStateException e) {
                        diary.add("caught " + e.getMessage());
                    } finally {
                        diary.add("finally");
                    }
                    caller.yield("going on");
                    throw failure;
                });
        coroutine.next();

        expectYielded(coroutine.throwIn(new IllegalStateException("stop that")), "going on");
        expectDiary("the waiting yield throws it", "caught stop that", "finally");
        Attempt.of("send(), when the body fails", () -> coroutine.send("a")).expect(failure);
        expectEnded(coroutine, "after a failure");
    }

    @Test
    void whatCannotBeThrownIsRefused() throws Exception {
        var waiting = coroutine(this::echo);
        waiting.next();
        var fresh = coroutine(this::echo);
        var ended = coroutine((Caller<String, String> caller) -> "at once");
        ended.next();

        expectNullIsRefused(waiting, "while it waits");
        expectNullIsRefused(fresh, "before it has begun");
        expectNullIsRefused(ended, "after its end");

        expectYielded(waiting.send("a"), "1 a");
        expectYielded(fresh.next(), "ready");
        expectYielded(fresh.send("b"), "1 b");
        expectDiary("throwIn(null) is refused and changes nothing", "heard a", "heard b");
        expectEnded(ended, "after its end");
    }

    private static void expectNullIsRefused(Coroutine<String, ?, ?> coroutine, String when) {
        Attempt.of("throwIn(null) " + when, () -> coroutine.throwIn(null))
                .expect(NullPointerException.class);
    }
}
