package course.gevent.demo;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.reference.ReferenceHub;
import course.gevent.system.SelectorClock;
import course.greenlet.reference.ReferenceGreenlets;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a switch costs, and a spawn with its join: here, and in Python's gevent if it is installed.
 */
public final class HubCostDemo {
    private static final int ROUNDS = 5;
    private static final int SWITCHES = 2_000_000;
    private static final int SPAWNS = 200_000;
    private static final String PYTHON =
            """
            import gevent, time
            def turns(n):
                for _ in range(n): gevent.sleep(0)
            t = time.thread_time()
            gevent.joinall([gevent.spawn(turns, 1000) for _ in range(100)])
            a = (time.thread_time() - t) / 100000 * 1e9
            t = time.thread_time()
            for _ in range(10000): gevent.spawn(int).join()
            b = (time.thread_time() - t) / 10000 * 1e9
            t = time.thread_time()
            gevent.joinall([gevent.spawn(int) for _ in range(10000)])
            c = (time.thread_time() - t) / 10000 * 1e9
            print(a, b, c)
            """;

    private final Hub hub;

    private HubCostDemo(Hub hub) {
        this.hub = hub;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1) {
            System.err.println("usage: HubCostDemo [python]");
            System.exit(2);
        }
        var python = arguments.length == 1 ? arguments[0] : "python3";
        try (var clock = new SelectorClock()) {
            var demo =
                    new HubCostDemo(
                            new ReferenceHub(
                                    new ReferenceGreenlets(), clock, Throwable::printStackTrace));
            demo.round();
            System.out.println(
                    "ns of CPU for each      sleep(0)   spawn, join   spawn all, joinAll");
            for (var round = 0; round < ROUNDS; round++) {
                show("Java", demo.round());
                show("gevent", gevent(python));
            }
        }
    }

    private static void show(String name, List<Double> costs) {
        if (!costs.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %,11.0f %,13.0f %,20.0f%n",
                    name,
                    costs.get(0),
                    costs.get(1),
                    costs.get(2));
        }
    }

    private List<Double> round() throws InterruptedException {
        return List.of(switches(100), spawnAndJoin(), spawnAll());
    }

    private double switches(int threads) throws InterruptedException {
        var start = cpuTime();
        var all = new ArrayList<GreenThread>();
        for (var i = 0; i < threads; i++) {
            all.add(
                    hub.spawn(() -> {
                        for (var n = 0; n < SWITCHES / threads; n++) {
                            hub.sleep(Duration.ZERO);
                        }
                    }));
        }
        hub.joinAll(all);
        return since(start, SWITCHES);
    }

    private double spawnAndJoin() throws InterruptedException {
        var start = cpuTime();
        for (var i = 0; i < SPAWNS; i++) {
            hub.join(hub.spawn(() -> {}));
        }
        return since(start, SPAWNS);
    }

    private double spawnAll() throws InterruptedException {
        var start = cpuTime();
        var all = new ArrayList<GreenThread>();
        for (var i = 0; i < SPAWNS / 20; i++) {
            all.add(hub.spawn(() -> {}));
        }
        hub.joinAll(all);
        return since(start, SPAWNS / 20);
    }

    /** Of this thread alone, so that other programs disturb little. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double since(long start, int times) {
        return (cpuTime() - start) / (double) times;
    }

    /** Empty where there is no gevent. */
    private static List<Double> gevent(String python) throws InterruptedException {
        try {
            var process = new ProcessBuilder(python, "-c", PYTHON).start();
            var output = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0
                    ? List.of(output.split(" ")).stream().map(Double::valueOf).toList()
                    : List.of();
        } catch (IOException noPython) {
            return List.of();
        }
    }
}
