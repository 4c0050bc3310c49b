package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Interleaving.Subroutine;
import course.kit.Background;
import course.kit.Exercise;
import course.kit.TakesTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

@Exercise(id = "2.1", title = "Interleaving", section = "协程")
class InterleavingSpec {
    private static final Map<String, Subroutine> TUTORIAL =
            Map.of("A", InterleavingSpec::a, "B", InterleavingSpec::b);

    private final Interleaving interleaving;
    private final Background background;
    private final List<String> seen = new ArrayList<>();

    InterleavingSpec(Interleaving interleaving, Background background) {
        this.interleaving = new Switches().seen(interleaving);
        this.background = background;
    }

    private static void a(Consumer<String> print) {
        print.accept("1");
        print.accept("2");
        print.accept("3");
    }

    private static void b(Consumer<String> print) {
        print.accept("x");
        print.accept("y");
        print.accept("z");
    }

    @Test
    void aSingleSubroutinePrintsItsLines() {
        run(Map.of("A", InterleavingSpec::a), "A A A");

        expectSeen("a line for each turn", "1", "2", "3");
    }

    @Test
    void theTutorialsOrder() {
        run(TUTORIAL, "A A B B A B");

        expectSeen("who is interrupted goes on behind its last line", "1", "2", "x", "y", "3", "z");
    }

    @ParameterizedTest
    @CsvSource({
        "A B A B A B, 1 x 2 y 3 z",
        "A A A B B B, 1 2 3 x y z",
        "B A A B A B, x 1 2 y 3 z",
        "B B B A A A, x y z 1 2 3",
        "B A B, x 1 y",
    })
    void anyOtherOrder(String schedule, String lines) {
        run(TUTORIAL, schedule);

        expectSeen("the schedule says whose line is next", lines.split(" "));
    }

    @Test
    void allRunOnTheCallersThread() {
        var threads = new ArrayList<Thread>();
        Subroutine noting =
                print -> {
                    for (int line = 0; line < 3; line++) {
                        threads.add(Thread.currentThread());
                        print.accept("a line");
                    }
                };

        run(Map.of("A", noting, "B", noting), "A B B A A B");

        assertThat(threads)
                .withFailMessage(
                        "the subroutines ran on %s; coroutines share the thread of who calls run()",
                        threads.stream().map(Thread::getName).distinct().toList())
                .containsOnly(Thread.currentThread());
    }

    @Test
    void neitherCallsTheOther() {
        var stacks = new HashMap<String, List<String>>();
        Subroutine a =
                print -> {
                    print.accept("1");
                    lookAtTheStack("A", stacks);
                    print.accept("2");
                };
        Subroutine b =
                print -> {
                    lookAtTheStack("B", stacks);
                    print.accept("x");
                    print.accept("y");
                };

        run(Map.of("A", new Named(a)::runA, "B", new Named(b)::runB), "A B A B");

        assertThat(stacks.get("B"))
                .withFailMessage(
                        "while B runs, A is on the stack below it: A has called B, by way of print")
                .contains("runB")
                .doesNotContain("runA");
        assertThat(stacks.get("A"))
                .withFailMessage(
                        "while A runs, B is on the stack below it: B has called A, by way of print")
                .contains("runA")
                .doesNotContain("runB");
    }

    private static void lookAtTheStack(String who, Map<String, List<String>> stacks) {
        stacks.put(
                who,
                StackWalker.getInstance()
                        .walk(frames -> frames.map(frame -> frame.getMethodName()).toList()));
    }

    /** Gives a subroutine a name that can be found on the stack. */
    private record Named(Subroutine subroutine) {
        void runA(Consumer<String> print) {
            subroutine.run(print);
        }

        void runB(Consumer<String> print) {
            subroutine.run(print);
        }
    }

    @Test
    void aTurnEndsBehindTheLineAndNotFurther() {
        Subroutine a =
                print -> {
                    print.accept("1");
                    seen.add("A goes on");
                    print.accept("2");
                    seen.add("A goes on");
                };
        Subroutine b =
                print -> {
                    print.accept("x");
                    seen.add("B goes on");
                };

        run(Map.of("A", a, "B", b), "A B A");

        expectSeen(
                "a subroutine is interrupted in its call of print: what follows there happens in"
                        + " its next turn",
                "1",
                "x",
                "A goes on",
                "2");
    }

