package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Generators.Generator;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** Any function may yield, and generators stand on one another. */
abstract class GeneratorsNesting extends GeneratorsExamples {
    GeneratorsNesting(
            Candidate<Generators> candidate, Candidate<Greenlets> given, Background background)
            throws Exception {
        super(candidate, given, background);
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

        Expected.same(failure, "the next value, when the innermost one fails", tower::next);

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

    @ParameterizedTest
    @EnumSource
    void whoAsksGetsTheFailureWhoeverAskedBefore(Ask ask) {
        var failure = new IllegalStateException("from the function");
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                    } finally {
                        fail(failure);
                    }
                });
        generator.next();
        var other =
                greenlets.create(first -> {
                    Expected.same(failure, ask + " by another greenlet", () -> ask.of(generator));
                    return "another greenlet caught it";
                });

        assertThat(other.switchTo())
                .as("the generator fails when another greenlet asks; what that one did")
                .isEqualTo("another greenlet caught it");
        expectEnded("the generator that has failed", generator);
    }

    @Test
    void whoLooksKeepsTheValueForWhoeverTakesIt() {
        var generator = withoutEnd();
        var other = greenlets.create(first -> "looked: " + generator.hasNext());

        assertThat(other.switchTo()).as("what another greenlet saw").isEqualTo("looked: true");

        assertThat(generator.next()).as("what main takes").isEqualTo(1);
    }

    @Test
    void manyGreenletsMayShareOne() {
        var main = greenlets.current();
        var generator = withoutEnd();
        var others = new ArrayList<Greenlet>();
        for (var i = 0; i < 3; i++) {
            var name = "abc".charAt(i);
            others.add(
                    greenlets.create(first -> {
                        while (true) {
                            trail.note(name + " gets " + generator.next());
                            main.switchTo();
                        }
                    }));
        }

        for (var turn = 0; turn < 2; turn++) {
            others.forEach(Greenlet::switchTo);
            trail.note("main gets " + generator.next());
        }

        trail.expect(
                "each value goes to the greenlet that asks for it",
                "a gets 1",
                "b gets 2",
                "c gets 3",
                "main gets 4",
                "a gets 5",
                "b gets 6",
                "c gets 7",
                "main gets 8");
    }

    @Test
    void aFailureOfOneThatIsAskedInsideMayBeCaught() {
        Generator<Object> outer =
                generators.generator(() -> {
                    Generator<Object> inner =
                            generators.generator(() -> {
                                generators.yield("a value");
                                throw new IllegalStateException("it");
                            });
                    generators.yield(inner.next());
                    try {
                        inner.next();
                    } catch (IllegalStateException e) {
                        generators.yield("caught " + e.getMessage());
                    }
                    generators.yield("and on");
                });

        expectValues(
                "an inner generator fails, the outer one goes on",
                outer,
                "a value",
                "caught it",
                "and on");
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
}
