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
import java.util.concurrent.atomic.AtomicReference;

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

    @Test
    void howManyLevelsMayChangeFromYieldToYield() {
        Generator<String> inner =
                generators.generator(() -> {
                    generators.yield("a", 3);
                    generators.yield("b", 2);
                    generators.yield("c");
                    generators.yield("d", 2);
                    generators.yield("e", 3);
                    generators.yield("f");
                });

        expectValues(
                "an inner one yields to the middle one, past it, and past both, and the others add"
                        + " their names to what they hand on; what comes out",
                handedOn("outer", handedOn("middle", inner)),
                "a",
                "b through outer",
                "c through middle through outer",
                "d through outer",
                "e",
                "f through middle through outer");
    }

    private Generator<String> handedOn(String name, Generator<String> values) {
        return generators.generator(() -> {
            for (var value : values) {
                generators.yield(value + " through " + name);
            }
        });
    }

    @Test
    void nullIsAValueAlsoPastTheOneThatAsks() {
        Generator<String> outer =
                generators.generator(() -> {
                    generators
                            .<String>generator(() -> {
                                generators.yield(null, 2);
                                generators.yield("a", 2);
                            })
                            .hasNext();
                });

        expectValues("what is yielded past the outer one", outer, null, "a");
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
    void aRefusedYieldYieldsNothing() {
        Generator<String> outer =
                generators.generator(() -> {
                    Generator<String> inner =
                            generators.generator(() -> {
                                generators.yield("past the outer one", 2);
                                Expected.thrown(
                                        IllegalStateException.class,
                                        "yield() past three generators, where there are two",
                                        () -> generators.yield("refused", 3));
                                generators.yield("past the outer one again", 2);
                                Expected.thrown(
                                        IllegalArgumentException.class,
                                        "yield() past no generator",
                                        () -> generators.yield("refused", 0));
                                generators.yield("to the outer one");
                            });
                    generators.yield(inner.next() + ", and on");
                    generators.yield("the outer one's own");
                });

        expectValues(
                "what comes out of two generators, one in the other, and no refused one",
                outer,
                "past the outer one",
                "past the outer one again",
                "to the outer one, and on",
                "the outer one's own");
    }

    @ParameterizedTest
    @EnumSource
    void afterARefusedYieldAllAreBeingRunAsBefore(Ask ask) {
        var outer = new AtomicReference<Generator<Integer>>();
        asksItself =
                generators.generator(() -> {
                    Expected.thrown(
                            IllegalStateException.class,
                            "yield() past three generators, where there are two",
                            () -> generators.yield(0, 3));
                    Expected.thrown(
                            IllegalStateException.class,
                            ask + " by the inner one's own function, after a refused yield()",
                            () -> ask.of(asksItself));
                    Expected.thrown(
                            IllegalStateException.class,
                            ask
                                    + " of the outer one, which waits for the inner one, by the"
                                    + " inner one's function, after a refused yield()",
                            () -> ask.of(outer.get()));
                    generators.yield(1);
                });
        outer.set(generators.generator(() -> generators.yield(10 * asksItself.next())));

        expectValues("the values of the outer one, after the refusals", outer.get(), 10);
    }

    @Test
    void levelsAreOfGeneratorsThatAskEachOther() {
        Generator<String> outer =
                generators.generator(() -> {
                    Generator<String> inner =
                            generators.generator(() -> {
                                Expected.thrown(
                                        IllegalStateException.class,
                                        "yield() past two generators, where a greenlet that"
                                                + " belongs to none has asked the inner one",
                                        () -> generators.yield("refused", 2));
                                generators.yield("a value");
                            });
                    var between = greenlets.create(first -> inner.next());
                    generators.yield(between.switchTo() + ", and on");
                });

        expectValues("the values, without the refused one", outer, "a value, and on");
    }

    @Test
    void whoAsksNowCountsAndNotWhoAskedBefore() {
        Generator<String> inner =
                generators.generator(() -> {
                    generators.yield("to main");
                    generators.yield("past one", 2);
                    generators.yield("to one");
                    generators.yield("past the other", 2);
                    generators.yield("to the other");
                });
        assertThat(inner.next()).as("what main gets, which asks first").isEqualTo("to main");
        Generator<String> one = generators.generator(() -> trail.note(inner.next()));
        Generator<String> other = generators.generator(() -> trail.note(inner.next()));

        expectValues("what is yielded past one of them", one, "past one");
        expectValues("what is yielded past the other", other, "past the other");

        trail.expect("what the two get themselves", "to one", "to the other");
    }

    @ParameterizedTest
    @EnumSource
    void whoHasYieldedPastTheOneThatAsksIsBeingRun(Ask ask) {
        Generator<Integer> inner =
                generators.generator(() -> {
                    generators.yield(1, 2);
                    generators.yield(2);
                });
        Generator<Integer> outer = generators.generator(() -> generators.yield(10 * inner.next()));
        assertThat(outer.next()).as("the value past the outer one").isEqualTo(1);

        Expected.thrown(
                IllegalStateException.class,
                ask + " by main of the inner one, for which the outer one waits",
                () -> ask.of(inner));

        expectValues("what is left of the outer one, after the refusal", outer, 20);
        expectEnded("the inner one", inner);
    }

    @ParameterizedTest
    @EnumSource
    void allThatWereYieldedPastAreBeingRun(Ask ask) {
        Generator<Integer> inner =
                generators.generator(() -> {
                    generators.yield(1, 3);
                    generators.yield(2);
                });
        Generator<Integer> middle = generators.generator(() -> generators.yield(10 * inner.next()));
        Generator<Integer> outer = generators.generator(() -> generators.yield(10 * middle.next()));
        assertThat(outer.next()).as("the value past the middle and the outer one").isEqualTo(1);

        for (var one : List.of(inner, middle)) {
            Expected.thrown(
                    IllegalStateException.class,
                    "%s by main of the %s one, for which another generator waits"
                            .formatted(ask, one == inner ? "inner" : "middle"),
                    () -> ask.of(one));
        }

        expectValues("what is left of the outer one, after the refusals", outer, 200);
        expectEnded("the inner one", inner);
        expectEnded("the middle one", middle);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureAfterAYieldPastTheOneThatAsksReachesThatOne(Kind kind) {
        var failure = kind.create("from the inner one");
        Generator<Object> outer =
                generators.generator(() -> {
                    Generator<Object> inner =
                            generators.generator(() -> {
                                generators.yield("past the outer one", 2);
                                fail(failure);
                            });
                    Expected.same(failure, "the outer one's next()", inner::next);
                    generators.yield("caught");
                });

        expectValues(
                "the outer one catches what the inner one throws",
                outer,
                "past the outer one",
                "caught");
    }

    @ParameterizedTest
    @EnumSource
    void whoAsksAfterAYieldPastTheOneThatAsksGetsTheFailure(Ask ask) {
        var failure = new IllegalStateException("from the outer one's function");
        Generator<String> outer =
                generators.generator(() -> {
                    try {
                        generators.generator(() -> generators.yield("past", 2)).hasNext();
                    } finally {
                        fail(failure);
                    }
                });
        assertThat(outer.next()).as("the value past the outer one").isEqualTo("past");
        var other =
                greenlets.create(first -> {
                    Expected.same(failure, ask + " by another greenlet", () -> ask.of(outer));
                    return "another greenlet caught it";
                });

        assertThat(other.switchTo())
                .as(
                        "main has got a value past the outer one, which fails when another greenlet"
                                + " asks it; what that one did")
                .isEqualTo("another greenlet caught it");
        expectEnded("the outer one, which has failed", outer);
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
