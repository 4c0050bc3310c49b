package course.gevent.reference;

import course.gevent.Hub;
import course.gevent.MonkeyPatch;
import course.gevent.system.ChannelSocketImpl;
import course.gevent.system.Names;
import course.gevent.system.Pins;
import course.gevent.system.SelectorClock;
import course.gevent.system.Watchdog;

import sun.nio.ch.NioSocketImpl;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All that is patched asks one question before it waits: is there a hub on this thread that can go
 * on meanwhile? If so it waits by the hub, and if not, as ever.
 */
public final class ReferenceMonkeyPatch implements MonkeyPatch {
    private final ThreadLocal<Adopted> adopted = new ThreadLocal<>();
    private final Consumer<String> warnings;

    private record Adopted(Hub hub, SelectorClock clock) {}

    public ReferenceMonkeyPatch(Consumer<String> warnings) {
        this.warnings = Objects.requireNonNull(warnings, "warnings");
    }

    @Override
    @SuppressWarnings("deprecation") // there is no other door
    public void patch() {
        try {
            Socket.setSocketImplFactory(this::newSocketImpl);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "java.net.Socket has been patched already, and a JVM can be patched only once",
                    e);
        }
        Names.patch(Resolver::new);
    }

    @Override
    public void adopt(Hub hub, SelectorClock clock) {
        if (adopted.get() == null) {
            Watchdog.watchThisThread(warnings);
        }
        adopted.set(
                new Adopted(
                        Objects.requireNonNull(hub, "hub"),
                        Objects.requireNonNull(clock, "clock")));
    }

    private SocketImpl newSocketImpl() {
        return adopted.get() == null ? new NioSocketImpl(false) : new CooperativeSocket();
    }

    /** Who can go on while this thread waits, or null. */
    private Adopted others() {
        var here = adopted.get();
        if (here == null) {
            return null;
        }
        var pin = Pins.ofThisGreenlet();
        pin.ifPresent(what ->
                warnings.accept(
                        "%s waits, and with it the whole hub: it is pinned by %s"
                                .formatted(here.hub().current(), what)));
        return pin.isPresent() ? null : here;
    }

    private final class CooperativeSocket extends ChannelSocketImpl {
        private static final long FOR_EVER = Long.MAX_VALUE;

        /** How to wake each of those who wait: of a closed channel no selector reports anything. */
        private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

        @Override
        protected void connect(InetSocketAddress remote, int millis) throws IOException {
            var end = endAfter(millis);
            channel().connect(remote);
            while (!channel().finishConnect()) {
                await(SelectionKey.OP_CONNECT, end, "Connect timed out");
            }
        }

        @Override
        protected int read(ByteBuffer bytes) throws IOException {
            var end = endAfter(timeout());
            int count;
            while ((count = channel().read(bytes)) == 0) {
                await(SelectionKey.OP_READ, end, "Read timed out");
            }
            return count;
        }

        @Override
        protected void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                if (channel().write(bytes) == 0) {
                    await(SelectionKey.OP_WRITE, FOR_EVER, "Write timed out");
                }
            }
        }

        @Override
        protected void close() throws IOException {
            super.close();
            waiting.forEach(Runnable::run);
        }

        private static long endAfter(int millis) {
            return millis == 0 ? FOR_EVER : System.nanoTime() + millis * 1_000_000L;
        }

        /** Returns when it may be worth trying again. */
        private void await(int operation, long end, String tooLate) throws IOException {
            var left = end == FOR_EVER ? FOR_EVER : end - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException(tooLate);
            }
            var others = others();
            if (others == null) {
                block(operation, left);
            } else {
                switchTo(others, operation, left);
            }
        }

        private void switchTo(Adopted others, int operation, long nanos) throws IOException {
            var ready = others.clock().ready(channel(), operation);
            try {
                others.hub()
                        .await(
                                new ReadyOrClosed(ready),
                                nanos == FOR_EVER ? null : Duration.ofNanos(nanos));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }

        private final class ReadyOrClosed implements Hub.Watcher {
            private final Hub.Watcher ready;
            private Runnable wake;

            ReadyOrClosed(Hub.Watcher ready) {
                this.ready = ready;
            }

            @Override
            public void start(Hub.Waiter waiter) {
                try {
                    ready.start(waiter);
                } catch (UncheckedIOException | CancelledKeyException closed) {
                    waiter.wake(); // the next try says it better
                    return;
                }
                wake = waiter::wake;
                waiting.add(wake);
                if (!channel().isOpen()) {
                    waiter.wake();
                }
            }

            @Override
            public void stop() {
                if (wake != null) {
                    waiting.remove(wake);
                }
                ready.stop();
            }

            @Override
            public boolean isOutside() {
                return true;
            }

            @Override
            public String toString() {
                return ready.toString();
            }
        }

        /** As a socket does it: an interrupt ends the wait of a virtual thread, and of no other. */
        private void block(int operation, long nanos) throws IOException {
            var me = Thread.currentThread();
            var wasInterrupted = !me.isVirtual() && Thread.interrupted();
            try (var selector = Selector.open()) {
                Runnable wake = selector::wakeup;
                channel().register(selector, operation);
                waiting.add(wake);
                try {
                    if (channel().isOpen()) {
                        selector.select(nanos == FOR_EVER ? 0 : (nanos + 999_999) / 1_000_000);
                    }
                } finally {
                    waiting.remove(wake);
                }
                if (me.isVirtual() && me.isInterrupted()) {
                    throw new InterruptedIOException();
                }
            } finally {
                if (wasInterrupted) {
                    me.interrupt();
                }
            }
        }
    }

    /** Has the question asked on a thread of its own if others can go on meanwhile. */
    private final class Resolver implements InetAddressResolver {
        private final InetAddressResolver blocking;

        Resolver(InetAddressResolver blocking) {
            this.blocking = blocking;
        }

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                throws UnknownHostException {
            return ask("the address of " + host, () -> blocking.lookupByName(host, policy));
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return ask("the name of an address", () -> blocking.lookupByAddress(address));
        }

        private <T> T ask(String what, Callable<T> question) throws UnknownHostException {
            var answer = new FutureTask<>(question);
            var others = others();
            try {
                if (others == null) {
                    answer.run();
                } else {
                    others.hub().await(new Answered(what, answer));
                }
                return answer.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnknownHostException("interrupted while waiting for " + what);
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case UnknownHostException unknown -> throw unknown;
                    case RuntimeException failure -> throw failure;
                    default -> throw new IllegalStateException(e.getCause());
                }
            }
        }
    }

    private record Answered(String what, FutureTask<?> answer) implements Hub.Watcher {
        @Override
        public void start(Hub.Waiter waiter) {
            Thread.ofPlatform()
                    .daemon()
                    .name("asks for " + what)
                    .start(() -> {
                        answer.run();
                        waiter.wake();
                    });
        }

        @Override
        public boolean isOutside() {
            return true;
        }

        @Override
        public String toString() {
            return what;
        }
    }
}
