package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Coroutine.Caller;
import course.coroutine.Coroutine.Returned;
import course.coroutine.Coroutine.Yielded;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    void nothingRunsBeforeTheFirstNextOrBehindAYield() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    diary.add("begun");
                    caller.yield("first");
                    diary.add("goes on");
                    return null;
                });
        diary.add("created");

        coroutine.next();
        diary.add("waits");
        coroutine.next();

        expectDiary(
                "the body begins with the first next(), and waits at its yield for the second",
                "created",
                "begun",
                "waits",
                "goes on");
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

        expectEnded(coroutine, "after it has returned");
    }

    @Test
    void afterAnEndWithoutAYieldItCannotBeAskedAnyMore() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    diary.add("ran");
                    return "at once";
                });

        expectReturned(coroutine.next(), "at once");

        expectEnded(coroutine, "after it has returned");
        expectDiary("the body runs once", "ran");
    }

    @Test
    void afterARefusedFirstSendNothingHasChanged() throws Exception {
        var coroutine = coroutine(this::echo);
        for (int time = 0; time < 2; time++) {
            Attempt.of("the first send(), of a value", () -> coroutine.send("too early"))
                    .expectRefused();
        }

        expectYielded(coroutine.send(null), "ready");
        expectYielded(coroutine.next(), "1 null");
        expectDiary("the value that was refused is not sent later", "heard null");
    }

    @Test
    void valuesMayBeAnyObjects() throws Exception {
        List<Object> values =
                List.of(
                        new IllegalStateException("only a value"),
                        new GeneratorExit(),
                        new Yielded<>("only a value"),
                        new Returned<>("only a value"),
                        Optional.empty(),
                        false,
                        List.of(),
                        coroutine(this::echo));
        var coroutine =
                coroutine((Caller<Object, Object> caller) -> {
                    Object heard = null;
                    for (int i = 0; i <= values.size(); i++) {
                        heard = caller.yield(heard);
                    }
                    return heard;
                });
        coroutine.next();

        for (var value : values) {
            expectYielded(coroutine.send(value), value);
        }
        expectReturned(coroutine.send("end"), "end");
    }

    @Test
    void nothingOfOneTurnIsLeftInTheNext() throws Exception {
        var coroutine =
                coroutine((Caller<String, String> caller) -> {
                    var heard = caller.yield("a");
                    heard = caller.yield(null);
                    diary.add("heard " + heard);
                    return null;
                });

        expectYielded(coroutine.next(), "a");
        expectYielded(coroutine.send("x"), null);
        expectReturned(coroutine.next(), null);

        expectDiary("next() sends nothing", "heard null");
    }

    @Test
    void severalCoroutinesTakeTurns() throws Exception {
        var first = coroutine(this::echo);
        var second = coroutine(this::echo);

        expectYielded(first.next(), "ready");
        expectYielded(second.next(), "ready");
        expectYielded(first.send("a"), "1 a");
        expectYielded(first.send("b"), "2 b");
        expectYielded(second.send("c"), "1 c");
        expectReturned(first.send("end"), "bye");
        expectYielded(second.send("d"), "2 d");
    }

    @Test
    void aBodyMayTalkWithAnotherCoroutine() throws Exception {
        var inner = coroutine(this::echo);
        var outer =
                coroutine((Caller<String, Object> caller) -> {
                    var heard = caller.yield(inner.next());
                    heard = caller.yield(inner.send("inner " + heard));
                    return inner.send("end") + " " + heard;
                });

        expectYielded(outer.next(), new Yielded<>("ready"));
        expectYielded(outer.send("a"), new Yielded<>("1 inner a"));
        expectReturned(outer.send("b"), new Returned<>("bye") + " b");
    }

    @ParameterizedTest
    @EnumSource
    void itMayBeUsedOnAnotherThreadThanTheOneThatCreatesIt(Elsewhere where) throws Exception {
        var coroutine = coroutine(this::echo);
        var closed = coroutine(this::echo);

        where.run(
                background,
                () -> {
                    expectYielded(coroutine.next(), "ready");
                    expectYielded(coroutine.send("a"), "1 a");
                    expectReturned(coroutine.send("end"), "bye");
                    closed.next();
                    closed.close();
                    expectEnded(closed, "after close(), on " + where);
                });

        expectDiary("what is sent on " + where, "heard a");
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
