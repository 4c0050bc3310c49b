package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Generators.Generator;
import course.kit.Background;
import course.kit.Candidate;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** What the parts of Generators's specification have in common. */
abstract class GeneratorsExamples {
    final Greenlets greenlets;
    final Generators generators;
    final Background background;
    final Switches switches = new Switches();
    final Trail trail = new Trail(switches);
    Generator<Integer> asksItself;

    GeneratorsExamples(
            Candidate<Generators> candidate, Candidate<Greenlets> given, Background background)
            throws Exception {
        this.greenlets = given.create();
        this.generators = switches.seen(candidate.create(greenlets));
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

    /** How one may ask for a value, or for no more. */
    enum Ask {
        NEXT,
        HAS_NEXT,
        CLOSE;

        void of(Generator<?> generator) {
            switch (this) {
                case NEXT -> generator.next();
                case HAS_NEXT -> generator.hasNext();
                case CLOSE -> generator.close();
            }
        }
    }

    /** Hands on whatever the function threw, as if it were unchecked. */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }

    static void fail(Throwable failure) {
        throw GeneratorsExamples.<RuntimeException>unchecked(failure);
    }

    /** Fails unless nothing more comes of it, however it is asked. */
    static void expectEnded(String which, Generator<?> generator) {
        assertThat(generator.hasNext()).as("%s: whether there is more", which).isFalse();
        Expected.thrown(NoSuchElementException.class, which + ": next()", generator::next);
        generator.close();
        assertThat(generator.hasNext())
                .as("%s: whether there is more after another close()", which)
                .isFalse();
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
            for (var levels : List.of(3, 100, Integer.MAX_VALUE, 0, -1, Integer.MIN_VALUE)) {
                Expected.thrown(
                        levels < 1 ? IllegalArgumentException.class : IllegalStateException.class,
                        "yield(3, %s) in a generator in a generator".formatted(levels),
                        () -> generators.yield(3, levels));
            }
            generators.yield(2);
        });
    }
}
