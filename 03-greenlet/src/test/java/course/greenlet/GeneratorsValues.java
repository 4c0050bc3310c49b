package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Generators.Generator;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.NoSuchElementException;

/** Values, one by one. */
abstract class GeneratorsValues extends GeneratorsExamples {
    private static final String NO_FURTHER =
            "the function runs when a value is asked for, and no further than to that value";

    GeneratorsValues(
            Candidate<Generators> candidate, Candidate<Greenlets> given, Background background)
            throws Exception {
        super(candidate, given, background);
    }

    // 3.6.1, 3.6.2: values

    @Test
    void theValuesComeInTheirOrder() {
        for (var value : upTo(4)) {
            trail.note("got " + value);
        }

        trail.expect(
                NO_FURTHER,
                "yields 1",
                "got 1",
                "yields 2",
                "got 2",
                "yields 3",
                "got 3",
                "yields 4",
                "got 4",
                "ends");
    }

    @Test
    void nothingRunsBeforeItIsAskedFor() {
        var generator = upTo(2);

        trail.note("asks");
        while (generator.hasNext()) {
            trail.note("got " + generator.next());
        }

        trail.expect(NO_FURTHER, "asks", "yields 1", "got 1", "yields 2", "got 2", "ends");
    }

    @Test
    void oneMayAskForTheNextWithoutHavingLooked() {
        var generator = upTo(2);

        trail.note("got " + generator.next());
        trail.note("got " + generator.next());

        trail.expect(NO_FURTHER, "yields 1", "got 1", "yields 2", "got 2");
        assertThatThrownBy(generator::next, "next() after the last one")
                .isInstanceOf(NoSuchElementException.class);
        assertThat(generator.hasNext()).as("whether there is more").isFalse();
    }

    @Test
    void toLookTwiceTakesNothing() {
        var generator = upTo(9);

        assertThat(generator.hasNext()).as("whether there is a value").isTrue();
        assertThat(generator.hasNext()).as("asked again").isTrue();

        assertThat(generator.next()).as("the first value").isEqualTo(1);
    }

    @Test
    void aFunctionThatYieldsNothingIsEmpty() {
        expectValues("its values", generators.generator(() -> trail.note("ends")));

        trail.expect("it is run all the same, to find that out", "ends");
    }

    @Test
    void nullIsAValueLikeOthers() {
        Generator<Object> generator =
                generators.generator(() -> {
                    generators.yield(null);
                    generators.yield("another");
                });

        expectValues("the values", generator, null, "another");
    }

    @Test
    void itMayGoOnForEver() {
        var generator = withoutEnd();

        var sum = 0L;
        for (var i = 0; i < 10_000; i++) {
            sum += generator.next();
        }

        assertThat(sum).as("the sum of the first 10,000 numbers").isEqualTo(50_005_000);
    }

    @Test
    void twoDoNotGetInEachOthersWay() {
        var one = withoutEnd();
        var other = withoutEnd();

        one.next();
        one.next();

        assertThat(List.of(one.next(), other.next(), one.next(), other.next()))
                .as("the third of one, the first of the other, and so on")
                .containsExactly(3, 1, 4, 2);
    }

    @Test
    void aFailureReachesWhoAsksAndEndsIt() {
        var failure = new IllegalArgumentException("from the function");
        Generator<Integer> generator =
                generators.generator(() -> {
                    generators.yield(1);
                    throw failure;
                });
        generator.next();

        assertThatThrownBy(generator::next, "the next value, when the function fails")
                .isSameAs(failure);

        assertThat(generator.hasNext()).as("whether there is more").isFalse();
    }

    @Test
    void yieldOutsideOfAGeneratorIsRefused() {
        assertThatThrownBy(() -> generators.yield(1), "yield() in no generator")
                .isInstanceOf(IllegalStateException.class);

        Generator<Object> generator =
                generators.generator(() ->
                        greenlets
                                .create(first -> {
                                    assertThatThrownBy(
                                                    () -> generators.yield(1),
                                                    "yield() in a greenlet that a generator made")
                                            .isInstanceOf(IllegalStateException.class);
                                    return null;
                                })
                                .switchTo());
        assertThat(generator.hasNext()).as("whether it has yielded").isFalse();
    }
}
