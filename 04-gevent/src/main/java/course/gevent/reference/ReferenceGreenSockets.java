package course.gevent.reference;

import course.gevent.GreenServerSocket;
import course.gevent.GreenSocket;
import course.gevent.GreenSockets;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.StreamServer;
import course.gevent.system.SelectorClock;
import course.greenlet.GreenletExit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Tries first, and waits only for what would block. */
public final class ReferenceGreenSockets implements GreenSockets {
    private static final int CALLS_WITHOUT_A_WAIT = 64;
    private static final Duration PAUSE_OF_A_SERVER_THAT_CANNOT_ACCEPT = Duration.ofMillis(500);
    private static final byte[] END_OF_STREAM = {};

    private final Hub hub;
    private final SelectorClock clock;

    /** All sockets share it, since nobody switches between filling and emptying it. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

    private int callsWithoutAWait;

    public ReferenceGreenSockets(Hub hub, SelectorClock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public GreenServerSocket listen(InetSocketAddress address, int backlog) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.bind(address, backlog);
            channel.configureBlocking(false);
            return new ServerSocket(channel);
        } catch (Throwable thrown) {
            channel.close();
            throw thrown;
        }
    }

    @Override
    public GreenSocket connect(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException {
        var end = endOf(requireDuration(timeout));
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        var channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            var connecting = new Operation(channel, SelectionKey.OP_CONNECT);
            for (var done = channel.connect(address); !done; done = channel.finishConnect()) {
                connecting.await(end);
            }
            return connected(channel);
        } catch (Throwable thrown) {
            channel.close();
            throw thrown;
        }
    }

    @Override
    public StreamServer serve(GreenServerSocket listener, int most, StreamServer.Handler handler) {
        return new Server(listener, most, handler);
    }

    private GreenSocket connected(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new Socket(channel);
        } catch (Throwable thrown) {
            channel.close();
            throw thrown;
        }
    }

    private static Duration requireDuration(Duration duration) {
        if (duration != null && duration.isNegative()) {
            throw new IllegalArgumentException("negative duration: " + duration);
        }
        return duration;
    }

    private Duration endOf(Duration timeout) {
        return timeout == null ? null : clock.now().plus(timeout);
    }

    /**
     * A peer that is fast enough gives nobody a reason to wait. It is the same counter for all:
     * where it goes up, nobody else runs.
     */
    private void letOthersGoOn() throws InterruptedException {
        if (++callsWithoutAWait >= CALLS_WITHOUT_A_WAIT) {
            callsWithoutAWait = 0;
            hub.sleep(Duration.ZERO);
        }
    }

    /** What one green thread at a time can do with a channel. */
    private final class Operation {
        private final SelectableChannel channel;
        private final int operation;
        private GreenThread by;

        Operation(SelectableChannel channel, int operation) {
            this.channel = channel;
            this.operation = operation;
        }

        void begin() {
            if (by != null) {
                throw new IllegalStateException("%s waits already for %s".formatted(by, ready()));
            }
            by = hub.current();
        }

        void end() {
            by = null;
        }

        /** Waits until it can be tried again. */
        void await(Duration end) throws IOException, InterruptedException {
            if (!channel.isOpen()) {
                throw new ClosedChannelException();
            }
            callsWithoutAWait = 0;
            if (!hub.await(ready(), left(end))) {
                throw new SocketTimeoutException("timed out, waiting for " + ready());
            }
        }

        private Hub.Watcher ready() {
            return clock.ready(channel, operation);
        }

