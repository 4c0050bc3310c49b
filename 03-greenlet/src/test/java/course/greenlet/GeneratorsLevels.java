package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Generators.Generator;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

/** A yield that leaves several generators. */
abstract class GeneratorsLevels extends GeneratorsExamples {
    GeneratorsLevels(
            Candidate<Generators> candidate, Candidate<Greenlets> given, Background background)
            throws Exception {
        super(candidate, given, background);
    }

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
