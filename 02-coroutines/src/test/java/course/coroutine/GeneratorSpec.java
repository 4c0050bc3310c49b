package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Generator.Body;
import course.coroutine.Generator.Caller;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.HeldMonitors;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

@Exercise(id = "2.2", title = "Generator", section = "使用yield实现协程操作例子")
class GeneratorSpec {
    private static final Body<Integer> ONE_TWO_THREE =
            caller -> {
                caller.yield(1);
                caller.yield(2);
                caller.yield(3);
            };
    private static final Body<Integer> NATURAL_NUMBERS =
            caller -> {
                for (int n = 0; ; n++) {
                    caller.yield(n);
                }
            };
    private static final String NO_FURTHER =
            "the body runs only when a value is asked for, and no further than its next yield";

    private final Candidate<Generator<?>> candidate;
    private final Background background;
    private final List<String> diary = new ArrayList<>();

    GeneratorSpec(Candidate<Generator<?>> candidate, Background background) {
        this.candidate = candidate;
        this.background = background;
    }

    @SuppressWarnings("unchecked")
    private <T> Generator<T> generator(Body<T> body) throws Exception {
        return (Generator<T>) candidate.create(body);
    }

    // 2.2.1 to 2.2.3: values, one by one

    @Test
    void valuesComeInTheOrderInWhichTheyAreYielded() throws Exception {
        var generator = generator(ONE_TWO_THREE);

        assertThat(List.of(generator.next(), generator.next(), generator.next()))
                .as("the values")
                .containsExactly(1, 2, 3);
    }

    @Test
    void afterTheLastValueThereIsNoMore() throws Exception {
        var generator = generator(ONE_TWO_THREE);
        for (int i = 0; i < 3; i++) {
            assertThat(generator.hasNext()).as("hasNext() before value %s of 3", i + 1).isTrue();
            generator.next();
        }

        for (int time = 0; time < 2; time++) {
            assertThat(generator.hasNext()).as("hasNext() after the last value").isFalse();
            assertThatThrownBy(generator::next, "next() after the last value")
                    .isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void aForEachLoopGoesThroughAllValues() throws Exception {
        var seen = new ArrayList<Integer>();

        for (var value : generator(ONE_TWO_THREE)) {
            seen.add(value);
        }

        assertThat(seen).as("what the loop saw").containsExactly(1, 2, 3);
    }

    @Test
    void aBodyThatYieldsNothingHasNoValues() throws Exception {
        var generator = generator(caller -> diary.add("ran"));

        assertThat(generator.hasNext()).as("hasNext() of an empty generator").isFalse();
        assertThat(diary).as("what the body did").containsExactly("ran");
    }

    @Test
    void nothingRunsBeforeAValueIsAskedFor() throws Exception {
        var generator =
                generator(caller -> {
                    diary.add("begun");
                    caller.yield(1);
                });
        diary.add("created");

        generator.next();

        expectDiary(NO_FURTHER, "created", "begun");
    }

    @Test
    void theBodyRunsNoFurtherThanItIsAskedFor() throws Exception {
        var generator = generator(this::notingEachStep);

        diary.add("got " + generator.next());
        diary.add("got " + generator.next());

        expectDiary(NO_FURTHER, "will yield 1", "got 1", "will yield 2", "got 2");
    }

    @Test
    void askingWhetherThereIsAnotherRunsToItAndNoFurther() throws Exception {
        var generator = generator(this::notingEachStep);

        diary.add("has " + generator.hasNext());
        diary.add("has " + generator.hasNext());
        diary.add("got " + generator.next());
        diary.add("has " + generator.hasNext());

        expectDiary(
                NO_FURTHER,
                "will yield 1",
                "has true",
                "has true",
                "got 1",
                "will yield 2",
                "has true");
    }

    private void notingEachStep(Caller<Integer> caller) {
        for (int n = 1; n <= 3; n++) {
            diary.add("will yield " + n);
            caller.yield(n);
        }
    }

    @Test
    void aGeneratorMayHaveNoEnd() throws Exception {
        var numbers = generator(NATURAL_NUMBERS);

        assertThat(IntStream.range(0, 100_000).filter(n -> numbers.next() != n))
                .as("places of the first 100,000 natural numbers where there was another one")
                .isEmpty();
    }

    @Test
    void nullIsAValueLikeAnyOther() throws Exception {
        var generator =
                generator(caller -> {
                    caller.yield(null);
                    caller.yield("a");
                    caller.yield(null);
                });

        var seen = new ArrayList<>();
        generator.forEachRemaining(seen::add);

        assertThat(seen).as("the values").containsExactly(null, "a", null);
    }

    @Test
    void valuesMayBeYieldedInNestedCalls() throws Exception {
        var tree = new Tree(new Tree(null, 1, null), 2, new Tree(new Tree(null, 3, null), 4, null));

        var seen = new ArrayList<Integer>();
        generator(tree::walk).forEachRemaining(seen::add);

        assertThat(seen)
                .as("a tree, walked recursively from left to right")
                .containsExactly(1, 2, 3, 4);
    }

    private record Tree(Tree left, int value, Tree right) {
        void walk(Caller<Integer> caller) {
            if (left != null) {
                left.walk(caller);
            }
            caller.yield(value);
            if (right != null) {
                right.walk(caller);
            }
        }
    }

    @Test
    void severalGeneratorsTakeTurns() throws Exception {
        var letters =
                generator((Caller<String> caller) -> List.of("a", "b", "c").forEach(caller::yield));
        var numbers = generator(ONE_TWO_THREE);

        var seen = new StringBuilder();
        while (letters.hasNext() && numbers.hasNext()) {
            seen.append(letters.next()).append(numbers.next());
        }

        assertThat(seen).as("each goes on where it is").hasToString("a1b2c3");
    }

    @Test
    void aBodyMayUseAnotherGenerator() throws Exception {
        var numbers = generator(NATURAL_NUMBERS);
        var squares =
                generator((Caller<Integer> caller) -> {
                    for (var n : numbers) {
                        caller.yield(n * n);
                    }
                });
        var evenSquares =
                generator((Caller<Integer> caller) -> {
                    for (var n : squares) {
                        if (n % 2 == 0) {
                            caller.yield(n);
                        }
                    }
                });

        assertThat(IntStream.range(0, 5).map(i -> evenSquares.next()))
                .as("even squares")
                .containsExactly(0, 4, 16, 36, 64);
    }

    @Test
    void theBodyRunsOnTheCallersThread() throws Exception {
        var threads = new ArrayList<Thread>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    threads.add(Thread.currentThread());
                    caller.yield(1);
                    threads.add(Thread.currentThread());
                });

        generator.forEachRemaining(value -> {});

        assertThat(threads)
                .withFailMessage("the body ran on %s, not on the caller's thread", threads)
                .containsOnly(Thread.currentThread());
    }

