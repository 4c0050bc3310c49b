package course.gevent.mistakes;

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
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Waits first, and tries then; with a method for each thing that can be got wrong. */
abstract class PlainGreenSockets implements GreenSockets {
    final Hub hub;
    final SelectorClock clock;

    PlainGreenSockets(Hub hub, SelectorClock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public GreenServerSocket listen(InetSocketAddress address, int backlog) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.bind(address, backlog).configureBlocking(false);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Listener(channel, (InetSocketAddress) channel.getLocalAddress());
    }

    @Override
    public GreenSocket connect(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        var channel = SocketChannel.open();
        var isConnected = false;
        try {
            channel.configureBlocking(false);
            channel.connect(address);
            await(channel, SelectionKey.OP_CONNECT, timeout);
            isConnected = channel.finishConnect();
            return green(channel);
        } finally {
            if (!isConnected) {
                connectFailed(channel);
            }
        }
    }

    void connectFailed(SocketChannel channel) throws IOException {
        channel.close();
    }

    final GreenSocket green(SocketChannel channel) throws IOException {
        return new Connection(channel);
    }

    @Override
    public StreamServer serve(GreenServerSocket listener, int most, StreamServer.Handler handler) {
        return new Server(listener, most, handler);
    }

    void await(SelectableChannel channel, int operation, Duration timeout)
            throws IOException, InterruptedException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        if (!hub.await(clock.ready(channel, operation), timeout)) {
            timedOut();
        }
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    void timedOut() throws IOException {
        throw new SocketTimeoutException();
    }

    byte[] receive(SocketChannel channel, int most, Duration timeout)
            throws IOException, InterruptedException {
        await(channel, SelectionKey.OP_READ, timeout);
        return read(channel, most);
    }

    final byte[] read(SocketChannel channel, int most) throws IOException {
        var bytes = ByteBuffer.allocate(most);
        if (channel.read(bytes) < 0) {
            endOfStream(channel);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    void endOfStream(SocketChannel channel) throws IOException {}

    void sendAll(SocketChannel channel, byte[] bytes, Duration timeout)
            throws IOException, InterruptedException {
        var rest = ByteBuffer.wrap(bytes);
        var end = timeout == null ? null : clock.now().plus(timeout);
        do {
            await(channel, SelectionKey.OP_WRITE, left(timeout, end));
            channel.write(rest);
        } while (rest.hasRemaining() && isToGoOn());
    }

    boolean isToGoOn() {
        return true;
    }

    void beginSending(boolean somebodySends) {
        if (somebodySends) {
            throw new IllegalStateException("somebody sends already");
        }
    }

    Duration left(Duration timeout, Duration end) {
        if (end == null) {
            return null;
        }
        var left = end.minus(clock.now());
        return left.isNegative() ? Duration.ZERO : left;
    }

    SocketChannel accept(ServerSocketChannel channel) throws IOException, InterruptedException {
        while (true) {
            await(channel, SelectionKey.OP_ACCEPT, null);
            var accepted = channel.accept();
            if (accepted != null) {
                return accepted;
            }
        }
    }

    void wakeWaitersFor(SelectableChannel channel) {
        clock.wakeWaitersFor(channel);
    }

    private final class Listener implements GreenServerSocket {
        private final ServerSocketChannel channel;
        private final InetSocketAddress address;

        Listener(ServerSocketChannel channel, InetSocketAddress address) {
            this.channel = channel;
            this.address = address;
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public GreenSocket accept() throws IOException, InterruptedException {
            var accepted = PlainGreenSockets.this.accept(channel);
            accepted.configureBlocking(false);
            return new Connection(accepted);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            wakeWaitersFor(channel);
        }
    }

    private final class Connection implements GreenSocket {
        private final SocketChannel channel;
        private final InetSocketAddress localAddress;
        private final InetSocketAddress remoteAddress;
        private Duration timeout;
        private boolean isSending;

        Connection(SocketChannel channel) throws IOException {
            this.channel = channel;
            localAddress = (InetSocketAddress) channel.getLocalAddress();
            remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
        }

        @Override
        public byte[] receive(int most) throws IOException, InterruptedException {
            if (most < 1) {
                throw new IllegalArgumentException();
            }
            return PlainGreenSockets.this.receive(channel, most, timeout);
        }

        @Override
        public void sendAll(byte[] bytes) throws IOException, InterruptedException {
            beginSending(isSending);
            isSending = true;
            try {
                PlainGreenSockets.this.sendAll(channel, bytes, timeout);
            } finally {
                isSending = false;
            }
        }

        @Override
        public void shutdownOutput() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void setTimeout(Duration timeout) {
            if (timeout != null && timeout.isNegative()) {
                throw new IllegalArgumentException();
            }
            this.timeout = timeout;
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
            channel.close();
            wakeWaitersFor(channel);
        }
    }

    /** One green thread accepts for good, and keeps who comes at the wrong time. */
    final class Server implements StreamServer {
        private final GreenServerSocket listener;
        private final int most;
        private final Handler handler;
        private final Deque<GreenSocket> waiting = new ArrayDeque<>();
        final List<GreenThread> handlers = new ArrayList<>();
        private boolean isAccepting = true;

        Server(GreenServerSocket listener, int most, Handler handler) {
            if (most < 1) {
                throw new IllegalArgumentException();
            }
            this.listener = listener;
            this.most = placesOf(most);
            this.handler = handler;
            hub.spawn("acceptor", this::accept);
        }

        private void accept() throws Exception {
            try {
                while (true) {
                    waiting.add(listener.accept());
                    serveThoseWaiting(this);
                }
            } catch (ClosedChannelException closed) {
                return;
            }
        }

        void spawnHandlers() {
            while (isAccepting && handlers.size() < most && !waiting.isEmpty()) {
                var connection = waiting.remove();
                var thread = hub.spawn(() -> handle(this, connection, handler));
                handlers.add(thread);
                thread.link(ended -> ended(this, thread, connection));
            }
        }

        void handleOneAfterTheOther() throws Exception {
            while (!waiting.isEmpty()) {
                try (var connection = waiting.remove()) {
                    handler.handle(connection);
                }
            }
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
            isAccepting = true;
            spawnHandlers();
        }

        @Override
        public boolean stop(Duration grace) throws InterruptedException {
            stopListening();
            var others = others();
            waitFor(others, grace);
            var left = others();
            left.forEach(thread -> thread.throwInto(new GreenletExit()));
            hub.joinAll(left);
            return left.isEmpty();
        }

        @Override
        public void close() {
            stopListening();
            others().forEach(thread -> thread.throwInto(new GreenletExit()));
        }

        private void stopListening() {
            PlainGreenSockets.close(listener);
            waiting.forEach(PlainGreenSockets::close);
            waiting.clear();
        }

        private List<GreenThread> others() {
            return handlers.stream().filter(thread -> thread != hub.current()).toList();
        }
    }

    int placesOf(int most) {
        return most;
    }

    void serveThoseWaiting(Server server) throws Exception {
        server.spawnHandlers();
    }

    void handle(Server server, GreenSocket connection, StreamServer.Handler handler)
            throws Exception {
        handler.handle(connection);
    }

    void ended(Server server, GreenThread thread, GreenSocket connection) {
        server.handlers.remove(thread);
        close(connection);
        server.spawnHandlers();
    }

    void waitFor(List<GreenThread> handlers, Duration grace) throws InterruptedException {
        hub.wait(handlers, grace, handlers.size());
    }

    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
