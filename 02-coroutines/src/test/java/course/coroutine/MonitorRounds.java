package course.coroutine;

import course.coroutine.reference.ReferenceCoroutine;
import course.coroutine.reference.ReferenceGenerator;
import course.kit.HeldMonitors;

/**
 * A caller that holds monitors, so many times in each form. A JVM whose books are in disorder ends
 * only after some hundred thousand rounds, and with it whoever has tried it.
 */
final class MonitorRounds {

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            System.err.println("usage: MonitorRounds ROUNDS_IN_EACH_FORM");
            System.exit(2);
        }
        var rounds = Integer.parseInt(arguments[0]);
        onThisThread(rounds);
        onAVirtualThread(rounds / 10);
        System.out.println("all monitors were kept");
    }

    private static void onThisThread(int rounds) throws Exception {
        var numbers = numbers();
        HeldMonitors.expectKeptBy("Generator.next()", rounds, numbers::next);

        var holding = new Object();
        var nested =
                new ReferenceGenerator<Integer>(caller -> {
                    while (true) {
                        synchronized (holding) {
                            numbers.next();
                        }
                        caller.yield(numbers.next());
                    }
                });
        HeldMonitors.expectKeptBy("next() of one that calls another", rounds, nested::next);

        var careless =
                new ReferenceGenerator<Integer>(caller -> {
                    while (true) {
                        synchronized (holding) {
                            caller.yield(1);
                        }
                    }
                });
        HeldMonitors.expectKeptBy("next() of one that yields with a lock", rounds, careless::next);

        var inner = patient();
        inner.next();
        HeldMonitors.expectKeptBy("Coroutine.send()", rounds, () -> inner.send("a"));
        HeldMonitors.expectKeptBy(
                "Coroutine.throwIn()",
                rounds,
                () -> inner.throwIn(new IllegalArgumentException("thrown in")));
        var outer = new ReferenceCoroutine<String, String, Void>(caller -> caller.yieldFrom(inner));
        outer.next();
        HeldMonitors.expectKeptBy("send() to one that delegates", rounds, () -> outer.send("a"));
        HeldMonitors.expectKeptBy(
                "yieldFrom() under a native frame", rounds / 100, MonitorRounds::refused);
    }

    private static void onAVirtualThread(int rounds) throws Exception {
        var failure = new Throwable[1];
        var thread =
                Thread.startVirtualThread(() -> {
                    try {
                        HeldMonitors.expectKeptBy(
                                "next() on a virtual thread", rounds, numbers()::next);
                    } catch (Throwable thrown) {
                        failure[0] = thrown;
                    }
                });
        thread.join();
        if (failure[0] != null) {
            throw new AssertionError(failure[0]);
        }
    }

    private static ReferenceGenerator<Integer> numbers() {
        return new ReferenceGenerator<>(caller -> {
            for (int n = 0; ; n++) {
                caller.yield(n);
            }
        });
    }

    private static Coroutine<String, String, Void> patient() {
        return new ReferenceCoroutine<>(caller -> {
            while (true) {
                try {
                    caller.yield("ready");
                } catch (IllegalArgumentException thrownIn) {
                    // goes on
                }
            }
        });
    }

    private static void refused() {
        var inner = patient();
        var outer =
                new ReferenceCoroutine<String, String, Void>(caller -> {
                    try {
                        NativeFrame.above(() -> caller.yieldFrom(inner));
                        throw new AssertionError("it has delegated under a native frame");
                    } catch (IllegalStateException refused) {
                        caller.yield("outer");
                        return null;
                    }
                });
        outer.next();
        inner.next();
        outer.send("b");
    }
}
