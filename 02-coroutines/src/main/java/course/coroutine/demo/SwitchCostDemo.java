package course.coroutine.demo;

import course.coroutine.Coroutine;
import course.coroutine.Generator;
import course.coroutine.reference.ReferenceCoroutine;
import course.coroutine.reference.ReferenceGenerator;
import course.coroutine.stack.CallStack;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a step costs, there and back: the JDK's bare continuation, this lesson's guarded stack, a
 * generator's next value, a coroutine's answer. They take turns round by round, so that a busy
 * machine is busy for all of them; the median of each is printed.
 */
public final class SwitchCostDemo {
    private static final int STEPS = 200_000;

    /** Goes to and fro between two stacks for ever, a step with each call. */
    private record Step(String name, Runnable take, List<Double> nanos) {
        Step(String name, Runnable take) {
            this(name, take, new ArrayList<>());
        }

        void measure() {
            long start = System.nanoTime();
            for (int i = 0; i < STEPS; i++) {
                take.run();
            }
            nanos.add((System.nanoTime() - start) / (double) STEPS);
        }

        double median() {
            var sorted = nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    public static void main(String[] arguments) {
        int rounds = rounds(arguments);
        if (rounds < 1) {
            System.err.println("usage: SwitchCostDemo [rounds, 1 or more; default 40]");
            System.exit(2);
        }
        var steps = List.of(continuation(), callStack(), generator(), coroutine());
        for (int round = 0; round < rounds; round++) {
            steps.forEach(Step::measure);
        }
        double bare = steps.getFirst().median();
        System.out.println("a step, there and back       ns   against the bare continuation");
        for (var step : steps) {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %8.1f %8.2f%n",
                    step.name,
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

    private static Step continuation() {
        var scope = new ContinuationScope("cost");
        var continuation =
                new Continuation(
                        scope,
                        () -> {
                            while (true) {
                                Continuation.yield(scope);
                            }
                        });
        return new Step("Continuation, run()", continuation::run);
    }

    private static Step callStack() {
        var stack =
                new CallStack(self -> {
                    while (true) {
                        self.yield();
                    }
                });
        return new Step("CallStack, run()", stack::run);
    }

    private static Step generator() {
        Generator<String> generator =
                new ReferenceGenerator<>(caller -> {
                    while (true) {
                        caller.yield("a value");
                    }
                });
        return new Step("Generator, next()", generator::next);
    }

    private static Step coroutine() {
        Coroutine<String, String, Void> echo =
                new ReferenceCoroutine<>(caller -> {
                    var heard = caller.yield("ready");
                    while (true) {
                        heard = caller.yield(heard);
                    }
                });
        echo.next();
        return new Step("Coroutine, send()", () -> echo.send("a value"));
    }
}
