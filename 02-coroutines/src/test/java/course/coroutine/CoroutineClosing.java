package course.coroutine;

import course.coroutine.Coroutine.Body;
import course.coroutine.Coroutine.Caller;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Close. */
abstract class CoroutineClosing extends CoroutineExamples {
    CoroutineClosing(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
        super(candidate, background);
    }

    @Test
    void closingRunsTheFinallyBlocksAndNothingElse() throws Exception {
        var coroutine = coroutine(this::cleaningUp);
        coroutine.next();

        coroutine.close();

        expectEnded(coroutine, "after close()");
        expectDiary("an exit comes out of the waiting yield, once", "clean up");
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
        expectEnded(coroutine, "after close()");
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
        Coroutine<String, String, String> failed =
                coroutine(caller -> {
                    try {
                        throw new IllegalArgumentException("of the example");
                    } finally {
                        diary.add("failed");
                    }
                });
        Attempt.of("next(), when the body fails", failed::next)
                .expect(IllegalArgumentException.class);
        failed.close();

        expectDiary("there is nothing left to close", "clean up", "failed");
    }

    @Test
    void closedBeforeItHasBegunNothingOfItRuns() throws Exception {
        var coroutine = coroutine(this::cleaningUp);

        coroutine.close();

        expectEnded(coroutine, "after a close() before it had begun");
        expectDiary("the body was never begun");
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

        Attempt.of("close(), when the body yields", coroutine::close).expectRefused();

        coroutine.close();
        expectDiary(
                "the second close() lets an exit come out of the second yield", "ignores the exit");
        expectEnded(coroutine, "after the second close()");
    }

