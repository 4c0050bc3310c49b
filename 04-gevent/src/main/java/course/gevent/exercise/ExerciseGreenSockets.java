package course.gevent.exercise;

import course.gevent.GreenServerSocket;
import course.gevent.GreenSocket;
import course.gevent.GreenSockets;
import course.gevent.Hub;
import course.gevent.StreamServer;
import course.gevent.system.SelectorClock;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Exercise 4.6. Given to build on: a {@link Hub}, and its {@link SelectorClock}. A socket here is a
 * channel in non-blocking mode, and a loop around each call: try it; if it would block, wait.
 */
public final class ExerciseGreenSockets implements GreenSockets {
    private final Hub hub;
    private final SelectorClock clock;

    public ExerciseGreenSockets(Hub hub, SelectorClock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public GreenServerSocket listen(InetSocketAddress address, int backlog) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 4.6.1: open a ServerSocketChannel, bind it, put it into non-blocking mode,"
                        + " and return a ServerSocket; if that fails, leave nothing open");
    }

    @Override
    public GreenSocket connect(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 4.6.3: begin to connect a channel in non-blocking mode, wait until that can"
                    + " be finished (OP_CONNECT), finish it, and return a Socket; if that fails,"
                    + " leave nothing open");
    }

    @Override
    public StreamServer serve(GreenServerSocket listener, int most, StreamServer.Handler handler) {
        throw new UnsupportedOperationException(
                "TODO 4.6.9: spawn a green thread that accepts while there is room, and spawns one"
                    + " for each connection; close a connection when its green thread has ended,"
                    + " however that was");
    }

    /** Waits until what would have blocked can be tried again: the one wait of all below. */
    private void await(SelectableChannel channel, int operation, Duration timeout)
            throws IOException, InterruptedException {
        hub.await(clock.ready(channel, operation), timeout);
        throw new UnsupportedOperationException(
                "TODO 4.6.4: tell whether the time was up, and whether the channel has been closed"
                        + " meanwhile");
    }

    private final class ServerSocket implements GreenServerSocket {
        private final ServerSocketChannel channel;

        ServerSocket(ServerSocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public InetSocketAddress address() {
            throw new UnsupportedOperationException(
                    "TODO 4.6.2: the channel's local address, also when it has been closed");
        }

        @Override
        public GreenSocket accept() throws IOException, InterruptedException {
            throw new UnsupportedOperationException(
                    "TODO 4.6.5: try to accept; as long as there is nobody, wait (OP_ACCEPT)");
        }

        @Override
        public void close() throws IOException {
            channel.close();
            // TODO 4.6.8: wake who waits for it
        }
    }

    private final class Socket implements GreenSocket {
        private final SocketChannel channel;

        Socket(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public byte[] receive(int most) throws IOException, InterruptedException {
            throw new UnsupportedOperationException(
                    "TODO 4.6.6: try to read; as long as there is nothing, wait (OP_READ)");
        }

        @Override
        public void sendAll(byte[] bytes) throws IOException, InterruptedException {
            throw new UnsupportedOperationException(
                    "TODO 4.6.7: write; as long as not all of it has been taken, wait (OP_WRITE),"
                            + " and go on with the rest");
        }

        @Override
        public void shutdownOutput() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void setTimeout(Duration timeout) {
            throw new UnsupportedOperationException(
                    "TODO 4.6.10: receive and sendAll take no longer than this");
        }

        @Override
        public InetSocketAddress localAddress() {
            throw new UnsupportedOperationException("TODO 4.6.2: the channel's local address");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            throw new UnsupportedOperationException("TODO 4.6.2: the channel's remote address");
        }

        @Override
        public void close() throws IOException {
            channel.close();
            // TODO 4.6.8: wake who waits for it
        }
    }

    // TODO 4.6.11: refuse a second one who reads, sends or accepts while one waits
    // TODO 4.6.12: let the others go on when one never has to wait
    // TODO 4.6.13: a server that is stopped, and one that can't accept
}