    @Test
    void aSubroutineBeginsAtItsFirstTurn() {
        Subroutine late =
                print -> {
                    seen.add("B begins");
                    print.accept("x");
                };

        run(Map.of("A", InterleavingSpec::a, "B", late, "C", late), "A A B A");

        expectSeen("B begins when it is its turn, and C has none", "1", "2", "B begins", "x", "3");
    }

    @Test
    void moreThanTwoTakeTurns() {
        var subroutines = new HashMap<String, Subroutine>();
        for (var name : List.of("A", "B", "C", "D")) {
            subroutines.put(name, print -> Stream.of("1", "2").map(name::concat).forEach(print));
        }

        run(subroutines, "A B C D D C B A");

        expectSeen("four take turns", "A1", "B1", "C1", "D1", "D2", "C2", "B2", "A2");
    }

    @Test
    void aSubroutineMayBeInterruptedInsideTheFunctionsThatItCalls() {
        Subroutine deep = print -> countDown(1_000, print);

        run(Map.of("A", deep, "B", InterleavingSpec::b), "A B A B A B");

        expectSeen(
                "all its calls are there when it goes on",
                "bottom",
                "x",
                "back at 100",
                "y",
                "back at 200",
                "z");
    }

    private static void countDown(int n, Consumer<String> print) {
        if (n == 0) {
            print.accept("bottom");
        } else {
            countDown(n - 1, print);
            if (n % 100 == 0) {
                print.accept("back at " + n);
            }
        }
    }

    @Test
    void aSubroutineThatHasTwoNamesHasAPlaceForEach() {
        Subroutine same = InterleavingSpec::a;

        run(Map.of("A", same, "B", same), "A A B A B");

        expectSeen("A and B are the same function, begun twice", "1", "2", "1", "3", "2");
    }

