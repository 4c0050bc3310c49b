package course.gevent;

import static java.time.Duration.ZERO;

import course.gevent.reference.ReferenceHub;
import course.gevent.system.SelectorClock;
import course.greenlet.Greenlet;
import course.greenlet.Greenlets;
import course.greenlet.reference.ReferenceGreenlets;
import course.kit.HeldMonitors;

/**
 * One that waits and holds monitors, so many times in each form. A JVM whose books are in disorder
 * ends only after some hundred thousand rounds, and with it whoever has tried it.
 */
final class MonitorRounds {
    private final Greenlets greenlets = new ReferenceGreenlets();
    private final Hub hub;
    private final int rounds;

    private MonitorRounds(SelectorClock clock, int rounds) {
        hub = new ReferenceHub(greenlets, clock, MonitorRounds::fail);
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            System.err.println("usage: MonitorRounds ROUNDS_IN_EACH_FORM");
            System.exit(2);
        }
        try (var clock = new SelectorClock()) {
            new MonitorRounds(clock, Integer.parseInt(arguments[0])).run();
        }
        System.out.println("all monitors were kept");
    }

    private static void fail(Throwable failure) {
        failure.printStackTrace(System.out);
        System.exit(1);
    }

    private void run() throws Exception {
        hub.spawn(() -> {
            var held = new Object();
            while (true) {
                synchronized (held) {
                    hub.sleep(ZERO);
                }
            }
        });
        HeldMonitors.expectKeptBy("sleep()", rounds, () -> hub.sleep(ZERO));
        HeldMonitors.expectKeptBy("await()", rounds, () -> hub.await(Hub.Waiter::wake));
        HeldMonitors.expectKeptBy("join()", rounds, () -> hub.join(hub.spawn(() -> {})));

        var own =
                greenlets.create(first -> {
                    while (true) {
                        hub.greenlet().switchTo();
                    }
                });
        HeldMonitors.expectKeptBy(
                "sleep() during which a message switches",
                rounds,
                () -> {
                    hub.post(() -> insideSynchronized(own));
                    hub.sleep(ZERO);
                });
        hub.join(
                hub.spawn(() ->
                        HeldMonitors.expectKeptBy(
                                "sleep() by a green thread", rounds, () -> hub.sleep(ZERO))));
    }

    private static void insideSynchronized(Greenlet own) {
        try {
            HeldMonitors.expectKeptBy("switchTo() by a message", 1, own::switchTo);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
