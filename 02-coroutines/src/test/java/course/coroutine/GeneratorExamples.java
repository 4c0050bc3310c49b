package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Generator.Body;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;

/** What the parts of Generator's specification have in common. */
abstract class GeneratorExamples {
    static final Body<Integer> ONE_TWO_THREE =
            caller -> {
                caller.yield(1);
                caller.yield(2);
                caller.yield(3);
            };
    static final Body<Integer> NATURAL_NUMBERS =
            caller -> {
                for (int n = 0; ; n++) {
                    caller.yield(n);
                }
            };
    final Candidate<Generator<?>> candidate;
    final Background background;
    final Switches switches = new Switches();
    final List<String> diary = switches.diary();

    GeneratorExamples(Candidate<Generator<?>> candidate, Background background) {
        this.candidate = candidate;
        this.background = background;
    }

    /** Whether {@code close} is right has examples of its own: here it tidies up. */
    <T> Generator<T> generator(Body<T> body) throws Exception {
        var generator = create(body);
        Example.current()
                .closesAtEnd(() -> {
                    try {
                        generator.close();
                    } catch (RuntimeException | Error notHere) {
                        // it has failed the example that is about that
                    }
                });
        return generator;
    }

    /** Creates one that the example does not close, and so does not refer to. */
    @SuppressWarnings("unchecked")
    <T> Generator<T> create(Body<T> body) throws Exception {
        return (Generator<T>) candidate.createOpen(switches.ofGenerator(body));
    }

    static void call(String call, Generator<?> generator) {
        switch (call) {
            case "next" -> generator.next();
            case "hasNext" -> generator.hasNext();
            default -> generator.close();
        }
    }

    static <T> void expectNext(Generator<T> generator, T expected, String when) {
        assertThat(generator.next()).as("what next() returns %s", when).isEqualTo(expected);
    }

    static <T> void expectFound(Generator<T> generator, String when) {
        assertThat(generator.hasNext()).as("what hasNext() returns %s", when).isTrue();
    }

    void refusal(String what, Runnable call) {
        try {
            call.run();
            diary.add(what + " went through");
        } catch (IllegalStateException e) {
            diary.add(what + " refused");
        }
    }

    static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** It stays so, however often it is asked, and closed. */
    static void expectEnded(Generator<?> generator, String when) {
        for (var time : List.of("", ", the second time")) {
            assertThat(generator.hasNext()).as("what hasNext() returns %s%s", when, time).isFalse();
            Attempt.of("next() %s%s".formatted(when, time), generator::next)
                    .expect(NoSuchElementException.class);
            generator.close();
        }
    }

    void expectDiary(String why, String... expected) {
        assertThat(diary)
                .withFailMessage(
                        "%s%n  expected: %s%n  but was:  %s", why, List.of(expected), diary)
                .containsExactly(expected);
    }
}