    @Test
    void namesAndLinesMayBeAnyTexts() {
        Subroutine repeating =
                print -> Stream.of("", "x", "x", "%s", " a b ", "two\nlines").forEach(print);

        run(
                Map.of("", repeating, "a", InterleavingSpec::a),
                List.of("", "a", "", "", "a", "", "", ""));

        expectSeen(
                "lines are printed as they are",
                "",
                "1",
                "x",
                "x",
                "2",
                "%s",
                " a b ",
                "two\nlines");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"a, A", "Aa, BB", "a, |a |", "a, |  a|", "1, 01", "é, e\u0301", "a, |null|"})
    void namesThatAreAlmostTheSameAreTwoNames(String one, String other) {
        Subroutine first = print -> Stream.of("1", "2").forEach(print);
        Subroutine second = print -> Stream.of("x", "y").forEach(print);

        run(Map.of(one, first, other, second), List.of(one, other, one, other));

        expectSeen(
                "a name is the one that is equal to it, and \"%s\" is not \"%s\""
                        .formatted(one, other),
                "1",
                "x",
                "2",
                "y");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000})
    void thereMayBeAnyNumberOfSubroutines(int count) {
        var subroutines = new HashMap<String, Subroutine>();
        var schedule = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var name = String.valueOf(i);
            subroutines.put(name, print -> Stream.of(name, "again " + name).forEach(print));
            schedule.add(name);
        }
        var expected = new ArrayList<>(schedule);
        schedule.forEach(name -> expected.add("again " + name));
        schedule.addAll(schedule);

        run(subroutines, schedule);

        assertThat(seen.equals(expected))
                .as("%s subroutines take two turns each, in the order of the schedule", count)
                .isTrue();
    }

    @Test
    void withAnEmptyScheduleNobodyBegins() {
        run(TUTORIAL, List.of());

        expectSeen("nobody has a turn");
    }

    @Test
    @TakesTime
    void aScheduleMayBeVeryLong() {
        int turns = 100_000;
        Subroutine endless =
                print -> {
                    while (true) {
                        print.accept("a line");
                    }
                };

        run(Map.of("A", endless, "B", InterleavingSpec::b), twice(turns, "A", "B"));

        assertThat(seen)
                .as("lines of %s turns of A, and of B, which has 3", turns)
                .hasSize(turns + 3);
    }

    private static List<String> twice(int turns, String one, String other) {
        var schedule = new ArrayList<>(Collections.nCopies(turns, one));
        schedule.addAll(Collections.nCopies(turns, other));
        return schedule;
    }

    @ParameterizedTest
    @EnumSource
    void itMayBeCalledOnAnyThread(Elsewhere where) {
        run(TUTORIAL, "A B");
        var threads = new ArrayList<Thread>();
        Subroutine noting =
                print -> {
                    threads.add(Thread.currentThread());
                    b(print);
                };

        where.run(
                background,
                () -> {
                    run(Map.of("A", InterleavingSpec::a, "B", noting), "A B A B");
                    threads.add(Thread.currentThread());
                });

        expectSeen("run() here, and then on " + where, "1", "x", "1", "x", "2", "y");
        assertThat(threads.getFirst())
                .withFailMessage(
                        "run() was called on %s, and a subroutine ran on %s",
                        where, threads.getFirst())
                .isSameAs(threads.getLast());
    }

    @Test
    void whoHasEndedIsPassedOver() {
        run(Map.of("A", print -> print.accept("1"), "B", InterleavingSpec::b), "A A A B A B");

        expectSeen("A has one line", "1", "x", "y");
    }

    @Test
    void aSubroutineMayPrintNothing() {
        run(Map.of("A", print -> seen.add("A runs"), "B", InterleavingSpec::b), "B A A B");

        expectSeen("A has no line", "x", "A runs", "y");
    }

    @Test
    void whatFollowsTheLastLineRunsInATurnOfItsOwn() {
        Subroutine a =
                print -> {
                    print.accept("1");
                    seen.add("A ends");
                };

        run(Map.of("A", a, "B", InterleavingSpec::b), "A B A B A B");

        expectSeen("A's second turn is over without a line", "1", "x", "A ends", "y", "z");
    }

    @Test
    void whoIsInTheMiddleWhenTheScheduleEndsStaysThere() {
        Subroutine careful =
                print -> {
                    try {
                        a(print);
                    } catch (Throwable thrown) {
                        seen.add("caught " + thrown);
                        throw thrown;
                    } finally {
                        seen.add("finally");
                    }
                };

        run(Map.of("A", careful, "B", careful, "C", careful), "A B A");

        expectSeen("A and B are in the middle, and nothing more of them runs", "1", "1", "2");
    }

    @Test
    void aSubroutineThatCatchesEverythingNoticesNothing() {
        Subroutine careful =
                print -> {
                    for (int line = 1; line <= 3; line++) {
                        try {
                            print.accept("line " + line);
                        } catch (Throwable thrown) {
                            seen.add("caught " + thrown);
                        }
                    }
                };

        run(Map.of("A", careful, "B", InterleavingSpec::b), "A B A B A B A");

        expectSeen("an interruption is no exception", "line 1", "x", "line 2", "y", "line 3", "z");
    }

    @Test
    void whatASubroutineThrowsReachesTheCaller() {
        var failure = new IllegalStateException("no more lines");
        Subroutine failing =
                print -> {
                    print.accept("1");
                    throw failure;
                };

        Attempt.of(
                        "run(), when A fails in its second turn",
                        () -> run(Map.of("A", failing, "B", InterleavingSpec::b), "A B A B"))
                .expect(failure);
        expectSeen("nobody has a turn after a failure", "1", "x");
    }

    @ParameterizedTest
    @EnumSource
    void whateverASubroutineThrowsReachesTheCaller(Thrown thrown) {
        for (int lines = 0; lines <= 2; lines++) {
            seen.clear();
            int before = lines;
            var failure = thrown.create();
            Subroutine failing =
                    print -> {
                        for (int line = 1; line <= before; line++) {
                            print.accept("A" + line);
                        }
                        throw Thrown.sneakily(failure);
                    };

            Attempt.of(
                            "run(), when a subroutine throws %s after %s lines"
                                    .formatted(thrown, lines),
                            () -> run(Map.of("A", failing, "B", InterleavingSpec::b), "A A A B"))
                    .expect(failure);

            expectSeen(
                    "nobody has a turn after a failure",
                    Stream.of("A1", "A2").limit(lines).toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsInTheMiddleWhenAnotherOneFailsStaysThere(Thrown thrown) {
        var failure = thrown.create();
        Subroutine careful =
                print -> {
                    try {
                        a(print);
                    } catch (Throwable noticed) {
                        seen.add("caught " + noticed);
                        throw noticed;
                    } finally {
                        seen.add("finally");
                    }
                };
        Subroutine failing =
                print -> {
                    print.accept("x");
                    throw Thrown.sneakily(failure);
                };

        Attempt.of(
                        "run(), when B throws %s".formatted(thrown),
                        () ->
                                run(
                                        Map.of("A", careful, "B", failing, "C", careful),
                                        "A B C A B A C"))
                .expect(failure);

        expectSeen(
                "A and C are in the middle when B throws %s: nobody has a turn any more, and nothing"
                                .formatted(thrown)
                        + " more of them runs, no finally either",
                "1",
                "x",
                "1",
                "2");
    }

    @ParameterizedTest
    @EnumSource
    void whatThePrintedLineMeetsWithReachesTheCallerAtOnce(Thrown thrown) {
        var failure = thrown.create();
        Consumer<String> full =
                line -> {
                    seen.add(line);
                    if (line.equals("2")) {
                        throw Thrown.sneakily(failure);
                    }
                };

        Attempt.of(
                        "run(), when out throws %s, and so A does in its call of print"
                                .formatted(thrown),
                        () -> interleaving.run(TUTORIAL, List.of("A", "B", "A", "B", "A"), full))
                .expect(failure);
        expectSeen("nobody has a turn after a failure", "1", "x", "2");
    }

    @Test
    void aFailureInTheLastTurnReachesTheCallerToo() {
        var failure = new IllegalArgumentException("no more lines");
        Subroutine failing =
                print -> {
                    print.accept("1");
                    throw failure;
                };

        Attempt.of(
                        "run(), when A fails in the last turn of the schedule",
                        () -> run(Map.of("A", failing), "A A"))
                .expect(failure);
        expectSeen("A has one line", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C A A", "A C A", "A A C", "a", "A B A B A B A B a", "AB"})
    void aNameThatNobodyHasIsRefusedBeforeAnythingIsPrinted(String schedule) {
        Attempt.of("run() of A and B with the schedule " + schedule, () -> run(TUTORIAL, schedule))
                .expect(IllegalArgumentException.class);
        expectSeen("nobody has begun");
    }

    @Test
    void theLastNameOfALongScheduleIsLookedAtToo() {
        var schedule = twice(5_000, "A", "B");
        schedule.add("C");

        Attempt.of(
                        "run() of A and B with C at the end of 10,001 turns",
                        () -> run(TUTORIAL, schedule))
                .expect(IllegalArgumentException.class);
        expectSeen("nobody has begun");
    }

    @Test
    void whatIsGivenIsLeftAsItIs() {
        var subroutines = new HashMap<>(TUTORIAL);
        var schedule = new ArrayList<>(List.of("A", "B", "A", "A", "A", "A", "B"));
        var before = List.copyOf(schedule);

        run(subroutines, schedule);

        assertThat(subroutines.equals(TUTORIAL))
                .as("whether the map of subroutines, which is the caller's, is as it was")
                .isTrue();
        assertThat(schedule.equals(before))
                .as("whether the schedule, which is the caller's, is as it was")
                .isTrue();
    }

    @Test
    void whereThereAreNoSubroutinesAnyNameIsRefused() {
        Attempt.of("run() of no subroutines with the schedule A", () -> run(Map.of(), "A"))
                .expect(IllegalArgumentException.class);
    }

    @Test
    void eachRunBeginsAnew() {
        run(TUTORIAL, "A A B");
        run(TUTORIAL, "A B");

        expectSeen("the second run begins with the first lines", "1", "2", "x", "1", "x");
    }

    @Test
    void aRunAfterAFailureBeginsAnew() {
        var failure = new IllegalArgumentException("no more lines");
        var subroutines =
                Map.<String, Subroutine>of(
                        "A",
                        InterleavingSpec::a,
                        "B",
                        print -> {
                            print.accept("x");
                            throw failure;
                        });
        Attempt.of("run(), when B fails", () -> run(subroutines, "A B B")).expect(failure);

        Attempt.of("a second run(), when B fails", () -> run(subroutines, "A A B B"))
                .expect(failure);

        expectSeen("the second run begins with the first lines", "1", "x", "1", "2", "x");
    }

    @Test
    void aRunAfterARefusalBeginsAnew() {
        Attempt.of("run() with a name that nobody has", () -> run(TUTORIAL, "A B C"))
                .expect(IllegalArgumentException.class);

        run(TUTORIAL, "A B A");

        expectSeen("the first run was refused", "1", "x", "2");
    }

    @Test
    void aSubroutineMayItselfCallRun() {
        Subroutine nesting =
                print -> {
                    print.accept("before");
                    run(TUTORIAL, "A B A");
                    print.accept("after");
                };

        run(Map.of("A", nesting, "B", InterleavingSpec::b), "A B A B A B");

        expectSeen(
                "the inner run has subroutines of its own, and the outer ones go on where they are",
                "before",
                "x",
                "1",
                "x",
                "2",
                "after",
                "y",
                "z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A B A", "A B B A", "A B C", "C"})
    void anInnerRunHasAnOutAndAnEndOfItsOwn(String schedule) {
        var inner = new ArrayList<String>();
        Map<String, Subroutine> guests =
                Map.of(
                        "A",
                        InterleavingSpec::a,
                        "B",
                        print -> {
                            print.accept("x");
                            throw new IllegalArgumentException("no more lines");
                        });
        Subroutine nesting =
                print -> {
                    print.accept("before");
                    try {
                        interleaving.run(guests, List.of(schedule.split(" ")), inner::add);
                        print.accept("after");
                    } catch (IllegalArgumentException e) {
                        print.accept("failed");
                    }
                    print.accept("last");
                };

        run(Map.of("A", nesting, "B", InterleavingSpec::b), "A B A B A B");

        expectSeen(
                "A itself calls run() with the schedule %s and another out, and catches what that"
                                .formatted(schedule)
                        + " throws; the outer run() prints to its own out, and has its own turns",
                "before",
                "x",
                schedule.equals("A B A") ? "after" : "failed",
                "y",
                "last",
                "z");
        assertThat(inner)
                .as("what the inner run() with the schedule %s has printed to its out", schedule)
                .isEqualTo(
                        switch (schedule) {
                            case "A B A" -> List.of("1", "x", "2");
                            case "A B B A" -> List.of("1", "x");
                            default -> List.of();
                        });
    }

    @ParameterizedTest
    @EnumSource
    void whateverAnInnerRunThrowsTheOuterOneGoesOn(Thrown thrown) {
        var failure = thrown.create();
        Subroutine failing =
                print -> {
                    print.accept("1");
                    throw Thrown.sneakily(failure);
                };
        Subroutine nesting =
                print -> {
                    print.accept("before");
                    try {
                        run(Map.of("B", failing), "B B");
                    } catch (Throwable caught) {
                        print.accept(caught == failure ? "caught" : "caught " + caught);
                    }
                    print.accept("last");
                };

        Attempt.of(
                        "run(), when A itself calls run(), which throws %s, and A catches that and"
                                        .formatted(thrown)
                                + " prints on",
                        () -> run(Map.of("A", nesting, "B", InterleavingSpec::b), "A B A B A B"))
                .expectNothing();

        expectSeen(
                "A itself calls run(), which throws %s, and A catches that: the outer run() knows"
                                .formatted(thrown)
                        + " nothing of it, and goes on",
                "before",
                "x",
                "1",
                "caught",
                "y",
                "last",
                "z");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 10})
    void callsOfRunMayBeNestedToAnyDepth(int depth) {
        var expected = new ArrayList<String>();
        for (int level = 1; level <= depth; level++) {
            expected.add("in " + level);
        }
        for (int level = depth; level >= 1; level--) {
            expected.add("out " + level);
        }

        Attempt.of(
                        "run() of a subroutine that itself calls run(), %s levels deep"
                                .formatted(depth),
                        () -> run(Map.of("A", nested(1, depth)), "A A A"))
                .expectNothing();

        expectSeen(
                "each subroutine prints a line, calls run() for the next one, and prints a line:"
                        + " none of these calls knows anything of the others",
                expected.toArray(String[]::new));
    }

    private Subroutine nested(int level, int depth) {
        return print -> {
            print.accept("in " + level);
            if (level < depth) {
                run(Map.of("A", nested(level + 1, depth)), "A A A");
            }
            print.accept("out " + level);
        };
    }

    private void run(Map<String, Subroutine> subroutines, List<String> schedule) {
        interleaving.run(subroutines, schedule, seen::add);
    }

    private void run(Map<String, Subroutine> subroutines, String schedule) {
        run(subroutines, List.of(schedule.split(" ")));
    }

    private void expectSeen(String why, String... expected) {
        assertThat(seen)
                .withFailMessage("%s%n  expected: %s%n  but was:  %s", why, List.of(expected), seen)
                .containsExactly(expected);
    }
}
