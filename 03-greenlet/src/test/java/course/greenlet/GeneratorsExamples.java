package course.greenlet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Generators.Generator;
import course.kit.Background;
import course.kit.Candidate;

import java.util.Iterator;
import java.util.List;

/** What the parts of Generators's specification have in common. */
abstract class GeneratorsExamples {
    final Greenlets greenlets;
    final Generators generators;
    final Background background;
    final Trail trail = new Trail();
    Generator<Integer> asksItself;

    GeneratorsExamples(
            Candidate<Generators> candidate, Candidate<Greenlets> given, Background background)
            throws Exception {
        this.greenlets = given.create();
        this.generators = candidate.create(greenlets);
        this.background = background;
    }

    Generator<Integer> upTo(int last) {
        return generators.generator(() -> {
            for (var i = 1; i <= last; i++) {
                trail.note("yields " + i);
                generators.yield(i);
            }
            trail.note("ends");
        });
    }

    Generator<Integer> withoutEnd() {
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
    static void expectValues(String what, Generator<?> generator, Object... expected) {
        var values = new Trail();
        while (values.length() <= expected.length && generator.hasNext()) {
            values.note(generator.next());
        }
        values.expect(what, expected);
    }

    Generator<Integer> doubled(Iterator<Integer> source) {
        return generators.generator(() -> {
            while (source.hasNext()) {
                generators.yield(2 * source.next());
            }
        });
    }

    Generator<Integer> inner() {
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
}
