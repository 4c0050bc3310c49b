package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Generators.Generator;
import course.greenlet.reference.ReferenceGenerators;
import course.greenlet.reference.ReferenceGreenlets;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the contracts leave open, and the references do all the same. */
class ReferencesProof {
    private final Greenlets greenlets = new ReferenceGreenlets();
    private final Generators generators = new ReferenceGenerators(greenlets);
    private final Greenlet main = greenlets.current();
    private final Trail trail = new Trail();

    @Test
    void greenletsOfTwoInstancesDoNotCross() {
        var others = new ReferenceGreenlets();
        var othersMain = others.current();
        var a =
                greenlets.create(first -> {
                    var other =
                            others.create(one -> {
                                Expected.thrown(
                                        IllegalStateException.class,
                                        "a switch that would leave the other instance's halfway",
                                        main::switchTo);
                                return "the other " + othersMain.switchTo("goes on");
                            });
                    trail.note(other.switchTo());
                    trail.note(main.switchTo());
                    return other.switchTo("ends");
                });

        a.switchTo();

        assertThat(others.current()).as("the other instance's current one").isSameAs(othersMain);
        assertThat(greenlets.current()).as("the current one").isSameAs(main);
        assertThat(a.switchTo("main's")).isEqualTo("the other ends");
        trail.expect("each switch arrives where it was sent", "goes on", "main's");
    }

    @Test
    void whoTheFunctionHasCreatedMayAskForTheNextValue() {
        var child = new Greenlet[1];
        Generator<Integer>[] generator = one();
        generator[0] =
                generators.generator(() -> {
                    child[0] =
                            greenlets.create(first -> main.switchTo("got " + generator[0].next()));
                    generators.yield(1);
                    generators.yield(2);
                });
        generator[0].next();

        assertThat(child[0].switchTo()).isEqualTo("got 2");
        assertThat(generator[0].hasNext()).isFalse();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Generator<Integer>[] one() {
        return new Generator[1];
    }

    @Test
    void aFunctionThatNobodyHasAskedCannotYield() {
        var own = new Greenlet[1];
        Generator<Integer> generator =
                generators.generator(() -> {
                    own[0] = greenlets.current();
                    generators.yield(1);
                    Expected.thrown(
                            IllegalStateException.class,
                            "yield() in a function that was woken, and not asked",
                            () -> generators.yield(2));
                    main.switchTo();
                    generators.yield(3);
                });
        generator.next();

        own[0].switchTo();

        assertThat(generator.next()).isEqualTo(3);
        assertThat(generator.hasNext()).isFalse();
    }

    @Test
    void whoCannotBeSuspendedIsRefusedAndTheGeneratorIsAsBefore() {
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                        generators.yield(2);
                        generators.yield(3);
                    } finally {
                        trail.note("finally");
                    }
                });
        generator.next();
        generator.hasNext();
        var a =
                greenlets.create(first -> {
                    StaticInitialiser.run(() -> {
                        expectRefused("close(), with a value ready", generator::close);
                        trail.note("got " + generator.next());
                        expectRefused("hasNext()", generator::hasNext);
                        expectRefused("next()", generator::next);
                        expectRefused("close()", generator::close);
                    });
                    return null;
                });

        a.switchTo();

        trail.note("got " + generator.next());
        generator.close();
        trail.expect("what was refused has changed nothing", "got 2", "got 3", "finally");
        assertThat(generator.hasNext()).isFalse();
    }

    private static void expectRefused(String call, ThrowingCallable code) {
        Expected.thrown(
                IllegalStateException.class, call + " on a stack that can't be suspended", code);
    }

    /** To ask changes no parents, since each change looks along all ancestors for a circle. */
    @Test
    void aTowerOfTenThousandIsNoTrouble() {
        Generator<Integer> tower = generators.generator(() -> generators.yield(0));
        for (var i = 0; i < 10_000; i++) {
            var below = tower;
            tower = generators.generator(() -> below.forEachRemaining(generators::yield));
        }

        assertThat(tower.next()).isZero();
        assertThat(tower.hasNext()).isFalse();
    }
}
