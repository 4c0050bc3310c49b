package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Generators.Generator;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.NoSuchElementException;

/** Close, and who may ask. */
abstract class GeneratorsClosing extends GeneratorsExamples {
    GeneratorsClosing(
            Candidate<Generators> candidate, Candidate<Greenlets> given, Background background)
            throws Exception {
        super(candidate, given, background);
    }

    @Test
    void closeEndsItThroughItsFinally() {
        var generator = withoutEnd();
        generator.next();

        generator.close();

        trail.expect("close() ends the function where it stands", "finally");
        assertThat(generator.hasNext()).as("whether there is more").isFalse();
        assertThatThrownBy(generator::next, "next() after close()")
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void closeMayBeCalledAgain() {
        var generator = withoutEnd();
        generator.next();

        generator.close();
        generator.close();

        trail.expect("the function ends once", "finally");
    }

    @Test
    void closedBeforeItBeginsItNeverRuns() {
        var generator = upTo(3);

        generator.close();

        assertThat(generator.hasNext()).as("whether there is more").isFalse();
        trail.expect("a generator that was closed before its first step does not run");
    }

    @Test
    void closedAfterALookItHasNoValueLeft() {
        var generator = upTo(3);
        generator.hasNext();

        generator.close();

        assertThat(generator.hasNext()).as("whether there is more").isFalse();
    }

    @Test
    void toYieldWhileItIsClosedIsAnError() {
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                    } finally {
                        generators.yield(2);
                    }
                });
        generator.next();

        assertThatThrownBy(generator::close, "close(), when the function yields once more")
                .isInstanceOf(IllegalStateException.class);

        assertThat(generator.hasNext()).as("whether there is more").isFalse();
    }

    @Test
    void aFailureWhileItIsClosedReachesWhoCloses() {
        var failure = new IllegalArgumentException("from finally");
        Generator<Integer> generator =
                generators.generator(() -> {
                    try {
                        generators.yield(1);
                    } finally {
                        fail(failure);
                    }
                });
        generator.next();

        assertThatThrownBy(generator::close, "close(), when a finally block fails")
                .isSameAs(failure);
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    @Test
    void aGeneratorCannotAskItself() {
        asksItself =
                generators.generator(() -> {
                    noteRefusal("hasNext()", asksItself::hasNext);
                    noteRefusal("next()", asksItself::next);
                    noteRefusal("close()", asksItself::close);
                    generators.yield(1);
                });

        var more = asksItself.hasNext();

        trail.expect(
                "a function's calls to its own generator, which is being run",
                "hasNext() is refused",
                "next() is refused",
                "close() is refused");
        assertThat(more).as("whether it yields after the refusals").isTrue();
    }

    private void noteRefusal(String call, Runnable what) {
        try {
            what.run();
            trail.note(call + " returns");
        } catch (IllegalStateException e) {
            trail.note(call + " is refused");
        }
    }

    @Test
    void inACircleTheyCannotAskEachOther() {
        asksItself = generators.generator(() -> generators.yield(doubled(asksItself).next()));

        assertThatThrownBy(asksItself::next, "a generator asks another, which asks the first")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoIsForgottenIsCollected() {
        var forgotten = stepAndForget();

        background.await(
                "a generator that nobody refers to can be collected as garbage",
                () -> {
                    System.gc();
                    return forgotten.get() == null;
                });
    }

    private WeakReference<Object> stepAndForget() {
        var used = new Object();
        generators
                .generator(() -> {
                    generators.yield(1);
                    trail.note(used);
                })
                .next();
        return new WeakReference<>(used);
    }

    @Test
    void anotherThreadMayNotAsk() {
        var generator = upTo(2);
        generator.next();

        background
                .start(
                        "another thread",
                        () ->
                                assertThatThrownBy(generator::next, "another thread asks")
                                        .isInstanceOf(WrongThreadException.class))
                .awaitEnd();

        expectValues("what is left, after the refusal", generator, 2);
    }
}
