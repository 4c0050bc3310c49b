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
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

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

    @Test
    void aFunctionMayYieldWhileAnotherGeneratorIsBeingRun() {
        var functions = new Greenlet[2];
        Generator<Integer> second =
                generators.generator(() -> {
                    functions[1] = greenlets.current();
                    functions[0].switchTo();
                    generators.yield(10);
                });
        var other =
                greenlets.create(first -> {
                    trail.note("the other greenlet gets " + second.next());
                    return functions[0].switchTo();
                });
        Generator<Integer> first =
                generators.generator(() -> {
                    functions[0] = greenlets.current();
                    other.switchTo();
                    generators.yield(1);
                    functions[1].switchTo();
                    generators.yield(2);
                });

        for (var value : first) {
            trail.note("main gets " + value);
        }

        trail.expect(
                "two generators are being run at the same time, and each yields to whoever has"
                        + " asked it",
                "main gets 1",
                "the other greenlet gets 10",
                "main gets 2");
    }

    @Test
    void threadsDoNotGetInEachOthersWay() {
        var begun = new CountDownLatch(3);
        var tasks =
                IntStream.range(0, 3)
                        .mapToObj(i -> background.start("thread " + i, () -> useMany(begun)))
                        .toList();

        tasks.forEach(Background.Task::awaitEnd);
    }

    /** The first one yields when all threads are in their first one. */
    private void useMany(CountDownLatch begun) {
        Generator<Integer> first =
                generators.generator(() -> {
                    begun.countDown();
                    background.await(
                            "the functions of three generators, of three threads, run at once",
                            () -> begun.getCount() == 0);
                    generators.yield(1);
                    generators.yield(2);
                });
        expectValues("what a generator yields, while other threads run theirs", first, 1, 2);
        var all = new ArrayList<Generator<Integer>>();
        for (var i = 0; i < 1000; i++) {
            var number = i;
            all.add(generators.generator(() -> generators.yield(number)));
        }
        for (var i = 0; i < all.size(); i++) {
            expectValues("the value of one of 1000, with as many on other threads", all.get(i), i);
        }
    }
}
