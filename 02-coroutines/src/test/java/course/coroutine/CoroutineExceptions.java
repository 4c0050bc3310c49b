package course.coroutine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Coroutine.Caller;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

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
}
