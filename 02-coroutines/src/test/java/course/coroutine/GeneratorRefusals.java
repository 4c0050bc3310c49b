package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Generator.Caller;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.HeldMonitors;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What is refused. */
abstract class GeneratorRefusals extends GeneratorExamples {
    GeneratorRefusals(Candidate<Generator<?>> candidate, Background background) {
        super(candidate, background);
    }

    @Test
    void reentryIsRefusedAndTheBodyGoesOn() throws Exception {
        var self = new AtomicReference<Generator<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    refusal("next()", () -> self.get().next());
                    caller.yield(1);
                    refusal("hasNext()", () -> self.get().hasNext());
                    refusal("close()", () -> self.get().close());
                    caller.yield(2);
                });
        self.set(generator);

        assertThat(List.of(generator.next(), generator.next()))
                .as("values of a body that has asked its own generator in between")
                .containsExactly(1, 2);
        expectDiary(
                "a generator that is running cannot be asked or closed",
                "next() refused",
                "hasNext() refused",
                "close() refused");
    }

    @Test
    void aYieldFromOutsideIsRefusedAndChangesNothing() throws Exception {
        var leaked = new AtomicReference<Caller<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    leaked.set(caller);
                    ONE_TWO_THREE.run(caller);
                });
        assertThat(generator.next()).isEqualTo(1);
        generator.hasNext();

        refusal("yield from outside", () -> leaked.get().yield(99));

        assertThat(List.of(generator.next(), generator.next())).containsExactly(2, 3);
        assertThat(generator.hasNext()).isFalse();
        refusal("yield after the end", () -> leaked.get().yield(99));
        expectDiary(
                "only the running body can yield",
                "yield from outside refused",
                "yield after the end refused");
    }

    @Test
    void aYieldPastAnotherBodyIsRefusedAndBothGoOn() throws Exception {
        var outer =
                generator((Caller<String> outerCaller) -> {
                    Generator<String> inner =
                            unchecked(() ->
                                    generator((Caller<String> innerCaller) -> {
                                        refusal(
                                                "yield past the inner",
                                                () -> outerCaller.yield("?"));
                                        innerCaller.yield("from the inner");
                                    }));
                    outerCaller.yield(inner.next());
                    outerCaller.yield("from the outer");
                });

        assertThat(List.of(outer.next(), outer.next()))
                .as("the values of the outer one")
                .containsExactly("from the inner", "from the outer");
        expectDiary(
                "the inner body is on top of the outer one, which therefore cannot yield",
                "yield past the inner refused");
    }

    @Test
    void aYieldUnderANativeFrameIsRefusedAndBothSidesGoOn() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    caller.yield(1);
                    refusal(
                            "yield under a native frame",
                            () -> NativeFrame.above(() -> caller.yield(99)));
                    caller.yield(2);
                    refusal("a second one", () -> NativeFrame.above(() -> caller.yield(99)));
                });

        assertThat(List.of(generator.next(), generator.next()))
                .as("the values before and after a yield that the JVM cannot do")
                .containsExactly(1, 2);
        assertThat(generator.hasNext())
                .as("hasNext(), when the last yield was refused and the body has ended")
                .isFalse();
        expectDiary(
                "the JVM cannot put a native frame aside",
                "yield under a native frame refused",
                "a second one refused");
    }

    @Test
    void anotherThreadCannotLetItGoOn() throws Exception {
        var generator = generator(ONE_TWO_THREE);
        generator.next();

        background.start("another thread", () -> refusal("next()", generator::next)).awaitEnd();

        expectDiary("a generator belongs to the thread that asks it first", "next() refused");
        assertThat(generator.next()).as("the next value, on its own thread").isEqualTo(2);
    }

    @Test
    void theCallerKeepsItsMonitors() throws Exception {
        var numbers = generator(NATURAL_NUMBERS);

        HeldMonitors.expectKeptBy("next()", numbers::next);
        HeldMonitors.expectKeptBy(
                "hasNext()",
                () -> {
                    numbers.hasNext();
                    numbers.next();
                });
        HeldMonitors.expectKeptBy(
                "close()",
                () -> {
                    var begun = generator(NATURAL_NUMBERS);
                    begun.next();
                    begun.close();
                });
    }

    @Test
    void aBodyThatCallsAnotherGeneratorKeepsItsMonitors() throws Exception {
        var numbers = generator(NATURAL_NUMBERS);
        var outer =
                generator((Caller<Integer> caller) -> {
                    caller.yield(1);
                    unchecked(() -> {
                        HeldMonitors.expectKeptBy(
                                "next(), called by another generator's body,", numbers::next);
                        return null;
                    });
                    caller.yield(2);
                });
        outer.next();

        assertThat(outer.next()).as("the body goes on").isEqualTo(2);
    }
}
