package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Generator.Body;
import course.coroutine.Generator.Caller;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.util.NoSuchElementException;

/** What a body throws. */
abstract class GeneratorExceptions extends GeneratorExamples {
    GeneratorExceptions(Candidate<Generator<?>> candidate, Background background) {
        super(candidate, background);
    }

    @Test
    void anExceptionInsideReachesTheCaller() throws Exception {
        var failure = new IllegalArgumentException("out of numbers");
        var generator = generator(failing(1, failure));
        expectNext(generator, 1, "before the body fails");

        Attempt.of("next(), when the body fails", generator::next).expect(failure);
        expectEnded(generator, "after a failure");
    }

    @Test
    void anExceptionInsideReachesWhoAsksWhetherThereIsAnother() throws Exception {
        var failure = new StackOverflowError("an error this time");
        var generator = generator(failing(0, failure));

        Attempt.of("hasNext(), when the body fails", generator::hasNext).expect(failure);
        expectEnded(generator, "after a failure");
    }

    /** Yields 1, 2, 3 and so on, as many as these, and then throws. */
    private Body<Integer> failing(int values, Throwable failure) {
        return caller -> {
            for (int n = 1; n <= values; n++) {
                caller.yield(n);
            }
            throw Thrown.sneakily(failure);
        };
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheBodyThrowsReachesWhoHasLetItRun(Thrown thrown) throws Exception {
        for (int values = 0; values <= 2; values++) {
            for (var call : new String[] {"next", "hasNext"}) {
                var failure = thrown.create();
                var generator = generator(failing(values, failure));
                for (int n = 1; n <= values; n++) {
                    expectNext(generator, n, "before the body fails");
                }

                Attempt.of(
                                "%s(), when the body throws %s after %s values"
                                        .formatted(call, thrown, values),
                                () -> call(call, generator))
                        .expect(failure);

                expectEnded(generator, "after %s of the body".formatted(thrown));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterAFailureNextSaysByItselfThatThereIsNoMore(Thrown thrown) throws Exception {
        for (var call : new String[] {"next", "hasNext", "close"}) {
            var failure = thrown.create();
            var generator =
                    generator((Caller<Integer> caller) -> {
                        try {
                            caller.yield(1);
                        } finally {
                            fail(failure);
                        }
                    });
            expectNext(generator, 1, "before the body fails");
            Attempt.of(call + "()", () -> call(call, generator));

            for (var time : new String[] {"", ", the second time"}) {
                Attempt.of(
                                ("next() with no hasNext() before, when the body has thrown %s in"
                                                + " %s()%s")
                                        .formatted(thrown, call, time),
                                generator::next)
                        .expect(NoSuchElementException.class);
            }
        }
    }

    @Test
    void aValueThatWasFoundComesBeforeTheFailure() throws Exception {
        var failure = new IllegalArgumentException("out of numbers");
        var generator = generator(failing(1, failure));

        expectFound(generator, "before the value that the body yields");
        expectNext(generator, 1, "when hasNext() has found it");
        Attempt.of("hasNext(), when the body fails", generator::hasNext).expect(failure);

        expectEnded(generator, "after a failure");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "EXIT")
    void whateverTheBodyThrowsWhileItIsClosedReachesTheCloser(Thrown thrown) throws Exception {
        for (var found : new boolean[] {false, true}) {
            var failure = thrown.create();
            var generator =
                    generator((Caller<Integer> caller) -> {
                        try {
                            caller.yield(1);
                        } finally {
                            fail(failure);
                        }
                    });
            if (found) {
                expectFound(generator, "at the beginning");
            } else {
                expectNext(generator, 1, "at the beginning");
            }

            Attempt.of(
                            "close(), when the body throws %s in its finally".formatted(thrown),
                            generator::close)
                    .expect(failure);

            expectEnded(generator, "after %s during close()".formatted(thrown));
        }
    }

    private static void fail(Throwable failure) {
        throw Thrown.sneakily(failure);
    }

    @Test
    void aBodyMayCatchWhatAnotherGeneratorThrows() throws Exception {
        var failure = new IllegalArgumentException("out of numbers");
        var inner = generator(failing(1, failure));
        var outer =
                generator((Caller<Integer> caller) -> {
                    try {
                        inner.forEachRemaining(caller::yield);
                    } catch (IllegalArgumentException e) {
                        diary.add(e == failure ? "caught it" : "caught " + e);
                    }
                    caller.yield(2);
                });

        expectNext(outer, 1, "when an inner generator has yielded it");
        expectNext(outer, 2, "when the body has caught the failure of an inner generator");

        expectDiary("the inner one's failure is the outer one's to catch", "caught it");
        expectEnded(outer, "after the last value");
        assertThat(inner.hasNext()).as("hasNext() of the inner one, which has failed").isFalse();
    }
}
