package course.gevent.mistakes;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Patches correctly; each mistake overrides one method. */
class PlainMonkeyPatch implements MonkeyPatch {
    private static final Duration FOR_EVER = Duration.ofDays(1_000);

    private final Map<Thread, Waits> adopted = new WeakHashMap<>();
    private final Consumer<String> warnings;

    PlainMonkeyPatch(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** How a thread waits that has a hub. */
    record Waits(Hub hub, SelectorClock clock) {}

    @Override
    public void patch() {
        try {
            setFactory();
        } catch (IOException e) {
            refuse(e);
            return;
        }
        Names.patch(PatchedNames::new);
    }

    @SuppressWarnings("deprecation")
    private void setFactory() throws IOException {
        Socket.setSocketImplFactory(this::newSocketImpl);
    }

    void refuse(IOException why) {
        throw new IllegalStateException("patched already", why);
    }

    @Override
    public void adopt(Hub hub, SelectorClock clock) {
        synchronized (adopted) {
            if (adopted.put(key(), new Waits(hub, clock)) == null) {
                watch();
            }
        }
    }

    Thread key() {
        return Thread.currentThread();
    }

    void watch() {
        Watchdog.watchThisThread(this::warn);
    }

    void warn(String warning) {
        warnings.accept(warning);
    }

    private Optional<Waits> hubHere() {
        synchronized (adopted) {
            return Optional.ofNullable(adopted.get(key()));
        }
    }

    SocketImpl newSocketImpl() {
        return hubHere().isPresent() ? new PatchedSocket() : othersSocket();
    }

    SocketImpl othersSocket() {
        return new NioSocketImpl(false);
    }

    /** What keeps the present greenlet from being put away. */
    Optional<String> pin() {
        return Pins.ofThisGreenlet();
    }

    /** The hub that is to go on meanwhile, if it can. */
    private Optional<Waits> whoGoesOn() {
        var here = hubHere();
        if (here.isEmpty()) {
            return here;
        }
        var pin = pin();
        if (pin.isPresent()) {
            warn(here.get().hub().current() + " stops the hub because of " + pin.get());
            return Optional.empty();
        }
        return here;
    }

    Duration connectLimit(int millis) {
        return millis == 0 ? FOR_EVER : Duration.ofMillis(millis);
    }

    Duration readLimit(int millis) {
        return millis == 0 ? FOR_EVER : Duration.ofMillis(millis);
    }

    void send(PatchedSocket socket, ByteBuffer bytes) throws IOException {
        do {
            if (socket.connection().write(bytes) == 0) {
                socket.pause(SelectionKey.OP_WRITE, FOR_EVER);
            }
        } while (bytes.hasRemaining());
    }

    void closed(List<Runnable> waiting) {
        waiting.forEach(Runnable::run);
    }

    void waitByTheHub(Waits waits, PatchedSocket socket, int operation, Duration limit)
            throws IOException {
        try {
            waits.hub().await(new Watch(waits, socket, operation), limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    void waitAlone(PatchedSocket socket, int operation, Duration limit) throws IOException {
        var interrupted = !Thread.currentThread().isVirtual() && Thread.interrupted();
        try (var selector = Selector.open()) {
            var wake = socket.enters(selector::wakeup);
            try {
                socket.connection().register(selector, operation);
                selector.select(Math.max(1, limit.toMillis()));
            } finally {
                socket.leaves(wake);
            }
            if (Thread.currentThread().isVirtual() && Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A socket on a channel. */
    final class PatchedSocket extends ChannelSocketImpl {
        private final List<Runnable> waiting = new ArrayList<>();

        @Override
        protected void connect(InetSocketAddress remote, int millis) throws IOException {
            var until = Instant.now().plus(connectLimit(millis));
            if (!channel().connect(remote)) {
                while (!channel().finishConnect()) {
                    pause(SelectionKey.OP_CONNECT, left(until, "Connect timed out"));
                }
            }
        }

        @Override
        protected int read(ByteBuffer bytes) throws IOException {
            var until = Instant.now().plus(readLimit(timeout()));
            while (true) {
                var count = channel().read(bytes);
                if (count != 0) {
                    return count;
                }
                pause(SelectionKey.OP_READ, left(until, "Read timed out"));
            }
        }

        private static Duration left(Instant until, String tooLate) throws IOException {
            var left = Duration.between(Instant.now(), until);
            if (left.isNegative() || left.isZero()) {
                throw new SocketTimeoutException(tooLate);
            }
            return left;
        }

        @Override
        protected void write(ByteBuffer bytes) throws IOException {
            send(this, bytes);
        }

        private void pause(int operation, Duration limit) throws IOException {
            var goesOn = whoGoesOn();
            if (goesOn.isPresent()) {
                waitByTheHub(goesOn.get(), this, operation, limit);
            } else {
                waitAlone(this, operation, limit);
            }
        }

        SocketChannel connection() {
            return channel();
        }

        @Override
        protected void close() throws IOException {
            super.close();
            List<Runnable> woken;
            synchronized (waiting) {
                woken = List.copyOf(waiting);
            }
            closed(woken);
        }

        private Runnable enters(Runnable wake) throws IOException {
            synchronized (waiting) {
                waiting.add(wake);
            }
            if (!channel().isOpen()) {
                leaves(wake);
                throw new ClosedChannelException();
            }
            return wake;
        }

        private void leaves(Runnable wake) {
            synchronized (waiting) {
                waiting.remove(wake);
            }
        }
    }

    /** Ends when the channel is ready, or the socket closed. */
    private final class Watch implements Hub.Watcher {
        private final PatchedSocket socket;
        private final Hub.Watcher ready;
        private Runnable wake;

        Watch(Waits waits, PatchedSocket socket, int operation) {
            this.socket = socket;
            ready = waits.clock().ready(socket.connection(), operation);
        }

        @Override
        public void start(Hub.Waiter waiter) {
            try {
                wake = socket.enters(waiter::wake);
                ready.start(waiter);
            } catch (IOException | java.io.UncheckedIOException closed) {
                waiter.wake();
            }
        }

        @Override
        public void stop() {
            if (wake != null) {
                socket.leaves(wake);
            }
            stopWatching(ready);
        }

        @Override
        public boolean isOutside() {
            return true;
        }
    }

    void stopWatching(Hub.Watcher ready) {
        ready.stop();
    }

    private final class PatchedNames implements InetAddressResolver {
        private final InetAddressResolver system;

        PatchedNames(InetAddressResolver system) {
            this.system = system;
        }

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                throws UnknownHostException {
            return resolve(() -> system.lookupByName(host, policy));
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return resolve(() -> system.lookupByAddress(address));
        }
    }

    interface Question<T> {
        T ask() throws UnknownHostException;
    }

    <T> T resolve(Question<T> question) throws UnknownHostException {
        var goesOn = whoGoesOn();
        if (goesOn.isEmpty()) {
            return question.ask();
        }
        var answer = new Answer<T>();
        try {
            goesOn.get().hub().await(answer.to(question));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
        return answer.take();
    }

    private static final class Answer<T> {
        private volatile T value;
        private volatile Exception failure;

        Hub.Watcher to(Question<T> question) {
            return new Hub.Watcher() {
                @Override
                public void start(Hub.Waiter waiter) {
                    var asker =
                            new Thread(() -> {
                                try {
                                    value = question.ask();
                                } catch (UnknownHostException | RuntimeException e) {
                                    failure = e;
                                }
                                waiter.wake();
                            });
                    asker.setDaemon(true);
                    asker.start();
                }

                @Override
                public boolean isOutside() {
                    return true;
                }
            };
        }

        T take() throws UnknownHostException {
            switch (failure) {
                case null -> {
                    return value;
                }
                case UnknownHostException unknown -> throw unknown;
                default -> throw (RuntimeException) failure;
            }
        }
    }
}
