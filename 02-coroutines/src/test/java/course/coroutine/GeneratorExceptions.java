package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

/** What a body throws. */
abstract class GeneratorExceptions extends GeneratorExamples {
    GeneratorExceptions(Candidate<Generator<?>> candidate, Background background) {
        super(candidate, background);
    }

    // exceptions

    @Test
    void anExceptionInsideReachesTheCaller() throws Exception {
        var failure = new IllegalArgumentException("out of numbers");
        var generator =
                generator(caller -> {
                    caller.yield(1);
                    throw failure;
                });
        assertThat(generator.next()).isEqualTo(1);

        assertThatThrownBy(generator::next, "next(), when the body fails").isSameAs(failure);
        expectEnded(generator, "after a failure");
    }

    @Test
    void anExceptionInsideReachesWhoAsksWhetherThereIsAnother() throws Exception {
        var failure = new StackOverflowError("an error this time");
        var generator =
                generator(caller -> {
                    throw failure;
                });

        assertThatThrownBy(generator::hasNext, "hasNext(), when the body fails").isSameAs(failure);
        expectEnded(generator, "after a failure");
    }
}
