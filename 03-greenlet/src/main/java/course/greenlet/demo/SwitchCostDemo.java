package course.greenlet.demo;

import course.continuation.SwitchCost;
import course.greenlet.Greenlet;
import course.greenlet.Greenlets;
import course.greenlet.reference.ReferenceGreenlets;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What a switch with a value costs, beside the bare continuation under it and beside Python's
 * greenlet, which is written in C; and the memory of each of many suspended greenlets.
 */
public final class SwitchCostDemo {
    private static final int ROUNDS = 40;

    private static final String PYTHON =
            """
            import greenlet, time
            def one(value):
                switch = second.switch
                for i in range(%1$s):
                    value = switch(value)
            def other(value):
                switch = first.switch
                while True:
                    value = switch(value)
            first, second = greenlet.greenlet(one), greenlet.greenlet(other)
            start = time.perf_counter_ns()
            first.switch(0)
            print((time.perf_counter_ns() - start) / %1$s / 2)
            """
                    .formatted(SwitchCost.SWITCHES / 2);

    public static void main(String[] arguments) {
        var count = 0;
        try {
            count = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        } catch (NumberFormatException e) {
            // answered with the usage
        }
        if (count < 1 || arguments.length > 2) {
            System.err.println("usage: SwitchCostDemo [greenlets, 1 or more] [python]");
            System.exit(2);
        }
        print(arguments.length > 1 ? arguments[1] : "/usr/bin/python3");
        System.out.printf(
                Locale.ROOT,
                "%nbytes for each of %,d suspended greenlets: %s%n",
                count,
                bytes(count));
    }

    private static void print(String pythonCommand) {
        var bare = SwitchCost.ofBareContinuation("a bare continuation's run and yield");
        var kinds =
                List.of(
                        bare,
                        SwitchCost.ofAll("Greenlet.switchTo", SwitchCostDemo::switchToAndFro),
                        SwitchCost.told(
                                "greenlet in C, called by Python", () -> python(pythonCommand)));
        SwitchCost.measure(kinds, ROUNDS);
        System.out.println("nanoseconds for a switch with a value   fastest   of the first");
        for (var kind : kinds) {
            if (!Double.isNaN(kind.fastest())) {
                System.out.printf(
                        Locale.ROOT,
                        "  %-36s%9.1f%15.2f%n",
                        kind.name(),
                        kind.fastest(),
                        kind.fastest() / bare.fastest());
            }
        }
    }

    private static void switchToAndFro() {
        var greenlets = new ReferenceGreenlets();
        var pair = new Greenlet[2];
        pair[0] =
                greenlets.create(value -> {
                    for (var i = 0; i < SwitchCost.SWITCHES / 2; i++) {
                        value = pair[1].switchTo(value);
                    }
                    return value;
                });
        pair[1] =
                greenlets.create(value -> {
                    while (true) {
                        value = pair[0].switchTo(value);
                    }
                });
        pair[0].switchTo("a value");
    }

    /** Not a number where there is no Python, or no greenlet for it. */
    private static double python(String command) {
        try {
            var process = new ProcessBuilder(command, "-c", PYTHON).start();
            var printed = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0 ? Double.parseDouble(printed) : Double.NaN;
        } catch (IOException noSuchCommand) {
            return Double.NaN;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long bytes(int count) {
        Greenlets greenlets = new ReferenceGreenlets();
        var main = greenlets.current();
        var all = new Greenlet[count];
        System.gc(); // what has been measured before takes a second one
        var before = used();
        for (var i = 0; i < count; i++) {
            all[i] = greenlets.create(main::switchTo);
            all[i].switchTo(i);
        }
        var bytes = (used() - before) / count;
        all[count - 1].kill();
        return bytes;
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
