package course.kit;

import course.kit.Background.Body;

import java.util.Arrays;

/** The monitors that a caller may hold, in every form: what it calls must leave them to it. */
public enum HeldMonitors {
    NONE("no synchronized block"),
    ONE("one synchronized block", 0),
    TWO("two nested synchronized blocks", 0, 1),
    SEVEN("seven nested synchronized blocks", 0, 1, 2, 3, 4, 5, 6),
    EIGHT("eight nested synchronized blocks", 0, 1, 2, 3, 4, 5, 6, 7),
    NINE("nine nested synchronized blocks", 0, 1, 2, 3, 4, 5, 6, 7, 8),
    ONE_THREE_TIMES("three nested synchronized blocks of one monitor", 0, 0, 0),
    ONE_TEN_TIMES("ten nested synchronized blocks of one monitor", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    TWO_IN_TURN("six nested synchronized blocks of two monitors in turn", 0, 1, 0, 1, 0, 1),
    A_METHOD("a synchronized method", 0) {
        @Override
        void inside(Monitor[] monitors, int next, Body body) throws Exception {
            monitors[next].inItsMethod(body);
        }
    };

    /** A monitor that has been contended is safe for good, so new ones are used again and again. */
    private static final int ROUNDS_WITH_THE_SAME = 100;

    private final String text;
    private final int[] order;

    HeldMonitors(String text, int... order) {
        this.text = text;
        this.order = order;
    }

    private static final class Monitor {
        synchronized void inItsMethod(Body body) throws Exception {
            body.run();
        }
    }

    /**
     * Calls it inside each of these forms: the caller has to hold its monitors afterwards, and
     * another thread that wants one has to wait.
     *
     * @param what the call, for the text of a failure
     */
    public static void expectKeptBy(String what, Body call) throws Exception {
        for (var form : values()) {
            form.expectKept(what, call, 2);
            if (form != NONE) {
                form.expectOthersStayOut(what, call);
            }
        }
    }

    /** As {@link #expectKeptBy}, so many times in each form, and with no other thread. */
    public static void expectKeptBy(String what, int rounds, Body call) throws Exception {
        for (var form : values()) {
            form.expectKept(what, call, rounds);
        }
    }

    private void expectKept(String what, Body call, int rounds) throws Exception {
        var monitors = monitors();
        for (var round = 0; round < rounds; round++) {
            if (round % ROUNDS_WITH_THE_SAME == 0) {
                monitors = monitors();
            }
            var held = monitors;
            inside(
                    held,
                    0,
                    () -> {
                        call.run();
                        expectHeld(what, held);
                    });
            expectFree(what, held);
        }
    }

    private void expectOthersStayOut(String what, Body call) throws Exception {
        var monitors = monitors();
        var other = new Thread(() -> enterAndLeave(monitors), "another thread");
        other.setDaemon(true);
        inside(
                monitors,
                0,
                () -> {
                    other.start();
                    awaitThatItIsBlockedOrHasEnded(other);
                    call.run();
                    expectHeld(what, monitors);
                    if (!other.isAlive()) {
                        throw new AssertionError(
                                "%s was called inside %s, and meanwhile another thread got in"
                                        .formatted(what, text));
                    }
                });
        if (!other.join(Patience.limit())) {
            throw new AssertionError(
                    "%s was called inside %s; the caller has left it, and another thread still waits for its monitor"
                            .formatted(what, text));
        }
    }

    private void enterAndLeave(Monitor[] monitors) {
        try {
            inside(monitors, 0, () -> {});
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void awaitThatItIsBlockedOrHasEnded(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.BLOCKED) {
            Thread.yield();
        }
    }

    private Monitor[] monitors() {
        var different = new Monitor[order.length];
        Arrays.setAll(different, i -> new Monitor());
        return Arrays.stream(order).mapToObj(i -> different[i]).toArray(Monitor[]::new);
    }

    void inside(Monitor[] monitors, int next, Body body) throws Exception {
        if (next == monitors.length) {
            body.run();
            return;
        }
        synchronized (monitors[next]) {
            inside(monitors, next + 1, body);
        }
    }

    private void expectHeld(String what, Monitor[] monitors) {
        for (var monitor : monitors) {
            if (!Thread.holdsLock(monitor)) {
                throw new AssertionError(
                        ("%s was called inside %s; when it returned, the caller did not hold its"
                                        + " monitor any more (Thread.holdsLock is false), so other"
                                        + " threads may come in")
                                .formatted(what, text));
            }
        }
    }

    private void expectFree(String what, Monitor[] monitors) {
        for (var monitor : monitors) {
            if (Thread.holdsLock(monitor)) {
                throw new AssertionError(
                        "%s was called inside %s; the caller has left it, and still holds its monitor"
                                .formatted(what, text));
            }
        }
    }
}
