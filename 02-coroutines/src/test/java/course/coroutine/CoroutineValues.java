package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Coroutine.Caller;
import course.coroutine.Coroutine.Returned;
import course.coroutine.Coroutine.Yielded;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;

/** Values in both directions. */
abstract class CoroutineValues extends CoroutineExamples {
    CoroutineValues(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
        super(candidate, background);
    }

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
}
