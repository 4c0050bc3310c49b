package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Generators.Generator;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

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
}
