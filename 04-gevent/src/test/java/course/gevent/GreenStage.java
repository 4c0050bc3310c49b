package course.gevent;

import course.gevent.system.SelectorClock;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A hub and its sockets, on a thread beside the example. */
final class GreenStage {
    private final Candidate<Hub> hubs;
    private final Candidate<GreenSockets> candidates;
    private final RememberedGreenlets greenlets;
    private final Background background;
    private final List<GreenThread> greenThreads = new CopyOnWriteArrayList<>();
    private final List<Closeable> opened = new CopyOnWriteArrayList<>();
    private final List<Throwable> reported = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean expectsFailures;
    private volatile Hub hub;
    private volatile GreenSockets sockets;

    GreenStage(
            Candidate<Hub> hubs,
            Candidate<GreenSockets> candidates,
            Greenlets greenlets,
            Background background) {
        this.hubs = hubs;
        this.candidates = candidates;
        this.greenlets = new RememberedGreenlets(greenlets, Example.current().trace());
        this.background = background;
        background.start("the hub", this::run);
        background.await("the hub starts", () -> sockets != null);
        Example.current().explainsFailure("The green threads:", this::whereTheyStand);
    }

    /** A message, since none of them runs while the hub processes it. */
    private List<String> whereTheyStand() {
        var answer = new CompletableFuture<List<String>>();
        hub.post(() -> answer.complete(greenlets.whereTheyStand()));
        return answer.completeOnTimeout(
                        List.of("(the hub does not come to its messages)"), 1, TimeUnit.SECONDS)
                .join();
    }

    private void run() throws Exception {
        try (var clock = new SelectorClock()) {
            Consumer<Throwable> failures = this::failed;
            hub = hubs.create(greenlets, new CountingClock(clock, looks), failures);
            sockets = candidates.create(hub, clock);
            var hold = hub.hold();
            try {
                hub.join();
            } finally {
                hold.close();
                endAll();
            }
        }
    }

    private void endAll() throws Exception {
        greenThreads.forEach(thread -> thread.throwInto(new GreenletExit()));
        for (var one : opened) {
            one.close();
        }
        hub.join(Duration.ofSeconds(1));
    }

    private void failed(Throwable failure) {
        reported.add(failure);
        if (!expectsFailures || failure instanceof UnsupportedOperationException) {
            throw new AssertionError("a green thread failed with " + failure, failure);
        }
    }

    Hub hub() {
        return hub;
    }

    GreenSockets sockets() {
        return sockets;
    }

    /** How often the hub has looked at its clock. */
    int looks() {
        return looks.get();
    }

    /** From now on, what the hub reports is part of the example. */
    void expectsFailures() {
        expectsFailures = true;
    }

    List<Throwable> reported() {
        return reported;
    }

    /** Has a green thread do this. */
    <T> Deed<T> does(String name, Callable<T> code) {
        var deed = new Deed<>(name, code);
        hub.post(() -> {
            deed.thread = hub.spawn(name, deed::runGreen);
            greenThreads.add(deed.thread);
        });
        return deed;
    }

    /** Has a green thread do this, and waits until it is done. */
    <T> T get(String name, Callable<T> code) {
        return does(name, code).value();
    }

    /** What the main greenlet of another thread does, which has a hub and sockets of its own. */
    @FunctionalInterface
    interface MainGreenlet<T> {
        T run(Hub hub, GreenSockets sockets) throws Exception;
    }

    /** Has the main greenlet of another thread do this. */
    <T> Errand<T> onAHubOfItsOwn(String name, MainGreenlet<T> code) {
        var errand =
                new Errand<>(
                        name,
                        () -> {
                            try (var clock = new SelectorClock()) {
                                Consumer<Throwable> failures = this::failed;
                                var own = hubs.create(greenlets, clock, failures);
                                return code.run(own, candidates.create(own, clock));
                            }
                        },
                        background);
        background.start(name, errand::run);
        return errand;
    }

    /** Listens on a free port, until the example ends. */
    GreenServerSocket listens() {
        return get(
                "who listens",
                () ->
                        closesAtEnd(
                                sockets.listen(
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), 0))));
    }

    GreenSocket accepts(GreenServerSocket listener) {
        return get("who accepts", () -> closesAtEnd(listener.accept()));
    }

    /** Serves on a free port, until the example ends. */
    StreamServer serves(int most, StreamServer.Handler handler) {
        var listener = listens();
        return get(
                "who starts the server",
                () -> {
                    var server = sockets.serve(listener, most, handler);
                    opened.add(server::close);
                    return server;
                });
    }

    /** Closes it when the example ends. */
    <C extends Closeable> C closesAtEnd(C socket) {
        opened.add(socket);
        return socket;
    }

    /** Lets the hub process all that it has to do just now. */
    void comesToRest() {
        for (var turn = 0; turn < 3; turn++) {
            var passed = new AtomicInteger();
            hub.post(passed::incrementAndGet);
            background.await(
                    "the hub goes on, while a green thread waits (its thread is blocked, or does"
                            + " not come to an end)",
                    () -> passed.get() > 0);
        }
    }

    /** An errand of a green thread. */
    final class Deed<T> extends Errand<T> {
        private volatile GreenThread thread;

        private Deed(String name, Callable<T> code) {
            super(name, code, background);
        }

        /** Tells of a TODO at once, so that nobody waits for what can't come. */
        private void runGreen() {
            run();
            if (failure() instanceof UnsupportedOperationException toDo) {
                throw toDo;
            }
        }

        /** Waits until it waits. */
        Deed<T> waits() {
            background.await(name() + " starts", this::hasStarted);
            comesToRest();
            if (hasEnded()) {
                throw new AssertionError(
                        failure() == null
                                ? "%s was to wait, and was done".formatted(name())
                                : "%s was to wait, and ended with %s".formatted(name(), failure()),
                        failure());
            }
            return this;
        }

        void throwInto(Throwable thrown) {
            thread.throwInto(thrown);
        }
    }
}
