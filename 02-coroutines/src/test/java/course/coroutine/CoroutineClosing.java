package course.coroutine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Coroutine.Caller;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

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
}
