package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Generators.Generator;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

@Exercise(id = "3.6", title = "Generators", section = "Greenlet")
class GeneratorsSpec {
    private static final String NO_FURTHER =
            "the function runs when a value is asked for, and no further than to that value";

    private final Greenlets greenlets;
    private final Generators generators;
    private final Background background;
    private final Trail trail = new Trail();

    GeneratorsSpec(
            Candidate<Generators> candidate,
            @Given Candidate<Greenlets> given,
            Background background)
            throws Exception {
        this.greenlets = given.create();
        this.generators = candidate.create(greenlets);
        this.background = background;
    }

    private Generator<Integer> upTo(int last) {
        return generators.generator(() -> {
            for (var i = 1; i <= last; i++) {
                trail.note("yields " + i);
                generators.yield(i);
            }
            trail.note("ends");
        });
    }

    private Generator<Integer> withoutEnd() {
        return generators.generator(() -> {
            try {
                for (var i = 1; ; i++) {
                    generators.yield(i);
                }
            } finally {
                trail.note("finally");
            }
        });
    }

    /** Fails if the generator has other values than these. */
    private static void expectValues(String what, Generator<?> generator, Object... expected) {
        var values = new Trail();
        while (values.length() <= expected.length && generator.hasNext()) {
            values.note(generator.next());
        }
        values.expect(what, expected);
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

    // any function, nested

    private record Tree(int value, Tree left, Tree right) {}

    private void walk(Tree tree) {
        if (tree != null) {
            walk(tree.left());
            generators.yield(tree.value());
            walk(tree.right());
        }
    }

    @Test
    void anyFunctionThatItCallsMayYield() {
        var tree = new Tree(4, new Tree(2, new Tree(1, null, null), null), new Tree(5, null, null));

        expectValues(
                "the tree's values, from a function that calls itself",
                generators.<Integer>generator(() -> walk(tree)),
                1,
                2,
                4,
                5);
    }

    @Test
    void codeThatKnowsNothingOfGeneratorsMayBeInBetween() {
        var words = List.of("c", "a", "b");

        expectValues(
                "what a stream hands to yield()",
                generators.<String>generator(
                        () -> words.stream().sorted().forEach(generators::yield)),
                "a",
                "b",
                "c");
    }

    @Test
    void aYieldBelongsToTheInnermostGenerator() {
        Generator<Integer> outer =
                generators.generator(() -> {
                    for (var i : upTo(3)) {
                        generators.yield(10 * i);
                    }
                });

        expectValues("ten times what an inner generator yields", outer, 10, 20, 30);
    }

    private Generator<Integer> doubled(Iterator<Integer> source) {
        return generators.generator(() -> {
            while (source.hasNext()) {
                generators.yield(2 * source.next());
            }
        });
    }

    @Test
    void generatorsMayStandOnOneAnother() {
        Generator<Integer> tower = upTo(3);
        for (var i = 0; i < 20; i++) {
            tower = doubled(tower);
        }

        expectValues("doubled twenty times", tower, 1 << 20, 2 << 20, 3 << 20);
    }

    @Test
    void aFailureGoesThroughAllOfThem() {
        var failure = new IllegalArgumentException("from the innermost");
        Generator<Integer> source =
                generators.generator(() -> {
                    generators.yield(1);
                    throw failure;
                });
        var tower = doubled(doubled(source));
        tower.next();

        assertThatThrownBy(tower::next, "the next value, when the innermost one fails")
                .isSameAs(failure);

        assertThat(source.hasNext()).as("whether the innermost one has more").isFalse();
        assertThat(tower.hasNext()).as("whether the outer one has more").isFalse();
    }

    @Test
    void whoAsksGetsTheValueWhoeverAskedBefore() {
        var generator = withoutEnd();
        generator.next();
        var other = greenlets.create(first -> "another greenlet got " + generator.next());

        assertThat(other.switchTo())
                .as("main has asked for 1; another greenlet asks for 2, and ends with what it got")
                .isEqualTo("another greenlet got 2");
        assertThat(generator.next()).as("what main gets when it asks again").isEqualTo(3);
    }

    @Test
    void whoAsksGetsTheFailureWhoeverAskedBefore() {
        var failure = new IllegalStateException("from the function");
        Generator<Integer> generator =
                generators.generator(() -> {
                    generators.yield(1);
                    throw failure;
                });
        generator.next();
        var other =
                greenlets.create(first -> {
                    assertThatThrownBy(generator::next, "the next value, asked for by another")
                            .isSameAs(failure);
                    return "another greenlet caught it";
                });

        assertThat(other.switchTo()).isEqualTo("another greenlet caught it");
    }

    @Test
    void aFunctionMaySwitchElsewhereBeforeItYields() {
        var other = greenlets.create(first -> first);
        Generator<Object> generator =
                generators.generator(() -> {
                    other.setParent(greenlets.current());
                    generators.yield(other.switchTo("from elsewhere"));
                });

        expectValues("the values", generator, "from elsewhere");
    }

    // 3.6.3: closed, asked by itself

    @Test
    void closeEndsItThroughItsFinally() {
        var generator = withoutEnd();
        generator.next();

        generator.close();

        trail.expect("close() ends the function where it stands", "finally");
        assertThat(generator.hasNext()).as("whether there is more").isFalse();
        assertThatThrownBy(generator::next, "next() after close()")
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void closeMayBeCalledAgain() {
        var generator = withoutEnd();
        generator.next();

        generator.close();
        generator.close();

        trail.expect("the function ends once", "finally");
    }

    @Test
    void closedBeforeItBeginsItNeverRuns() {
        var generator = upTo(3);

        generator.close();

        assertThat(generator.hasNext()).as("whether there is more").isFalse();
        trail.expect("a generator that was closed before its first step does not run");
    }

    @Test
    void closedAfterALookItHasNoValueLeft() {
        var generator = upTo(3);
        generator.hasNext();

        generator.close();

        assertThat(generator.hasNext()).as("whether there is more").isFalse();
    }

    @Test
    void toYieldWhileItIsClosedIsAnError() {
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                    } finally {
                        generators.yield(2);
                    }
                });
        generator.next();

