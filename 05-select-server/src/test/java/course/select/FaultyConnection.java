package course.select;

import course.select.system.Descriptors;
import course.select.system.Fileno;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** The server's end of a connection, with the faults that a spec wants. */
final class FaultyConnection extends SocketChannel implements Fileno {
    private final SocketChannel channel;
    private volatile int bytesPerWrite = Integer.MAX_VALUE;
    private volatile int bytesPerRead = Integer.MAX_VALUE;
    private volatile int descriptor = -1;
    private volatile boolean broken;
    private volatile boolean gone;
    private volatile boolean failsToClose;
    private volatile boolean endless;
    private volatile Runnable beforeWrite = () -> {};
    private volatile int reads;
    private volatile int read;
    private volatile boolean hasEnded;
    private volatile int kept;
    private volatile int mostKeptAtARead;

    FaultyConnection(SocketChannel channel) {
        super(channel.provider());
        this.channel = channel;
    }

    /** Lets each write take so many bytes at most, as when its buffer is nearly full. */
    FaultyConnection takes(int bytesPerWrite) {
        this.bytesPerWrite = bytesPerWrite;
        return this;
    }

    /** Lets each read give so many bytes at most. */
    FaultyConnection gives(int bytesPerRead) {
        this.bytesPerRead = bytesPerRead;
        return this;
    }

    /** Says that this is its descriptor's number. */
    FaultyConnection isNumber(int descriptor) {
        this.descriptor = descriptor;
        return this;
    }

    /** Lets each write fail. */
    FaultyConnection isBroken() {
        broken = true;
        return this;
    }

    /** Lets all fail that is asked of it but its close, as when it was broken before its accept. */
    FaultyConnection isGone() {
        gone = true;
        return isBroken();
    }

    /** Lets its close fail, when it is closed all the same. */
    FaultyConnection failsToClose() {
        failsToClose = true;
        return this;
    }

    /** Lets a client that has sent a byte be one that sends for ever, and reads all. */
    FaultyConnection isEndless() {
        endless = true;
        return this;
    }

    FaultyConnection beforeWrite(Runnable check) {
        beforeWrite = check;
        return this;
    }

    /** How many bytes have been read from it. */
    int hasGiven() {
        return read;
    }

    /** Whether a read has told that its client has finished. */
    boolean hasEnded() {
        return hasEnded;
    }

    /** How often somebody has tried to read from it. */
    int readAttempts() {
        return reads;
    }

    /** The most bytes that had been read and not been written back, when more were read. */
    int mostKeptAtARead() {
        return mostKeptAtARead;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        beforeWrite.run();
        if (broken) {
            throw new IOException("Broken pipe");
        }
        if (endless) {
            int all = source.remaining();
            source.position(source.limit());
            return all;
        }
        var taken = source.slice().limit(Math.min(bytesPerWrite, source.remaining()));
        var written = channel.write(taken);
        source.position(source.position() + written);
        kept -= written;
        return written;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        for (var i = offset; i < offset + length; i++) {
            if (sources[i].hasRemaining()) {
                return write(sources[i]);
            }
        }
        return 0;
    }

    @Override
    public int fileno() {
        if (descriptor >= 0) {
            return descriptor;
        }
        try {
            return Descriptors.of(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        checkNotGone();
        reads++;
        if (endless) {
            target.put((byte) 'x');
            return 1;
        }
        int limit = target.limit();
        target.limit(target.position() + Math.min(bytesPerRead, target.remaining()));
        int count = channel.read(target);
        target.limit(limit);
        if (count > 0) {
            mostKeptAtARead = Math.max(mostKeptAtARead, kept);
            kept += count;
            read += count;
        }
        hasEnded |= count < 0;
        return count;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        for (var i = offset; i < offset + length; i++) {
            if (targets[i].hasRemaining()) {
                return read(targets[i]);
            }
        }
        return 0;
    }

    @Override
    public SocketChannel bind(SocketAddress local) throws IOException {
        channel.bind(local);
        return this;
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        checkNotGone();
        channel.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return channel.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return channel.supportedOptions();
    }

    @Override
    public SocketChannel shutdownInput() throws IOException {
        channel.shutdownInput();
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        channel.shutdownOutput();
        return this;
    }

    @Override
    public Socket socket() {
        return channel.socket();
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isConnectionPending() {
        return channel.isConnectionPending();
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        return channel.connect(remote);
    }

    @Override
    public boolean finishConnect() throws IOException {
        return channel.finishConnect();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        checkNotGone();
        return channel.getRemoteAddress();
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return channel.getLocalAddress();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        channel.close();
        if (failsToClose) {
            throw new IOException("the close has failed");
        }
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        checkNotGone();
        channel.configureBlocking(block);
    }

    private void checkNotGone() throws IOException {
        if (gone) {
            throw new IOException("Connection reset by peer");
        }
    }
}
