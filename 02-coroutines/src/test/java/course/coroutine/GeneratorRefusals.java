package course.coroutine;

import course.coroutine.Generator.Caller;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.HeldMonitors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.atomic.AtomicReference;

/** What is refused. */
abstract class GeneratorRefusals extends GeneratorExamples {
    GeneratorRefusals(Candidate<Generator<?>> candidate, Background background) {
        super(candidate, background);
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "hasNext", "close"})
    void reentryIsRefusedAndTheBodyGoesOn(String call) throws Exception {
        var self = new AtomicReference<Generator<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    refusal("at the beginning", () -> call(call, self.get()));
                    caller.yield(1);
                    refusal("in the middle", () -> call(call, self.get()));
                    try {
                        caller.yield(2);
                    } finally {
                        refusal("while it is closed", () -> call(call, self.get()));
                    }
                });
        self.set(generator);

        expectNext(generator, 1, "when the body has called %s() of its own".formatted(call));
        expectFound(generator, "when the body has called %s() of its own".formatted(call));
        expectNext(generator, 2, "when the body has called %s() of its own".formatted(call));
        generator.close();

        expectDiary(
                "%s() cannot be called by the body that runs".formatted(call),
                "at the beginning refused",
                "in the middle refused",
                "while it is closed refused");
        expectEnded(generator, "after close()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "hasNext", "close"})
    void whileItIsClosedWithAValueFoundItIsRefusedToo(String call) throws Exception {
        var self = new AtomicReference<Generator<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } finally {
                        refusal(call + "()", () -> call(call, self.get()));
                    }
                });
        self.set(generator);
        expectFound(generator, "at the beginning");

        generator.close();

        expectDiary(
                "hasNext() has found a value, and the body calls %s() while it is closed: it runs,"
                                .formatted(call)
                        + " and the value is gone",
                call + "() refused");
        expectEnded(generator, "after close()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "hasNext", "close"})
    void aBodyOnTopCannotAskTheOneBelow(String call) throws Exception {
        var outer = new AtomicReference<Generator<Integer>>();
        var inner =
                generator((Caller<Integer> caller) -> {
                    refusal("outer." + call, () -> call(call, outer.get()));
                    caller.yield(1);
                });
        outer.set(
                generator(caller -> {
                    caller.yield(inner.next());
                    caller.yield(2);
                }));

        expectNext(outer.get(), 1, "when an inner body has called %s() of it".formatted(call));
        expectNext(outer.get(), 2, "when an inner body has called %s() of it".formatted(call));
        expectDiary("the outer one's body is running, too", "outer.%s refused".formatted(call));
    }

    @ParameterizedTest
    @CsvSource({
        "ANOTHER_THREAD, next", "ANOTHER_THREAD, hasNext", "ANOTHER_THREAD, close",
        "A_VIRTUAL_THREAD, next", "A_VIRTUAL_THREAD, hasNext", "A_VIRTUAL_THREAD, close",
    })
    void anotherThreadCannotLetItGoOn(Elsewhere where, String call) throws Exception {
        var generator = generator(this::talking);
        generator.next();

        where.run(background, () -> refusal(call + "()", () -> call(call, generator)));

        expectDiary(
                "a generator belongs to the thread that asks it first, and %s cannot let it go on"
                        .formatted(where),
                call + "() refused");
        expectNext(generator, 2, "on its own thread, when %s was refused".formatted(where));
        expectFound(generator, "on its own thread, before the last value");
        expectNext(generator, 3, "on its own thread, when %s was refused".formatted(where));
        expectEnded(generator, "after the last value");
    }

    @ParameterizedTest
    @EnumSource
    void aCloseByAnotherThreadLeavesWhatHasNextHasFound(Elsewhere where) throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    caller.yield(null);
                    talking(caller);
                });
        for (var expected : new Integer[] {null, 1, 2, 3}) {
            expectFound(generator, "before " + expected);

            where.run(background, () -> refusal("close()", generator::close));

            expectNext(
                    generator,
                    expected,
                    ("on its own thread, when hasNext() had found %s there and a close() by %s was"
                                    + " refused, which changes nothing")
                            .formatted(expected, where));
        }

        expectDiary(
                "a generator belongs to the thread that asks it first, and %s cannot close it"
                        .formatted(where),
                "close() refused",
                "close() refused",
                "close() refused",
                "close() refused");
        expectEnded(generator, "after the last value");
    }

    private void talking(Caller<Integer> caller) {
        try {
            ONE_TWO_THREE.run(caller);
        } catch (GeneratorExit exit) {
            diary.add("exit");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "hasNext", "close"})
    void whileTheBodyRunsOtherThreadsAreRefusedToo(String call) throws Exception {
        var self = new AtomicReference<Generator<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    Elsewhere.ANOTHER_THREAD.run(
                            background, () -> refusal(call + "()", () -> call(call, self.get())));
                    caller.yield(1);
                    caller.yield(2);
                });
        self.set(generator);

        var when = "when another thread was refused while the body ran";
        expectNext(generator, 1, when);
        expectNext(generator, 2, when);
        expectDiary("the body runs, and not on that thread", call + "() refused");
        expectEnded(generator, "after the last value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "hasNext"})
    void itBelongsToWhoAsksFirstBeIt(String call) throws Exception {
        var generator = generator(ONE_TWO_THREE);
        Elsewhere.ANOTHER_THREAD.run(
                background,
                () -> {
                    call(call, generator);
                    generator.next();
                });

        refusal(
                "next() here",
                () -> {
                    generator.next();
                    generator.next();
                });

        expectDiary(
                "another thread has asked it first, by %s(), and has ended since".formatted(call),
                "next() here refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iterator", "close"})
    void itDoesNotBelongToWhoHasOnlyCalled(String call) throws Exception {
        var generator = generator(ONE_TWO_THREE);
        Elsewhere.ANOTHER_THREAD.run(
                background,
                () -> {
                    if (call.equals("iterator")) {
                        generator.iterator();
                    } else {
                        generator.close();
                    }
                });

        Attempt.of(
                        ("hasNext() here, when another thread has called %s() before, and nobody"
                             + " has asked the generator: it belongs to the thread that asks it"
                             + " first, by hasNext() or next(), and that is this one")
                                .formatted(call),
                        generator::hasNext)
                .expectNothing();
        if (call.equals("iterator")) {
            expectNext(generator, 1, "when another thread has called iterator() before");
        } else {
            expectEnded(generator, "when another thread has closed it before it began");
        }
    }

    @Test
    void aYieldFromOutsideIsRefusedAndChangesNothing() throws Exception {
        var leaked = new AtomicReference<Caller<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    leaked.set(caller);
                    ONE_TWO_THREE.run(caller);
                });
        expectNext(generator, 1, "at the beginning");
        refusal("yield while it waits", () -> leaked.get().yield(99));
        refusal("yield of null while it waits", () -> leaked.get().yield(null));
        expectFound(generator, "before the second value");
        refusal("yield when a value is found", () -> leaked.get().yield(99));

        expectNext(generator, 2, "when a yield from outside was refused");
        expectNext(generator, 3, "when a yield from outside was refused");
        expectEnded(generator, "after the last value");
        refusal("yield after the end", () -> leaked.get().yield(99));
        expectEnded(generator, "after a yield that was refused");
        expectDiary(
                "only the running body can yield",
                "yield while it waits refused",
                "yield of null while it waits refused",
                "yield when a value is found refused",
                "yield after the end refused");
    }

    @Test
    void aYieldAfterCloseIsRefused() throws Exception {
        var leaked = new AtomicReference<Caller<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    leaked.set(caller);
                    caller.yield(1);
                });
        generator.next();
        generator.close();

        refusal("yield after close()", () -> leaked.get().yield(99));

        expectDiary("only the running body can yield", "yield after close() refused");
        expectEnded(generator, "after a yield that was refused");
    }

    @ParameterizedTest
    @EnumSource
    void aYieldByAnotherThreadIsRefusedAndChangesNothing(Elsewhere where) throws Exception {
        var leaked = new AtomicReference<Caller<Integer>>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    leaked.set(caller);
                    where.run(
                            background,
                            () -> refusal("yield while the body runs", () -> caller.yield(99)));
                    caller.yield(1);
                    caller.yield(2);
                });
        expectNext(generator, 1, "when a yield by %s was refused".formatted(where));

        where.run(background, () -> refusal("yield while it waits", () -> leaked.get().yield(99)));

        expectDiary(
                "only the running body can yield, and not " + where,
                "yield while the body runs refused",
                "yield while it waits refused");
        expectNext(generator, 2, "when a yield by %s was refused".formatted(where));
        expectEnded(generator, "after the last value");
    }

    @Test
    void aYieldByAnotherBodyIsRefusedAndBothGoOn() throws Exception {
        var leaked = new AtomicReference<Caller<Integer>>();
        var waiting =
                generator((Caller<Integer> caller) -> {
                    leaked.set(caller);
                    ONE_TWO_THREE.run(caller);
                });
        expectNext(waiting, 1, "at the beginning");
        var other =
                generator((Caller<Integer> caller) -> {
                    refusal("yield by another body", () -> leaked.get().yield(99));
                    caller.yield(10);
                });

        expectNext(other, 10, "when its body has tried to yield another one's value");
        expectEnded(other, "after the last value");
        expectNext(waiting, 2, "when another body has tried to yield its value");
        expectDiary(
                "a body can yield the values of its own generator only",
                "yield by another body refused");
    }

    @Test
    void aYieldPastAnotherBodyAfterTheLastValueComesToNothing() throws Exception {
        var outer =
                generator((Caller<String> outerCaller) -> {
                    outerCaller.yield("from the outer");
                    Generator<String> inner =
                            unchecked(() ->
                                    generator(innerCaller ->
                                            refusal(
                                                    "yield past the inner",
                                                    () -> outerCaller.yield("?"))));
                    diary.add("inner has next: " + inner.hasNext());
                });

        expectNext(outer, "from the outer", "at the beginning");
        expectEnded(outer, "when its last yield, past an inner body, was refused");
        expectDiary(
                "the inner body is on top of the outer one, and the value is not handed over",
                "yield past the inner refused",
                "inner has next: false");
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

        expectNext(outer, "from the inner", "when a yield past the inner body was refused");
        expectNext(outer, "from the outer", "when a yield past the inner body was refused");
        expectDiary(
                "the inner body is on top of the outer one, which therefore cannot yield",
                "yield past the inner refused");
        expectEnded(outer, "after the last value");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = 99)
    void aYieldUnderANativeFrameIsRefusedAndBothSidesGoOn(Integer value) throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    underANativeFrame("at the beginning", () -> caller.yield(value));
                    caller.yield(1);
                    underANativeFrame("in the middle", () -> caller.yield(value));
                    caller.yield(2);
                    underANativeFrame("at the end", () -> caller.yield(value));
                });

        expectNext(generator, 1, "when a yield that the JVM cannot do was refused");
        expectNext(generator, 2, "when a yield that the JVM cannot do was refused");
        expectEnded(generator, "when the last yield was refused and the body has ended");
        expectDiary(
                "the JVM cannot put a native frame aside",
                "at the beginning refused",
                "in the middle refused",
                "at the end refused");
    }

    private void underANativeFrame(String when, Runnable yield) {
        refusal(when, () -> NativeFrame.above(yield));
    }

    @Test
    void aYieldThatIsRefusedDuringCloseIsNone() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } finally {
                        underANativeFrame("in its finally", () -> caller.yield(99));
                    }
                });
        generator.next();

        generator.close();

        expectDiary("the JVM cannot put a native frame aside", "in its finally refused");
        expectEnded(generator, "after close()");
    }

    @Test
    void aYieldThatIsRefusedDuringCloseIsNoneAlsoWhenTheBodyReturns() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } catch (GeneratorExit exit) {
                        underANativeFrame("in its catch", () -> caller.yield(99));
                    }
                });
        generator.next();

        Attempt.of(
                        "close(), when the body catches the exit, is refused a yield under a native"
                                + " frame, catches that too, and returns",
                        generator::close)
                .expectNothing();

        expectDiary("the JVM cannot put a native frame aside", "in its catch refused");
        expectEnded(generator, "after close()");
    }

    @Test
    void aRefusalThatTheBodyDoesNotCatchReachesTheCaller() throws Exception {
        var refused = new AtomicReference<IllegalStateException>();
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        NativeFrame.above(() -> caller.yield(99));
                    } catch (IllegalStateException e) {
                        refused.set(e);
                        throw e;
                    }
                });

        var attempt = Attempt.of("next(), when the body lets a refusal pass", generator::next);

        attempt.expectRefused();
        attempt.expect(refused.get());
        expectEnded(generator, "after a failure");
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
        HeldMonitors.expectKeptBy(
                "next(), when the body fails,",
                () -> {
                    var failing =
                            generator(caller -> {
                                throw new IllegalArgumentException("out of numbers");
                            });
                    Attempt.of("next(), when the body fails", failing::next)
                            .expect(IllegalArgumentException.class);
                });
    }

    @Test
    void theBodyCanEnterTheCallersMonitors() throws Exception {
        var monitor = new Object();
        var generator =
                generator((Caller<Integer> caller) -> {
                    for (int n = 1; n <= 2; n++) {
                        synchronized (monitor) {
                            diary.add("in " + n);
                        }
                        caller.yield(n);
                    }
                });

        synchronized (monitor) {
            expectNext(generator, 1, "inside synchronized");
            expectNext(generator, 2, "inside synchronized");
        }

        expectDiary("the body runs on the thread that holds the monitor", "in 1", "in 2");
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

        expectNext(outer, 2, "when its body has called another generator");
    }
}
