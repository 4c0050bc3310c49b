package course.greenlet;

import course.greenlet.reference.ReferenceGenerators;
import course.greenlet.reference.ReferenceGreenlets;
import course.kit.HeldMonitors;

/**
 * One that switches and holds monitors, so many times in each form. A JVM whose books are in
 * disorder ends only after some hundred thousand rounds, and with it whoever has tried it.
 */
final class MonitorRounds {
    private final Greenlets greenlets = new ReferenceGreenlets();
    private final Greenlet main = greenlets.current();
    private final int rounds;

    private MonitorRounds(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            System.err.println("usage: MonitorRounds ROUNDS_IN_EACH_FORM");
            System.exit(2);
        }
        var all = new MonitorRounds(Integer.parseInt(arguments[0]));
        all.switches();
        all.generators();
        System.out.println("all monitors were kept");
    }

    private void switches() throws Exception {
        var echo = greenlets.create(first -> echo());
        HeldMonitors.expectKeptBy("switchTo()", rounds, echo::switchTo);
        HeldMonitors.expectKeptBy(
                "throwInto()",
                rounds,
                () -> echo.throwInto(new IllegalStateException("thrown in")));

        var pair = new Greenlet[2];
        pair[0] =
                greenlets.create(first -> {
                    while (true) {
                        HeldMonitors.expectKeptBy("switchTo() by a greenlet", 1, pair[1]::switchTo);
                        main.switchTo();
                    }
                });
        pair[1] =
                greenlets.create(first -> {
                    var held = new Object();
                    while (true) {
                        synchronized (held) {
                            pair[0].switchTo();
                        }
                    }
                });
        HeldMonitors.expectKeptBy("switchTo() to those that hold some", rounds, pair[0]::switchTo);
    }

    private Object echo() {
        while (true) {
            try {
                main.switchTo();
            } catch (IllegalStateException thrownIn) {
                // goes on
            }
        }
    }

    private void generators() throws Exception {
        var generators = new ReferenceGenerators(greenlets);
        var generator =
                generators.<Integer>generator(() -> {
                    while (true) {
                        generators.yield(1);
                    }
                });
        HeldMonitors.expectKeptBy("next()", rounds, generator::next);
    }
}