    @Test
    void tenThousandMayWaitAtTheSameTime() throws Exception {
        var generators = new ArrayList<Generator<Integer>>();
        for (int i = 0; i < 10_000; i++) {
            generators.add(generator(NATURAL_NUMBERS));
        }

        for (int n = 0; n < 3; n++) {
            for (var generator : generators) {
                assertThat(generator.next().intValue()).isEqualTo(n);
            }
        }
    }

    // exceptions

    @Test
    void anExceptionInsideReachesTheCaller() throws Exception {
        var failure = new IllegalArgumentException("out of numbers");
        var generator =
                generator(caller -> {
                    caller.yield(1);
                    throw failure;
                });
        assertThat(generator.next()).isEqualTo(1);

        assertThatThrownBy(generator::next, "next(), when the body fails").isSameAs(failure);
        expectEnded(generator, "after a failure");
    }

    @Test
    void anExceptionInsideReachesWhoAsksWhetherThereIsAnother() throws Exception {
        var failure = new StackOverflowError("an error this time");
        var generator =
                generator(caller -> {
                    throw failure;
                });

        assertThatThrownBy(generator::hasNext, "hasNext(), when the body fails").isSameAs(failure);
        expectEnded(generator, "after a failure");
    }

    // 2.2.4: close

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

        assertThatThrownBy(generator::close, "close(), when the body fails in its finally")
                .isSameAs(failure);
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

        assertThatThrownBy(generator::close, "close(), when the body yields in its finally")
                .isInstanceOf(IllegalStateException.class);