        private Duration left(Duration end) {
            if (end == null) {
                return null;
            }
            var left = end.minus(clock.now());
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    private final class ServerSocket implements GreenServerSocket {
        private final ServerSocketChannel channel;
        private final InetSocketAddress address;
        private final Operation accepting;

        ServerSocket(ServerSocketChannel channel) throws IOException {
            this.channel = channel;
            address = (InetSocketAddress) channel.getLocalAddress();
            accepting = new Operation(channel, SelectionKey.OP_ACCEPT);
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public GreenSocket accept() throws IOException, InterruptedException {
            accepting.begin();
            try {
                letOthersGoOn();
                var accepted = channel.accept();
                while (accepted == null) {
                    accepting.await(null);
                    accepted = channel.accept();
                }
                return connected(accepted);
            } finally {
                accepting.end();
            }
        }

        @Override
        public void close() throws IOException {
            clock.wakeWaitersFor(channel);
            channel.close();
        }

        @Override
        public String toString() {
            return channel.toString();
        }
    }

    private final class Socket implements GreenSocket {
        private final SocketChannel channel;
        private final Operation reading;
        private final Operation writing;
        private final InetSocketAddress localAddress;
        private final InetSocketAddress remoteAddress;
        private Duration timeout;

        /** The last read found less than there was room for: another one now would find nothing. */
        private boolean isDrained;

        Socket(SocketChannel channel) throws IOException {
            this.channel = channel;
            reading = new Operation(channel, SelectionKey.OP_READ);
            writing = new Operation(channel, SelectionKey.OP_WRITE);
            localAddress = (InetSocketAddress) channel.getLocalAddress();
            remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
        }

        @Override
        public byte[] receive(int most) throws IOException, InterruptedException {
            if (most < 1) {
                throw new IllegalArgumentException("receive at most " + most);
            }
            reading.begin();
            try {
                var end = endOf(timeout);
                letOthersGoOn();
                if (isDrained) {
                    reading.await(end);
                }
                var count = read(most);
                while (count == 0) {
                    reading.await(end);
                    count = read(most);
                }
                return count < 0 ? END_OF_STREAM : received();
            } finally {
                reading.end();
            }
        }

        private int read(int most) throws IOException {
            buffer.clear().limit(Math.min(most, buffer.capacity()));
            var count = channel.read(buffer);
            isDrained = count > 0 && buffer.hasRemaining();
            return count;
        }

        private byte[] received() {
            var bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            return bytes;
        }

        @Override
        public void sendAll(byte[] bytes) throws IOException, InterruptedException {
            writing.begin();
            try {
                var end = endOf(timeout);
                var sent = 0;
                do {
                    letOthersGoOn();
                    sent += write(bytes, sent);
                    if (buffer.hasRemaining()) {
                        writing.await(end);
                    }
                } while (sent < bytes.length);
            } finally {
                writing.end();
            }
        }

        private int write(byte[] bytes, int from) throws IOException {
            buffer.clear();
            buffer.put(bytes, from, Math.min(bytes.length - from, buffer.capacity())).flip();
            return channel.write(buffer);
        }

        @Override
        public void shutdownOutput() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void setTimeout(Duration timeout) {
            this.timeout = requireDuration(timeout);
        }

        @Override
        public InetSocketAddress localAddress() {
            return localAddress;
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return remoteAddress;
        }

        @Override
        public void close() throws IOException {
            clock.wakeWaitersFor(channel);
            channel.close();
        }

        @Override
        public String toString() {
            return channel.toString();
        }
    }

    private final class Server implements StreamServer {
        private final GreenServerSocket listener;
        private final int most;
        private final Handler handler;
        private final Set<GreenThread> handlers = new LinkedHashSet<>();
        private GreenThread acceptor;
        private GreenSocket cameTooLate;
        private boolean isAccepting;
        private boolean isClosed;

        Server(GreenServerSocket listener, int most, Handler handler) {
            if (most < 1) {
                throw new IllegalArgumentException("serve at most " + most);
            }
            this.listener = listener;
            this.most = most;
            this.handler = Objects.requireNonNull(handler, "handler");
            startAccepting();
        }

        @Override
        public InetSocketAddress address() {
            return listener.address();
        }

        @Override
        public int connections() {
            return handlers.size();
        }

        @Override
        public void stopAccepting() {
            isAccepting = false;
        }

        @Override
        public void startAccepting() {
            isAccepting = !isClosed;
            acceptIfThereIsRoom();
        }

        private void acceptIfThereIsRoom() {
            if (isAccepting && acceptor == null && handlers.size() < most) {
                acceptor = hub.spawn("acceptor of port " + address().getPort(), this::accept);
            }
        }

        private void accept() throws InterruptedException {
            try {
                while (isAccepting && handlers.size() < most) {
                    acceptOne();
                }
            } catch (ClosedChannelException closed) {
                // the end of accepting
            } finally {
                acceptor = null;
            }
        }

        private void acceptOne() throws ClosedChannelException, InterruptedException {
            try {
                var next = cameTooLate == null ? listener.accept() : cameTooLate;
                cameTooLate = isAccepting ? null : next;
                if (isAccepting) {
                    serve(next);
                }
            } catch (ClosedChannelException closed) {
                throw closed;
            } catch (IOException e) {
                hub.post(() -> {
                    throw new UncheckedIOException("could not accept: " + e.getMessage(), e);
                });
                hub.sleep(PAUSE_OF_A_SERVER_THAT_CANNOT_ACCEPT);
            }
        }

        private void serve(GreenSocket connection) {
            var name = "handler of " + connection.remoteAddress();
            var thread = hub.spawn(name, () -> handler.handle(connection));
            handlers.add(thread);
            // not in a finally of the handler's: one that is killed before its start has none
            thread.link(ended -> {
                handlers.remove(thread);
                acceptIfThereIsRoom();
                close(connection);
            });
        }

        private static void close(Closeable socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean stop(Duration grace) throws InterruptedException {
            requireDuration(grace);
            stopListening();
            var served = others();
            hub.wait(served, grace, served.size());
            var left = others();
            kill(left);
            hub.joinAll(left);
            return left.isEmpty();
        }

        @Override
        public void close() {
            stopListening();
            kill(others());
        }

        private void stopListening() {
            isClosed = true;
            isAccepting = false;
            close(listener);
            if (cameTooLate != null) {
                close(cameTooLate);
            }
        }

        private List<GreenThread> others() {
            return handlers.stream().filter(thread -> thread != hub.current()).toList();
        }

        private static void kill(List<GreenThread> threads) {
            threads.forEach(thread -> thread.throwInto(new GreenletExit()));
        }

        @Override
        public String toString() {
            return "server on " + listener;
        }
    }
}
