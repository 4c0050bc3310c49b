package course.coroutine.demo;

import course.continuation.SwitchCost;
import course.coroutine.Coroutine;
import course.coroutine.Generator;
import course.coroutine.reference.ReferenceCoroutine;
import course.coroutine.reference.ReferenceGenerator;
import course.coroutine.stack.CallStack;

import java.util.List;
import java.util.Locale;

/**
 * What a step costs, there and back: the JDK's bare continuation, this lesson's guarded stack, a
 * generator's next value, a coroutine's answer. The median of each is printed.
 */
public final class SwitchCostDemo {
    public static void main(String[] arguments) {
        int rounds = rounds(arguments);
        if (rounds < 1) {
            System.err.println("usage: SwitchCostDemo [rounds, 1 or more; default 40]");
            System.exit(2);
        }
        var steps =
                List.of(
                        SwitchCost.ofBareContinuation("Continuation, run()"),
                        callStack(),
                        generator(),
                        coroutine());
        SwitchCost.measure(steps, rounds);
        double bare = steps.getFirst().median();
        System.out.println("a step, there and back       ns   against the bare continuation");
        for (var step : steps) {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %8.1f %8.2f%n",
                    step.name(),
                    step.median(),
                    step.median() / bare);
        }
    }

    private static int rounds(String[] arguments) {
        try {
            return switch (arguments.length) {
                case 0 -> 40;
                case 1 -> Integer.parseInt(arguments[0]);
                default -> 0;
            };
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static SwitchCost callStack() {
        var stack =
                new CallStack(self -> {
                    while (true) {
                        self.yield();
                    }
                });
        return SwitchCost.ofEach("CallStack, run()", stack::run);
    }

    private static SwitchCost generator() {
        Generator<String> generator =
                new ReferenceGenerator<>(caller -> {
                    while (true) {
                        caller.yield("a value");
                    }
                });
        return SwitchCost.ofEach("Generator, next()", generator::next);
    }

    private static SwitchCost coroutine() {
        Coroutine<String, String, Void> echo =
                new ReferenceCoroutine<>(caller -> {
                    var heard = caller.yield("ready");
                    while (true) {
                        heard = caller.yield(heard);
                    }
                });
        echo.next();
        return SwitchCost.ofEach("Coroutine, send()", () -> echo.send("a value"));
    }
}
