package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Generator.Caller;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
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
}
