package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Generator.Caller;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;

/** Values, one by one. */
abstract class GeneratorValues extends GeneratorExamples {
    private static final String NO_FURTHER =
            "the body runs only when a value is asked for, and no further than its next yield";

    GeneratorValues(Candidate<Generator<?>> candidate, Background background) {
        super(candidate, background);
    }

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

        expectEnded(generator, "after the last value");
    }

    @Test
    void afterTheLastValueNextSaysSoByItself() throws Exception {
        var generator = generator(ONE_TWO_THREE);
        for (int i = 0; i < 3; i++) {
            generator.next();
        }

        Attempt.of("next() after the last value, with no hasNext() before", generator::next)
                .expect(NoSuchElementException.class);
        expectEnded(generator, "after the last value");
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
    void itsValuesCanBeIteratedOverOnce() throws Exception {
        var generator = generator(ONE_TWO_THREE);
        var seen = new ArrayList<String>();

        assertThat(generator.iterator()).as("iterator()").isSameAs(generator);
        for (var value : generator) {
            seen.add("first loop: " + value);
            break;
        }
        for (var value : generator) {
            seen.add("second loop: " + value);
        }
        for (var value : generator) {
            seen.add("third loop: " + value);
        }

        assertThat(seen)
                .as("what three loops saw of 1, 2, 3, where the first one was left early")
                .containsExactly("first loop: 1", "second loop: 2", "second loop: 3");
    }

    @Test
    void allThatRemainsIsHandedOverOneByOne() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    for (int n = 1; n <= 3; n++) {
                        diary.add("yields " + n);
                        caller.yield(n);
                    }
                });
        generator.next();

        generator.forEachRemaining(n -> diary.add("got " + n));

        expectDiary(
                "the body runs as far as its next yield when a value is asked for, and not further,"
                        + " be it by forEachRemaining()",
                "yields 1",
                "yields 2",
                "got 2",
                "yields 3",
                "got 3");
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
        var iterator = generator.iterator();
        diary.add("iterator");

        iterator.next();

        expectDiary(NO_FURTHER, "created", "iterator", "begun");
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

    @ParameterizedTest(name = "{0} times before each")
    @ValueSource(ints = {0, 1, 2, 5})
    void whetherThereIsAnotherMayBeAskedAnyNumberOfTimes(int times) throws Exception {
        var values = Arrays.asList(null, 1, 1, null);
        var generator = generator((Caller<Integer> caller) -> values.forEach(caller::yield));
        var when = "when hasNext() is called %s times before each value".formatted(times);

        for (var value : values) {
            for (int i = 0; i < times; i++) {
                expectFound(generator, when);
            }
            expectNext(generator, value, when);
        }

        expectEnded(generator, "after the last value");
    }

    @Test
    void valuesMayBeAnyObjects() throws Exception {
        List<Object> values =
                List.of(
                        Optional.empty(),
                        Optional.of(1),
                        false,
                        List.of(),
                        new NoSuchElementException("only a value"),
                        new GeneratorExit(),
                        Thread.currentThread(),
                        generator(ONE_TWO_THREE));
        var generator = generator((Caller<Object> caller) -> values.forEach(caller::yield));

        for (var value : values) {
            expectFound(generator, "before " + value);
            assertThat(generator.next()).as("what next() returns").isSameAs(value);
        }
        expectEnded(generator, "after the last value");
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
    void valuesMayBeYieldedDeepInARecursion() throws Exception {
        var generator = generator((Caller<Integer> caller) -> countDown(1_000, caller));

        for (int depth = 1; depth <= 1_000; depth++) {
            if (generator.next() != depth) {
                throw new AssertionError(
                        "a function yielded 1, 2, 3, … 1000 on its way back from a recursion;"
                                + " value %s was another one".formatted(depth));
            }
        }
        expectEnded(generator, "after the last value");
    }

    private static void countDown(int depth, Caller<Integer> caller) {
        if (depth > 1) {
            countDown(depth - 1, caller);
        }
        caller.yield(depth);
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

    @ParameterizedTest
    @EnumSource
    void itMayBeUsedOnAnotherThreadThanTheOneThatCreatesIt(Elsewhere where) throws Exception {
        var generator = generator(ONE_TWO_THREE);
        var closed = generator(ONE_TWO_THREE);
        var seen = new ArrayList<Integer>();

        where.run(
                background,
                () -> {
                    generator.forEachRemaining(seen::add);
                    expectEnded(generator, "after the last value, on " + where);
                    closed.next();
                    closed.close();
                    expectEnded(closed, "after close(), on " + where);
                });

        assertThat(seen)
                .as("values of a generator that was created here and used on %s", where)
                .containsExactly(1, 2, 3);
    }

    @Test
    void tenThousandMayWaitAtTheSameTime() throws Exception {
        var generators = new ArrayList<Generator<Integer>>();
        for (int i = 0; i < 10_000; i++) {
            generators.add(generator(NATURAL_NUMBERS));
        }

        for (int n = 0; n < 3; n++) {
            for (var generator : generators) {
                if (generator.next() != n) {
                    throw new AssertionError(
                            "10,000 generators yield 0, 1, 2; value %s of one was another one"
                                    .formatted(n));
                }
            }
        }
    }
}
