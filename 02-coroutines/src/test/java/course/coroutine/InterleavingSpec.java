package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Interleaving.Subroutine;
import course.kit.Exercise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
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
    private final List<String> seen = new ArrayList<>();

    InterleavingSpec(Interleaving interleaving) {
        this.interleaving = interleaving;
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
    void whatASubroutineThrowsReachesTheCaller() {
        var failure = new IllegalStateException("no more lines");
        Subroutine failing =
                print -> {
                    print.accept("1");
                    throw failure;
                };

        assertThatThrownBy(
                        () -> run(Map.of("A", failing, "B", InterleavingSpec::b), "A B A B"),
                        "what A throws in its second turn")
                .isSameAs(failure);
        expectSeen("nobody has a turn after a failure", "1", "x");
    }

    @Test
    void aNameThatNobodyHasIsRefusedBeforeAnythingIsPrinted() {
        assertThatThrownBy(() -> run(TUTORIAL, "A A C"), "a schedule with C")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("C");
        expectSeen("nobody has begun");
    }

    @Test
    void eachRunBeginsAnew() {
        run(TUTORIAL, "A A B");
        run(TUTORIAL, "A B");

        expectSeen("the second run begins with the first lines", "1", "2", "x", "1", "x");
    }

    private void run(Map<String, Subroutine> subroutines, String schedule) {
        interleaving.run(subroutines, List.of(schedule.split(" ")), seen::add);
    }

    private void expectSeen(String why, String... expected) {
        assertThat(seen)
                .withFailMessage("%s%n  expected: %s%n  but was:  %s", why, List.of(expected), seen)
                .containsExactly(expected);
    }
}
