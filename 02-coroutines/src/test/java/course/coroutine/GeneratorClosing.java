package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Generator.Body;
import course.coroutine.Generator.Caller;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Close. */
abstract class GeneratorClosing extends GeneratorExamples {
    GeneratorClosing(Candidate<Generator<?>> candidate, Background background) {
        super(candidate, background);
    }

    @Test
    void closingRunsTheFinallyBlocks() throws Exception {
        var generator = generator(this::cleaningUp);
        generator.next();

        generator.close();

        expectDiary(
                "close() lets a GeneratorExit come out of the yield at which the body waits",
                "clean up");
        expectEnded(generator, "after close()");
    }

    private void cleaningUp(Caller<Integer> caller) {
        try {
            caller.yield(1);
            diary.add("went on");
            caller.yield(2);
        } finally {
            diary.add("clean up");
        }
    }

    @Test
    void closingUnwindsAllCalls() throws Exception {
        var generator = generator((Caller<Integer> caller) -> open(3, caller));
        generator.next();

        generator.close();

        expectDiary(
                "the innermost is closed first",
                "open 3",
                "open 2",
                "open 1",
                "close 1",
                "close 2",
                "close 3");
    }

    private void open(int resource, Caller<Integer> caller) {
        diary.add("open " + resource);
        try (AutoCloseable _ = () -> diary.add("close " + resource)) {
            if (resource == 1) {
                caller.yield(1);
            } else {
                open(resource - 1, caller);
            }
        } catch (Exception e) {
            diary.add("caught " + e);
        }
    }

