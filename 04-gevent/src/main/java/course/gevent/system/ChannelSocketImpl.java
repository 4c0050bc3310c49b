package course.gevent.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Set;

/**
 * What a {@code Socket} stands on, on a channel in non-blocking mode: all of it that never waits.
 * The three operations that may have to wait are left to a subclass. They may throw what channels
 * throw; the socket's user gets what a socket throws in its place.
 */
public abstract class ChannelSocketImpl extends SocketImpl {
    /** What one system call moves at most, so that the JDK needs no huge buffer for it. */
    private static final int CHUNK = 128 * 1024;

    private SocketChannel channel;
    private volatile int timeout;

    /** Connects the channel to {@code remote}; {@code millis} is how long that may take, or 0. */
    protected abstract void connect(InetSocketAddress remote, int millis) throws IOException;

    /**
     * Reads at least one byte.
     *
     * @return how many; -1 at the end of the stream
     */
    protected abstract int read(ByteBuffer bytes) throws IOException;

    /** Writes all of it. */
    protected abstract void write(ByteBuffer bytes) throws IOException;

    /** The channel, in non-blocking mode. */
    protected final SocketChannel channel() {
        return channel;
    }

    /** {@code SO_TIMEOUT}, in milliseconds: how long a read may take; 0 for as long as need be. */
    protected final int timeout() {
        return timeout;
    }

    @Override
    protected final void create(boolean stream) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
    }

    @Override
    protected final void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected final void connect(InetAddress host, int port) throws IOException {
        connect((SocketAddress) new InetSocketAddress(host, port), 0);
    }

    @Override
    protected final void connect(SocketAddress remote, int millis) throws IOException {
        var connected = false;
        try {
            if (!(remote instanceof InetSocketAddress internet)) {
                throw new SocketException("Unsupported address type");
            }
            if (internet.isUnresolved()) {
                throw new UnknownHostException(internet.getHostString());
            }
            connect(internet, millis);
            address = internet.getAddress();
            port = internet.getPort();
            localport = channel.socket().getLocalPort();
            connected = true;
        } catch (IOException e) {
            throw asOfASocket(e);
        } finally {
            if (!connected) {
                close();
            }
        }
    }

    @Override
    protected final void bind(InetAddress host, int port) throws IOException {
        try {
            channel.bind(new InetSocketAddress(host, port));
        } catch (AlreadyBoundException e) {
            throw new SocketException("Already bound");
        } catch (IOException e) {
            throw asOfASocket(e);
        }
        address = host;
        localport = channel.socket().getLocalPort();
    }

    @Override
    protected final void listen(int backlog) throws IOException {
        throw new SocketException("not a server's socket");
    }

    @Override
    protected final void accept(SocketImpl accepted) throws IOException {
        throw new SocketException("not a server's socket");
    }

    @Override
    protected final InputStream getInputStream() {
        return new Input();
    }

    @Override
    protected final OutputStream getOutputStream() {
        return new Output();
    }

    @Override
    protected final int available() throws IOException {
        try {
            return channel.isOpen() && channel.socket().isInputShutdown()
                    ? 0
                    : channel.socket().getInputStream().available();
        } catch (IOException e) {
            throw asOfASocket(e);
        }
    }

    @Override
    protected final void shutdownInput() throws IOException {
        channel.socket().shutdownInput();
    }

    @Override
    protected final void shutdownOutput() throws IOException {
        channel.socket().shutdownOutput();
    }

    @Override
    protected final boolean supportsUrgentData() {
        return true;
    }

    @Override
    protected final void sendUrgentData(int data) throws IOException {
        channel.socket().sendUrgentData(data);
    }

    /** Closes the channel. Whoever waits for it is not woken by that. */
    @Override
    protected void close() throws IOException {
        channel.close();
    }

    @Override
    public final void setOption(int option, Object value) throws SocketException {
        var socket = channel.socket();
        switch (option) {
            case SO_TIMEOUT -> {
                socket.setSoTimeout((int) value);
                timeout = (int) value;
            }
            case SO_LINGER ->
                    socket.setSoLinger(
                            value instanceof Integer, value instanceof Integer i ? i : -1);
            case TCP_NODELAY -> socket.setTcpNoDelay((boolean) value);
            case SO_KEEPALIVE -> socket.setKeepAlive((boolean) value);
            case SO_OOBINLINE -> socket.setOOBInline((boolean) value);
            case SO_REUSEADDR -> socket.setReuseAddress((boolean) value);
            case SO_SNDBUF -> socket.setSendBufferSize((int) value);
            case SO_RCVBUF -> socket.setReceiveBufferSize((int) value);
            case IP_TOS -> socket.setTrafficClass((int) value);
            default -> throw new SocketException("Unknown option " + option);
        }
    }

    @Override
    public final Object getOption(int option) throws SocketException {
        var socket = channel.socket();
        return switch (option) {
            case SO_TIMEOUT -> socket.getSoTimeout();
            case SO_LINGER -> socket.getSoLinger() < 0 ? false : (Object) socket.getSoLinger();
            case TCP_NODELAY -> socket.getTcpNoDelay();
            case SO_KEEPALIVE -> socket.getKeepAlive();
            case SO_OOBINLINE -> socket.getOOBInline();
            case SO_REUSEADDR -> socket.getReuseAddress();
            case SO_BINDADDR -> socket.getLocalAddress();
            case SO_SNDBUF -> socket.getSendBufferSize();
            case SO_RCVBUF -> socket.getReceiveBufferSize();
            case IP_TOS -> socket.getTrafficClass();
            default -> throw new SocketException("Unknown option " + option);
        };
    }

    @Override
    protected final <T> void setOption(SocketOption<T> option, T value) throws IOException {
        channel.setOption(option, value);
    }

    @Override
    protected final <T> T getOption(SocketOption<T> option) throws IOException {
        return channel.getOption(option);
    }

    @Override
    protected final Set<SocketOption<?>> supportedOptions() {
        return channel.supportedOptions();
    }

    private IOException asOfASocket(IOException e) {
        return switch (e) {
            case SocketException plain -> plain;
            case InterruptedIOException plain -> plain;
            case UnknownHostException plain -> plain;
            case ClosedChannelException closed ->
                    withTrace(channel.isOpen() ? "Broken pipe" : "Socket closed", closed);
            default -> withTrace(e.getMessage(), e);
        };
    }

    private static SocketException withTrace(String message, IOException cause) {
        return new SocketException(message, cause);
    }

    private final class Input extends InputStream {
        private boolean atEnd;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0 || atEnd) {
                return length == 0 ? 0 : -1;
            }
            try {
                var space = ByteBuffer.wrap(bytes, offset, Math.min(length, CHUNK));
                var count = ChannelSocketImpl.this.read(space);
                atEnd = count < 0;
                return count;
            } catch (IOException e) {
                throw asOfASocket(e);
            }
        }

        @Override
        public int available() throws IOException {
            return ChannelSocketImpl.this.available();
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            try {
                for (var done = 0; done < length; done += CHUNK) {
                    ChannelSocketImpl.this.write(
                            ByteBuffer.wrap(bytes, offset + done, Math.min(length - done, CHUNK)));
                }
            } catch (IOException e) {
                throw asOfASocket(e);
            }
        }
    }
}
