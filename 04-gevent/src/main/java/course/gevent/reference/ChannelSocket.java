package course.gevent.reference;

import course.gevent.GreenSocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Tries first, and waits only for what would block. */
final class ChannelSocket implements GreenSocket {
    private static final byte[] END_OF_STREAM = {};

    /** In buffers; more than a system keeps for one socket. */
    private static final int MOST_TAKEN_AT_CLOSE = 256;

    private final SharedIo io;
    private final ByteBuffer buffer;
    private final SocketChannel channel;
    private final Operation reading;
    private final Operation writing;
    private final InetSocketAddress localAddress;
    private final InetSocketAddress remoteAddress;
    private Duration timeout;

    /** The last read found less than there was room for: another one now would find nothing. */
    private boolean isDrained;

    private ChannelSocket(SharedIo io, SocketChannel channel) throws IOException {
        this.io = io;
        buffer = io.buffer();
        this.channel = channel;
        reading = new Operation(io, channel, SelectionKey.OP_READ);
        writing = new Operation(io, channel, SelectionKey.OP_WRITE);
        localAddress = (InetSocketAddress) channel.getLocalAddress();
        remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
    }

    /** Takes the channel over: it is closed if that fails. */
    static ChannelSocket connected(SharedIo io, SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new ChannelSocket(io, channel);
        } catch (Throwable thrown) {
            channel.close();
            throw thrown;
        }
    }

    @Override
    public byte[] receive(int most) throws IOException, InterruptedException {
        if (most < 1) {
            throw new IllegalArgumentException("receive at most " + most);
        }
        reading.begin();
        try {
            var end = io.endOf(timeout);
            io.letOthersGoOn();
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
            var end = io.endOf(timeout);
            var sent = 0;
            do {
                io.letOthersGoOn();
                sent += write(bytes, sent);
                if (buffer.hasRemaining()) {
                    writing.await(end);
                } else if (sent < bytes.length) {
                    writing.requireTime(end);
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
        this.timeout = Loop.requireDuration(timeout);
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
        io.clock().wakeWaitersFor(channel);
        try (channel) {
            takeWhatNobodyWants();
        }
    }

    /** A close with input that was not read is a reset, which overtakes what was sent. */
    private void takeWhatNobodyWants() {
        try {
            for (var reads = 0; channel.isOpen() && reads < MOST_TAKEN_AT_CLOSE; reads++) {
                if (channel.read(buffer.clear()) <= 0) {
                    return;
                }
            }
        } catch (IOException broken) {
            // then nothing of it reaches the peer
        }
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
