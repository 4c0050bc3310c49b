package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.gevent.system.SelectorClock;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.loop.time.LoopClock;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A hub and its sockets, on a thread beside the example. */
final class GreenStage {
    private final Candidate<Hub> hubs;
    private final Candidate<GreenSockets> candidates;
    private final Greenlets greenlets;
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
        this.greenlets = greenlets;
        this.background = background;
        background.start("the hub", this::run);
        background.await("the hub starts", () -> sockets != null);
    }

    private void run() throws Exception {
        try (var clock = new SelectorClock()) {
            Consumer<Throwable> failures = this::failed;
            hub = hubs.create(greenlets, new CountingClock(clock), failures);
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

    /** How often the hub has looked at its clock. */
    private final class CountingClock implements LoopClock {
        private final SelectorClock clock;

        CountingClock(SelectorClock clock) {
            this.clock = clock;
        }

        @Override
        public Duration now() {
            return clock.now();
        }

        @Override
        public void await(Duration until) throws InterruptedException {
            looks.incrementAndGet();
            clock.await(until);
        }

        @Override
        public void wake() {
            clock.wake();
        }
    }

    Hub hub() {
        return hub;
    }

    GreenSockets sockets() {
        return sockets;
    }

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
            deed.thread = hub.spawn(name, deed::run);
            greenThreads.add(deed.thread);
        });
        return deed;
    }

    /** Has a green thread do this, and waits until it is done. */
    <T> T get(String name, Callable<T> code) {
        return does(name, code).value();
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

    /** What a green thread does for the example, and what comes of it. */
    final class Deed<T> {
        private final String name;
        private final Callable<T> code;
        private volatile GreenThread thread;
        private volatile Thread carrier;
        private volatile boolean hasEnded;
        private T value;
        private Throwable thrown;

        private Deed(String name, Callable<T> code) {
            this.name = name;
            this.code = code;
        }

        private void run() {
            carrier = Thread.currentThread();
            try {
                value = code.call();
            } catch (UnsupportedOperationException toDo) {
                thrown = toDo;
                throw toDo; // so that nobody waits for what can't come
            } catch (Throwable failure) {
                thrown = failure;
            } finally {
                hasEnded = true;
            }
        }

        /** The thread of the JVM that it ran on. */
        Thread carrier() {
            return carrier;
        }

        boolean hasEnded() {
            return hasEnded;
        }

        /** Waits until it waits. */
        Deed<T> waits() {
            background.await(name + " starts", () -> carrier != null);
            comesToRest();
            if (hasEnded) {
                throw new AssertionError(
                        thrown == null
                                ? "%s was to wait, and was done".formatted(name)
                                : "%s was to wait, and ended with %s".formatted(name, thrown),
                        thrown);
            }
            return this;
        }

        /** Waits for its end; what it returned. */
        T value() {
            awaitEnd();
            if (thrown != null) {
                throw new AssertionError("%s ended with %s".formatted(name, thrown), thrown);
            }
            return value;
        }

        /** Waits for its end; what it threw. */
        <X extends Throwable> X throwing(Class<X> type) {
            awaitEnd();
            if (thrown == null) {
                throw new AssertionError(
                        "%s was to end with a %s, and returned %s"
                                .formatted(name, type.getSimpleName(), shown(value)));
            }
            assertThat(thrown)
                    .withFailMessage(() ->
                            "%s was to end with a %s, and ended with %s"
                                    .formatted(name, type.getSimpleName(), thrown))
                    .isInstanceOf(type);
            return type.cast(thrown);
        }

        private static Object shown(Object value) {
            return value instanceof byte[] bytes ? "\"" + new String(bytes) + "\"" : value;
        }

        void throwInto(Throwable thrown) {
            thread.throwInto(thrown);
        }

        private void awaitEnd() {
            background.await(name + " ends", () -> hasEnded);
        }
    }
}