    @Test
    void theExitIsNotCaughtAsAFailure() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    for (int attempt = 0; attempt < 10; attempt++) {
                        try {
                            caller.yield(attempt);
                        } catch (Exception e) {
                            diary.add("caught " + e + ", and tries again");
                        }
                    }
                });
        generator.next();

        refusal("close()", generator::close);

        expectDiary(
                "catch (Exception e) is for failures, and an exit is none", "close() went through");
    }

    @Test
    void aBodyMayReturnWhenItIsClosed() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } catch (GeneratorExit exit) {
                        diary.add("exit");
                    }
                });
        generator.next();

        generator.close();

        expectDiary("the body returns, and that is as good an end as any", "exit");
        expectEnded(generator, "after close()");
    }

    @Test
    void whatHasNextHasFoundIsGoneAfterClosing() throws Exception {
        var generator = generator(this::cleaningUp);
        generator.hasNext();

        generator.close();

        expectEnded(generator, "after close()");
        expectDiary("the body waits at its first yield", "clean up");
    }

    @Test
    void whatHasNextHasFoundIsGoneAlsoWhenTheBodyReturns() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } catch (GeneratorExit exit) {
                        diary.add("exit");
                    }
                });
        expectFound(generator, "at the beginning");

        generator.close();

        expectDiary("the body catches the exit and returns", "exit");
        expectEnded(generator, "after close()");
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNextHasFoundIsGoneAlsoWhenTheBodyThrowsSomethingElse(Thrown thrown)
            throws Exception {
        var failure = thrown.create();
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } finally {
                        diary.add("fails");
                        Thrown.sneakily(failure);
                    }
                });
        expectFound(generator, "at the beginning");

        Attempt.of("close(), when the body throws " + thrown, generator::close);

        expectDiary("the body waits at its first yield, and fails there", "fails");
        expectEnded(generator, "after a close() in which the body has thrown " + thrown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has not begun",
                "waits at a yield",
                "has found a value",
                "returns when it is closed",
                "has yielded when it was closed before",
                "has come to its end"
            })
    void afterCloseNextSaysByItselfThatThereIsNoMore(String state) throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } catch (GeneratorExit exit) {
                        switch (state) {
                            case "returns when it is closed" -> {}
                            case "has yielded when it was closed before" -> caller.yield(2);
                            default -> throw exit;
                        }
                    }
                });
        switch (state) {
            case "has not begun" -> {}
            case "has found a value" -> generator.hasNext();
            case "has come to its end" -> generator.forEachRemaining(value -> {});
            default -> generator.next();
        }
        if (state.equals("has yielded when it was closed before")) {
            Attempt.of("close(), when the body yields", generator::close).expectRefused();
        }

        generator.close();

        for (var time : List.of("", ", the second time")) {
            Attempt.of(
                            ("next() with no hasNext() before, after close() of a generator that"
                                            + " %s%s")
                                    .formatted(state, time),
                            generator::next)
                    .expect(NoSuchElementException.class);
        }
    }

    @Test
    void aBodyThatIsClosedMayAskAnotherGenerator() throws Exception {
        var other =
                generator((Caller<String> caller) -> {
                    caller.yield("one");
                    caller.yield("two");
                });
        other.next();
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } finally {
                        diary.add("asks the other one: " + other.next());
                    }
                });
        generator.next();

        generator.close();

        expectDiary(
                "one generator is closed, and the other one, which it asks then, is not",
                "asks the other one: two");
        assertThat(other.hasNext()).as("what hasNext() of the other one returns").isFalse();
    }

    @Test
    void closedBeforeItHasBegunNothingOfItRuns() throws Exception {
        var generator = generator(this::cleaningUp);

        generator.close();

        expectEnded(generator, "after close()");
        expectDiary("the body was never begun");
    }

    @Test
    void closingIsRepeatable() throws Exception {
        var generator = generator(this::cleaningUp);
        generator.next();

        generator.close();
        generator.close();

        expectDiary("the second close() finds it ended", "clean up");
    }

    @Test
    void closingAfterTheEndDoesNothing() throws Exception {
        var generator = generator(this::cleaningUp);
        generator.forEachRemaining(value -> {});

        generator.close();

        expectDiary("it has come to its end before", "went on", "clean up");
    }

    @Test
    void leavingALoopEarlyClosesItWithTryWithResources() throws Exception {
        try (var generator = generator(this::cleaningUp)) {
            for (var value : generator) {
                diary.add("saw " + value);
                break;
            }
        }

        expectDiary("try-with-resources closes it", "saw 1", "clean up");
    }

    @Test
    void anotherExceptionDuringCloseReachesTheCloser() throws Exception {
        var failure = new IllegalStateException("cannot clean up");
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } finally {
                        fail(failure);
                    }
                });
        generator.next();

        Attempt.of("close(), when the body fails in its finally", generator::close).expect(failure);
        expectEnded(generator, "after a failure during close()");
    }

    @Test
    void anExceptionThatTheExitHasCausedReachesTheCloser() throws Exception {
        var failure = new IllegalStateException("cannot clean up");
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } catch (GeneratorExit exit) {
                        failure.initCause(exit);
                        throw failure;
                    }
                });
        generator.next();

        Attempt.of(
                        "close(), when the body throws an exception whose cause is the exit",
                        generator::close)
                .expect(failure);
        expectEnded(generator, "after a failure during close()");
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    @Test
    void yieldingDuringCloseIsAnError() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } finally {
                        diary.add("will yield in finally");
                        caller.yield(2);
                        diary.add("went on in finally");
                    }
                });
        generator.next();

        Attempt.of("close(), when the body yields in its finally", generator::close)
                .expectRefused();

        generator.close();
        expectDiary(
                "the second close() lets an exit come out of the second yield",
                "will yield in finally");
        expectEnded(generator, "after the second close()");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = {1, 2})
    void whateverIsYieldedDuringCloseThatIsAnError(Integer value) throws Exception {
        for (var call : List.of("next", "hasNext")) {
            for (var before : new Integer[] {1, null}) {
                var generator =
                        generator((Caller<Integer> caller) -> {
                            try {
                                caller.yield(before);
                            } finally {
                                caller.yield(value);
                            }
                        });
                call(call, generator);

                Attempt.of(
                                ("close(), when the body has yielded %s, asked by %s(), and yields"
                                                + " %s in its finally")
                                        .formatted(before, call, value),
                                generator::close)
                        .expectRefused();

                generator.close();
                expectEnded(generator, "after the second close()");
            }
        }
    }

    @Test
    void whoYieldsInTheCloseOfAResourceIsClosedInTheEnd() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try (Resource _ = () -> caller.yield(2)) {
                        caller.yield(1);
                    } finally {
                        diary.add("clean up");
                    }
                });
        generator.next();
        Attempt.of("close(), when the body yields in the close() of a resource", generator::close)
                .expectRefused();

        Attempt.of(
                        "the second close(), when the body has yielded in the close() of a resource"
                            + " at the first one, and lets both exits pass (Java adds the second"
                            + " one to what the first one has suppressed, so it has to be another"
                            + " object)",
                        () -> {
                            try {
                                generator.close();
                            } catch (GeneratorExit first) {
                                // may reach the caller, since it is not that of this close()
                            }
                        })
                .expectNothing();

        expectDiary("the second exit is the body's end", "clean up");
        expectEnded(generator, "after the second close()");
    }

    /** What a body has opened. */
    private interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "hasNext"})
    void whoYieldsDuringCloseCanBeAskedOn(String call) throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } catch (GeneratorExit ignored) {
                        caller.yield(2);
                    }
                    caller.yield(3);
                    caller.yield(4);
                    diary.add("the end");
                });
        call(call, generator);
        Attempt.of("close(), when the body yields 2 instead of ending", generator::close)
                .expectRefused();

        var rest = new ArrayList<Integer>();
        generator.forEachRemaining(rest::add);

        assertThat(rest)
                .withFailMessage(
                        "%s() was called, then close() was refused, since the body yielded 2"
                                + " instead; asked for the rest, it goes on behind that yield"
                                + "%n  expected: [3, 4] (or [2, 3, 4])%n  but was:  %s",
                        call, rest)
                .isIn(List.of(3, 4), List.of(2, 3, 4));
        expectDiary("the body comes to its end", "the end");
        expectEnded(generator, "after the last value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "hasNext"})
    void theExitOfARefusedCloseReachesWhoAsksWhenTheBodyThrowsIt(String call) throws Exception {
        var kept = new AtomicReference<GeneratorExit>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } catch (GeneratorExit exit) {
                        kept.set(exit);
                        caller.yield(2);
                        throw exit;
                    }
                });
        generator.next();
        Attempt.of("close(), when the body yields 2 instead of ending", generator::close)
                .expectRefused();

        Attempt.of(
                        ("%s(), when the body has caught the exit of a close(), has yielded 2"
                                        + " instead, and throws that exit now, while it is asked")
                                .formatted(call),
                        () -> {
                            call(call, generator);
                            // the 2, if it is not lost
                            expectNext(generator, 2, "when the body has yielded it");
                            call(call, generator);
                        })
                .expect(kept.get());

        expectEnded(generator, "after the body has thrown the exit of a close() before");
    }

    @Test
    void whoYieldsDuringCloseAgainAndAgainIsClosedInTheEnd() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    for (int exits = 0; exits < 3; ) {
                        try {
                            caller.yield(exits);
                        } catch (GeneratorExit exit) {
                            exits++;
                            diary.add("exit " + exits);
                        }
                    }
                });
        generator.next();

        for (var time : List.of("first", "second")) {
            Attempt.of(
                            "close(), the %s time, when the body yields instead".formatted(time),
                            generator::close)
                    .expectRefused();
        }
        generator.close();

        expectDiary(
                "an exit for each close(), and the body returns after the third",
                "exit 1",
                "exit 2",
                "exit 3");
        expectEnded(generator, "after the third close()");
    }

    @Test
    void aValueThatWasYieldedBeforeIsNotFoundAgainAfterARefusedClose() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } catch (GeneratorExit ignored) {
                        caller.yield(2);
                    }
                });
        expectFound(generator, "at the beginning");

        Attempt.of("close(), when the body yields 2 instead of ending", generator::close)
                .expectRefused();
        generator.close();

        expectEnded(generator, "after the second close()");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nullThatHasNextHasFoundIsGoneAfterClosing(boolean found) throws Exception {
        var generator =
                generator((Caller<String> caller) -> {
                    caller.yield(null);
                    caller.yield("a");
                });
        if (found) {
            expectFound(generator, "at the beginning");
        } else {
            expectNext(generator, null, "at the beginning");
        }

        generator.close();

        expectEnded(generator, "after close()");
    }

    @Test
    void closingAFailedOneDoesNothing() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                        throw new IllegalArgumentException("out of numbers");
                    } finally {
                        diary.add("clean up");
                    }
                });
        generator.next();
        Attempt.of("next(), when the body fails", generator::next)
                .expect(IllegalArgumentException.class);

        generator.close();

        expectDiary("it has ended by its failure before", "clean up");
        expectEnded(generator, "after close()");
    }

    @Test
    void closingClosesWhatTheBodyHasOpened() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try (var inner = unchecked(() -> generator(this::cleaningUp))) {
                        inner.forEachRemaining(caller::yield);
                    } finally {
                        diary.add("outer: clean up");
                    }
                });
        expectNext(generator, 1, "when an inner generator has yielded it");

        generator.close();

        expectDiary("the body is left from inside to outside", "clean up", "outer: clean up");
        expectEnded(generator, "after close()");
    }

    @Test
    @Deadline(seconds = 30)
    void whatNobodyRefersToIsCollectedAndItsFinallyDoesNotRun() throws Exception {
        var held = new LinkedHashMap<String, WeakReference<Object>>();
        held.put("waits in the middle", forgotten(Generator::next));
        held.put("has found a value", forgotten(Generator::hasNext));
        held.put("has not begun", forgotten(generator -> {}));

        held.forEach((state, body) ->
                background.await(
                        "a generator that %s and that nobody refers to is collected; something of"
                                        .formatted(state)
                                + " yours refers to it",
                        () -> {
                            System.gc();
                            return body.get() == null;
                        }));
        expectDiary("Java's garbage collector runs no finally blocks");
    }

    private WeakReference<Object> forgotten(Consumer<Generator<?>> use) throws Exception {
        var held = new Object();
        use.accept(create(holding(held)));
        return new WeakReference<>(held);
    }

    private Body<Integer> holding(Object held) {
        return caller -> {
            try {
                caller.yield(1);
                caller.yield(held.hashCode());
            } finally {
                diary.add("clean up");
            }
        };
    }
}
