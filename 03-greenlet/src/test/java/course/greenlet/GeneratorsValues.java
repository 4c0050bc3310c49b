package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Generators.Generator;
import course.greenlet.GreenletsExamples.Kind;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

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
        expectEnded("a generator after its last value", generator);
    }

    @Test
    void whoHasSeenTheEndGetsNothingMore() {
        var generator = upTo(1);
        generator.next();

        assertThat(generator.hasNext()).as("whether there is a second value").isFalse();

        expectEnded("a generator that said that there is no more", generator);
        trail.expect("the function runs once", "yields 1", "ends");
    }

    @Test
    void toIterateTakesWhatIsLeft() {
        var generator = upTo(3);
        assertThat(generator.iterator()).as("its iterator").isSameAs(generator);
        trail.expect("to ask for the iterator runs nothing");

        for (var value : generator) {
            trail.note("got " + value);
            break;
        }
        trail.note("again");
        for (var value : generator) {
            trail.note("got " + value);
        }

        trail.expect(
                "the values can be iterated over once: a second loop gets what is left",
                "yields 1",
                "got 1",
                "again",
                "yields 2",
                "got 2",
                "yields 3",
                "got 3",
                "ends");
    }

    @Test
    void whatIsIteratedIsTheGeneratorItself() {
        var generator = upTo(2);
        generator.next();

        for (var time : List.of("first", "second")) {
            assertThat(generator.iterator() == generator)
                    .as("whether iterator() is the generator itself, the %s time", time)
                    .isTrue();
        }

        expectValues("what is left", generator, 2);
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

    @ParameterizedTest
    @EnumSource
    void whatCouldBeThrownMayBeAValue(Kind kind) {
        expectValue(kind.create("a value"));
    }

    @Test
    void anExitMayBeAValue() {
        expectValue(new GreenletExit());
    }

    private void expectValue(Throwable value) {
        Generator<Object> generator =
                generators.generator(() -> {
                    generators.yield(value);
                    generators.yield(value);
                    generators.<Object>generator(() -> generators.yield(value, 2)).hasNext();
                    generators.yield("another");
                });

        expectValues(
                "three times something that could be thrown, and is yielded, the third time past an"
                        + " inner generator",
                generator,
                value,
                value,
                value,
                "another");
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

    @ParameterizedTest
    @EnumSource
    void aFailureReachesWhoAsksAndEndsIt(Kind kind) {
        expectToReachWhoAsks(() -> kind.create("from the function"));
    }

    @Test
    void whatLooksLikeItsEndReachesWhoAsksAsItIs() {
        expectToReachWhoAsks(() -> new NoSuchElementException("from the function"));
    }

    @Test
    void anExitOfTheFunctionsOwnReachesWhoAsksAndEndsIt() {
        expectToReachWhoAsks(GreenletExit::new);
    }

    private void expectToReachWhoAsks(Supplier<Throwable> failures) {
        for (var values : List.of(0, 2)) {
            for (var ask : List.of(Ask.NEXT, Ask.HAS_NEXT)) {
                var failure = failures.get();
                Generator<Integer> generator =
                        generators.generator(() -> {
                            for (var i = 0; i < values; i++) {
                                generators.yield(i);
                            }
                            fail(failure);
                        });
                for (var i = 0; i < values; i++) {
                    generator.next();
                }

                Expected.same(
                        failure,
                        "%s of a generator whose function throws that after %s values"
                                .formatted(ask, values),
                        () -> ask.of(generator));

                expectEnded("a generator that has failed", generator);
            }
        }
    }

    @Test
    void yieldOutsideOfAGeneratorIsRefused() {
        Expected.thrown(
                IllegalStateException.class, "yield(1) in no generator", () -> generators.yield(1));
        Expected.thrown(
                IllegalStateException.class,
                "yield(1, 2) in no generator",
                () -> generators.yield(1, 2));

        Generator<Object> generator =
                generators.generator(() ->
                        greenlets
                                .create(first -> {
                                    Expected.thrown(
                                            IllegalStateException.class,
                                            "yield() in a greenlet that a generator's function"
                                                    + " has created",
                                            () -> generators.yield(1));
                                    return null;
                                })
                                .switchTo());
        assertThat(generator.hasNext()).as("whether it has yielded").isFalse();
    }

    @Test
    void yieldAfterTheEndIsRefused() {
        var generator = upTo(2);
        generator.next();
        generator.close();
        upTo(0).hasNext();

        Expected.thrown(
                IllegalStateException.class,
                "yield() outside, after generators have ended",
                () -> generators.yield(1));
    }
}