        assertThatThrownBy(generator::close, "close(), when the function yields once more")
                .isInstanceOf(IllegalStateException.class);

        assertThat(generator.hasNext()).as("whether there is more").isFalse();
    }

    @Test
    void aFailureWhileItIsClosedReachesWhoCloses() {
        var failure = new IllegalArgumentException("from finally");
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                    } finally {
                        fail(failure);
                    }
                });
        generator.next();

        assertThatThrownBy(generator::close, "close(), when a finally block fails")
                .isSameAs(failure);
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    private Generator<Integer> asksItself;

    @Test
    void aGeneratorCannotAskItself() {
        asksItself =
                generators.generator(() -> {
                    noteRefusal("hasNext()", asksItself::hasNext);
                    noteRefusal("next()", asksItself::next);
                    noteRefusal("close()", asksItself::close);
                    generators.yield(1);
                });

        var more = asksItself.hasNext();

        trail.expect(
                "a function's calls to its own generator, which is being run",
                "hasNext() is refused",
                "next() is refused",
                "close() is refused");
        assertThat(more).as("whether it yields after the refusals").isTrue();
    }

    private void noteRefusal(String call, Runnable what) {
        try {
            what.run();
            trail.note(call + " returns");
        } catch (IllegalStateException e) {
            trail.note(call + " is refused");
        }
    }

    @Test
    void inACircleTheyCannotAskEachOther() {
        asksItself = generators.generator(() -> generators.yield(doubled(asksItself).next()));

        assertThatThrownBy(asksItself::next, "a generator asks another, which asks the first")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoIsForgottenIsCollected() {
        var forgotten = stepAndForget();

        background.await(
                "a generator that nobody refers to can be collected as garbage",
                () -> {
                    System.gc();
                    return forgotten.get() == null;
                });
    }

    private WeakReference<Object> stepAndForget() {
        var used = new Object();
        generators
                .generator(() -> {
                    generators.yield(1);
                    trail.note(used);
                })
                .next();
        return new WeakReference<>(used);
    }

    @Test
    void anotherThreadMayNotAsk() {
        var generator = upTo(2);
        generator.next();

        background
                .start(
                        "another thread",
                        () ->
                                assertThatThrownBy(generator::next, "another thread asks")
                                        .isInstanceOf(WrongThreadException.class))
                .awaitEnd();

        expectValues("what is left, after the refusal", generator, 2);
    }

    // 3.6.4: levels

    @Test
    void aYieldMayLeaveSeveralGenerators() {
        Generator<String> outer =
                generators.generator(() -> {
                    Generator<String> inner =
                            generators.generator(() -> {
                                generators.yield("to the outer one");
                                generators.yield("past the outer one", 2);
                                generators.yield("to the outer one again");
                            });
                    while (inner.hasNext()) {
                        generators.yield(inner.next() + ", and on");
                    }
                });

        expectValues(
                "what comes out of two generators, one in the other",
                outer,
                "to the outer one, and on",
                "past the outer one",
                "to the outer one again, and on");
    }

    /** Each disk that moves is told from its own depth, past all generators in between. */
    private void hanoi(int disks, String from, String to, String over, int levels) {
        if (disks == 0) {
            return;
        }
        var inner = generators.generator(() -> hanoi(disks - 1, from, over, to, levels + 1));
        assertThat(inner.hasNext()).as("what the inner one yields by itself").isFalse();
        generators.yield(from + to, levels);
        generators.generator(() -> hanoi(disks - 1, over, to, from, levels + 1)).hasNext();
    }

    @Test
    void asManyLevelsAsThereAre() {
        expectValues(
                "the moves of three disks, each yielded past all generators but the first",
                generators.<String>generator(() -> hanoi(3, "a", "c", "b", 1)),
                "ac",
                "ab",
                "cb",
                "ac",
                "ba",
                "bc",
                "ac");
    }

    @Test
    void moreLevelsThanThereAreAreRefused() {
        Generator<Integer> outer =
                generators.generator(() -> {
                    for (var i : inner()) {
                        generators.yield(i);
                    }
                });

        expectValues("the values, without the refused one", outer, 1, 2);
    }

    private Generator<Integer> inner() {
        return generators.generator(() -> {
            generators.yield(1);
            for (var levels : List.of(3, 100, 0, -1)) {
                assertThatThrownBy(
                                () -> generators.yield(3, levels),
                                "yield(3, %s) in a generator in a generator",
                                levels)
                        .isInstanceOf(
                                levels < 1
                                        ? IllegalArgumentException.class
                                        : IllegalStateException.class);
            }
            generators.yield(2);
        });
    }

    @Test
    void closeEndsTheOuterOneAlsoWhenAnInnerOneHasYielded() {
        Generator<Integer> outer =
                generators.generator(() -> {
                    try (Generator<Integer> inner =
                            generators.generator(() -> {
                                try {
                                    generators.yield(1, 2);
                                } finally {
                                    trail.note("finally, inside");
                                }
                            })) {
                        inner.next();
                    } finally {
                        trail.note("finally, outside");
                    }
                });
        outer.next();

        outer.close();

        trail.expect(
                "close() ends the outer one, which closes the inner one",
                "finally, inside",
                "finally, outside");
    }
}