    @Test
    void whoYieldsDuringCloseAgainAndAgainIsClosedInTheEnd() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    for (int exits = 0; exits < 3; ) {
                        try {
                            caller.yield(null);
                        } catch (GeneratorExit exit) {
                            exits++;
                            diary.add("exit " + exits);
                        }
                    }
                    return null;
                });
        coroutine.next();

        for (var time : List.of("first", "second")) {
            Attempt.of(
                            "close(), the %s time, when the body yields null".formatted(time),
                            coroutine::close)
                    .expectRefused();
        }
        coroutine.close();

        expectDiary(
                "an exit for each close(), and the body returns after the third",
                "exit 1",
                "exit 2",
                "exit 3");
        expectEnded(coroutine, "after the third close()");
    }

    @Test
    void whoYieldsInTheCloseOfAResourceIsClosedInTheEnd() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try (Resource _ = () -> caller.yield("still here")) {
                        return caller.yield("ready");
                    } finally {
                        diary.add("clean up");
                    }
                });
        coroutine.next();
        Attempt.of("close(), when the body yields in the close() of a resource", coroutine::close)
                .expectRefused();

        Attempt.of(
                        "the second close(), when the body has yielded in the close() of a resource"
                            + " at the first one, and lets both exits pass (Java adds the second"
                            + " one to what the first one has suppressed, so it has to be another"
                            + " object)",
                        () -> {
                            try {
                                coroutine.close();
                            } catch (GeneratorExit first) {
                                // may reach the caller, since it is not that of this close()
                            }
                        })
                .expectNothing();

        expectDiary("the second exit is the body's end", "clean up");
        expectEnded(coroutine, "after the second close()");
    }

    /** What a body has opened. */
    private interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "send", "throwIn"})
    void whoYieldsDuringCloseCanBeLetRun(String call) throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    var heard = "nothing";
                    try {
                        caller.yield("ready");
                    } catch (GeneratorExit ignored) {
                        try {
                            heard = caller.yield("still here");
                        } catch (IllegalArgumentException e) {
                            heard = "caught " + e.getMessage();
                        }
                    }
                    diary.add("heard " + heard);
                    return caller.yield(caller.yield("going on"));
                });
        coroutine.next();
        Attempt.of("close(), when the body yields", coroutine::close).expectRefused();

        var step =
                switch (call) {
                    case "next" -> coroutine.next();
                    case "send" -> coroutine.send("a");
                    default -> coroutine.throwIn(new IllegalArgumentException("x"));
                };

        expectYielded(step, "going on");
        expectDiary(
                "after a close() that was refused, %s() goes to the yield at which it waits"
                        .formatted(call),
                switch (call) {
                    case "next" -> "heard null";
                    case "send" -> "heard a";
                    default -> "heard caught x";
                });
        expectYielded(coroutine.send("b"), "b");
        expectReturned(coroutine.send("c"), "c");
        expectEnded(coroutine, "after its end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "send null", "send", "throwIn"})
    void theExitOfARefusedCloseReachesWhoLetsItRunWhenTheBodyThrowsIt(String call)
            throws Exception {
        var kept = new AtomicReference<GeneratorExit>();
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (GeneratorExit exit) {
                        kept.set(exit);
                        try {
                            caller.yield("still here");
                        } catch (IllegalArgumentException thrownIn) {
                            // throws the exit all the same
                        }
                        throw exit;
                    }
                });
        coroutine.next();
        Attempt.of("close(), when the body yields", coroutine::close).expectRefused();

        Attempt.of(
                        ("%s(), when the body has caught the exit of a close(), has yielded"
                                        + " instead, and throws that exit now, while it is let run")
                                .formatted(call.split(" ")[0]),
                        () -> call(call, coroutine))
                .expect(kept.get());

        expectEnded(coroutine, "after the body has thrown the exit of a close() before");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "EXIT")
    void whateverTheBodyThrowsWhileItIsClosedReachesTheCloser(Thrown thrown) throws Exception {
        var failure = thrown.create();
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } finally {
                        fail(failure);
                    }
                });
        coroutine.next();

        Attempt.of(
                        "close(), when the body throws %s in its finally".formatted(thrown),
                        coroutine::close)
                .expect(failure);

        expectEnded(coroutine, "after %s during close()".formatted(thrown));
    }

    private static void fail(Throwable failure) {
        throw Thrown.sneakily(failure);
    }

    @Test
    void anExceptionThatTheExitHasCausedReachesTheCloser() throws Exception {
        var failure = new IllegalStateException("cannot clean up");
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    try {
                        return caller.yield("ready");
                    } catch (GeneratorExit exit) {
                        failure.initCause(exit);
                        throw failure;
                    }
                });
        coroutine.next();

        Attempt.of(
                        "close(), when the body throws an exception whose cause is the exit",
                        coroutine::close)
                .expect(failure);
        expectEnded(coroutine, "after a failure during close()");
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

        Attempt.of("close(), when the body fails", coroutine::close).expect(failure);
        expectEnded(coroutine, "after a failure during close()");
    }

    @Test
    @Deadline(seconds = 30)
    void whatNobodyRefersToIsCollectedAndItsFinallyDoesNotRun() throws Exception {
        for (var state : List.of("waits in the middle", "waits in a delegation", "has not begun")) {
            var held = forgotten(state);

            background.await(
                    "a coroutine that %s and that nobody refers to is collected; something of yours"
                                    .formatted(state)
                            + " refers to it",
                    () -> {
                        System.gc();
                        return held.get() == null;
                    });
        }

        expectDiary("Java's garbage collector runs no finally blocks");
    }

    private WeakReference<Object> forgotten(String state) throws Exception {
        var held = new Object();
        var coroutine = create(holding(held));
        switch (state) {
            case "waits in the middle" -> coroutine.next();
            case "waits in a delegation" -> {
                var inner = coroutine;
                create((Caller<String, Integer> caller) -> caller.yieldFrom(inner)).next();
            }
            default -> {}
        }
        return new WeakReference<>(held);
    }

    private Body<String, Integer, Integer> holding(Object held) {
        return caller -> {
            try {
                caller.yield(1);
                return held.hashCode();
            } finally {
                diary.add("clean up");
            }
        };
    }
}
