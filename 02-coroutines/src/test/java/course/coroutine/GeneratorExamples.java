package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Generator.Body;
import course.kit.Background;
import course.kit.Candidate;

import java.util.ArrayList;
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
    final List<String> diary = new ArrayList<>();

    GeneratorExamples(Candidate<Generator<?>> candidate, Background background) {
        this.candidate = candidate;
        this.background = background;
    }

    @SuppressWarnings("unchecked")
    <T> Generator<T> generator(Body<T> body) throws Exception {
        return (Generator<T>) candidate.create(body);
    }

    void refusal(String what, Runnable call) {
        try {
            call.run();
            diary.add(what + " went through");
        } catch (IllegalStateException e) {
            diary.add(what + " refused");
        }
    }

    /** Creates one that the example does not close, and so does not refer to. */
    @SuppressWarnings("unchecked")
    <T> Generator<T> create(Body<T> body) throws Exception {
        Body<T> none = caller -> {};
        var constructor = generator(none).getClass().getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return (Generator<T>) constructor.newInstance(body);
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

    void expectEnded(Generator<?> generator, String when) {
        assertThat(generator.hasNext()).as("hasNext() %s", when).isFalse();
        assertThatThrownBy(generator::next, "next() %s", when)
                .isInstanceOf(NoSuchElementException.class);
    }

    void expectDiary(String why, String... expected) {
        assertThat(diary)
                .withFailMessage(
                        "%s%n  expected: %s%n  but was:  %s", why, List.of(expected), diary)
                .containsExactly(expected);
    }
}