        generator.close();
        expectDiary(
                "the second close() lets an exit come out of the second yield",
                "will yield in finally");
        expectEnded(generator, "after the second close()");
    }

    @Test
    @Deadline(seconds = 30)
    void whatNobodyRefersToIsCollectedAndItsFinallyDoesNotRun() throws Exception {
        var held = forgottenInTheMiddle();

        background.await(
                "a generator that nobody refers to is collected; something of yours refers to it",
                () -> {
                    System.gc();
                    return held.get() == null;
                });
        expectDiary("Java's garbage collector runs no finally blocks");
    }

    private WeakReference<Object> forgottenInTheMiddle() throws Exception {
        var held = new Object();
        var weakly = new WeakReference<>(held);
        create(holding(held)).next();
        return weakly;
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

    // 2.2.5: what is refused

    @Test
    void reentryIsRefusedAndTheBodyGoesOn() throws Exception {
        var self = new AtomicReference<Generator<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    refusal("next()", () -> self.get().next());
                    caller.yield(1);
                    refusal("hasNext()", () -> self.get().hasNext());
                    refusal("close()", () -> self.get().close());
                    caller.yield(2);
                });
        self.set(generator);

        assertThat(List.of(generator.next(), generator.next()))
                .as("values of a body that has asked its own generator in between")
                .containsExactly(1, 2);
        expectDiary(
                "a generator that is running cannot be asked or closed",
                "next() refused",
                "hasNext() refused",
                "close() refused");
    }

    @Test
    void aYieldFromOutsideIsRefusedAndChangesNothing() throws Exception {
        var leaked = new AtomicReference<Caller<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    leaked.set(caller);
                    ONE_TWO_THREE.run(caller);
                });
        assertThat(generator.next()).isEqualTo(1);
        generator.hasNext();

        refusal("yield from outside", () -> leaked.get().yield(99));

        assertThat(List.of(generator.next(), generator.next())).containsExactly(2, 3);
        assertThat(generator.hasNext()).isFalse();
        refusal("yield after the end", () -> leaked.get().yield(99));
        expectDiary(
                "only the running body can yield",
                "yield from outside refused",
                "yield after the end refused");
    }

    @Test
    void aYieldPastAnotherBodyIsRefusedAndBothGoOn() throws Exception {
        var outer =
                generator((Caller<String> outerCaller) -> {
                    Generator<String> inner =
                            unchecked(() ->
                                    generator((Caller<String> innerCaller) -> {
                                        refusal(
                                                "yield past the inner",
                                                () -> outerCaller.yield("?"));
                                        innerCaller.yield("from the inner");
                                    }));
                    outerCaller.yield(inner.next());
                    outerCaller.yield("from the outer");
                });

        assertThat(List.of(outer.next(), outer.next()))
                .as("the values of the outer one")
                .containsExactly("from the inner", "from the outer");
        expectDiary(
                "the inner body is on top of the outer one, which therefore cannot yield",
                "yield past the inner refused");
    }

    @Test
    void aYieldUnderANativeFrameIsRefusedAndBothSidesGoOn() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    caller.yield(1);
                    refusal(
                            "yield under a native frame",
                            () -> NativeFrame.above(() -> caller.yield(99)));
                    caller.yield(2);
                    refusal("a second one", () -> NativeFrame.above(() -> caller.yield(99)));
                });

        assertThat(List.of(generator.next(), generator.next()))
                .as("the values before and after a yield that the JVM cannot do")
                .containsExactly(1, 2);
        assertThat(generator.hasNext())
                .as("hasNext(), when the last yield was refused and the body has ended")
                .isFalse();
        expectDiary(
                "the JVM cannot put a native frame aside",
                "yield under a native frame refused",
                "a second one refused");
    }

    @Test
    void anotherThreadCannotLetItGoOn() throws Exception {
        var generator = generator(ONE_TWO_THREE);
        generator.next();

        background.start("another thread", () -> refusal("next()", generator::next)).awaitEnd();

        expectDiary("a generator belongs to the thread that asks it first", "next() refused");
        assertThat(generator.next()).as("the next value, on its own thread").isEqualTo(2);
    }

    @Test
    void theCallerKeepsItsMonitors() throws Exception {
        var numbers = generator(NATURAL_NUMBERS);

        HeldMonitors.expectKeptBy("next()", numbers::next);
        HeldMonitors.expectKeptBy(
                "hasNext()",
                () -> {
                    numbers.hasNext();
                    numbers.next();
                });
        HeldMonitors.expectKeptBy(
                "close()",
                () -> {
                    var begun = generator(NATURAL_NUMBERS);
                    begun.next();
                    begun.close();
                });
    }

    @Test
    void aBodyThatCallsAnotherGeneratorKeepsItsMonitors() throws Exception {
        var numbers = generator(NATURAL_NUMBERS);
        var outer =
                generator((Caller<Integer> caller) -> {
                    caller.yield(1);
                    unchecked(() -> {
                        HeldMonitors.expectKeptBy(
                                "next(), called by another generator's body,", numbers::next);
                        return null;
                    });
                    caller.yield(2);
                });
        outer.next();

        assertThat(outer.next()).as("the body goes on").isEqualTo(2);
    }

    private void refusal(String what, Runnable call) {
        try {
            call.run();
            diary.add(what + " went through");
        } catch (IllegalStateException e) {
            diary.add(what + " refused");
        }
    }

    /** Creates one that the example does not close, and so does not refer to. */
    @SuppressWarnings("unchecked")
    private <T> Generator<T> create(Body<T> body) throws Exception {
        Body<T> none = caller -> {};
        var constructor = generator(none).getClass().getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return (Generator<T>) constructor.newInstance(body);
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void expectEnded(Generator<?> generator, String when) {
        assertThat(generator.hasNext()).as("hasNext() %s", when).isFalse();
        assertThatThrownBy(generator::next, "next() %s", when)
                .isInstanceOf(NoSuchElementException.class);
    }

    private void expectDiary(String why, String... expected) {
        assertThat(diary)
                .withFailMessage(
                        "%s%n  expected: %s%n  but was:  %s", why, List.of(expected), diary)
                .containsExactly(expected);
    }
}
