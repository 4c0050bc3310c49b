package course.gevent;

import course.gevent.system.SelectorClock;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A thread with an adopted hub, beside the example; it ends when its green threads have. */
final class HubThread {
    private final Candidate<Hub> hubs;
    private final Greenlets greenlets;
    private final Background background;
    private final List<String> names = new ArrayList<>();
    private final List<Errand<?>> bodies = new ArrayList<>();
    private final List<GreenThread> greenThreads = new ArrayList<>();
    private volatile Hub hub;
    private final AtomicInteger turns = new AtomicInteger();

    HubThread(Candidate<Hub> hubs, Greenlets greenlets, Background background) {
        this.hubs = hubs;
        this.greenlets = greenlets;
        this.background = background;
    }

    /** Something for a green thread to do, once the hub has been started. */
    <T> Errand<T> spawn(String name, Callable<T> code) {
        var errand = new Errand<>(name, code, background);
        names.add(name);
        bodies.add(errand);
        return errand;
    }

    /** Starts the hub, adopted by {@code patch}. */
    Background.Task start(MonkeyPatch patch) {
        return background.start("the hub", () -> run(patch));
    }

    void run(MonkeyPatch patch) throws Exception {
        try (var clock = new SelectorClock()) {
            hub = hubs.create(greenlets, new CountingClock(clock, turns), failures());
            patch.adopt(hub, clock);
            for (var i = 0; i < bodies.size(); i++) {
                greenThreads.add(hub.spawn(names.get(i), bodies.get(i)::run));
            }
            hub.joinAll(greenThreads);
        }
    }

    private static Consumer<Throwable> failures() {
        return failure -> {
            throw new AssertionError(failure);
        };
    }

    /** How many turns the hub has begun; for one of its green threads. */
    int turns() {
        return turns.get();
    }

    Hub hub() {
        return hub;
    }

    /** Throws into the green thread whose body is {@code errand}. */
    void throwInto(Errand<?> errand, Throwable thrown) {
        hub.post(() -> greenThreads.get(bodies.indexOf(errand)).throwInto(thrown));
    }

    /** For a green thread: lets the others go on until {@code condition} holds. */
    void sleepUntil(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            hub.sleep(Duration.ofMillis(1));
        }
    }
}
