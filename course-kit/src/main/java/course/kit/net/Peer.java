package course.kit.net;

import course.kit.Example;
import course.kit.Patience;
import course.picture.trace.Kind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/**
 * One end of a connection, in a spec's hands. It reads only when it is told to listen, so one that
 * is left alone is a client that has stalled.
 */
public final class Peer implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final String name;
    private final String other;
    private final SocketChannel channel;
    private final Example example;
    private final ByteBuffer incoming = ByteBuffer.allocate(CHUNK);
    private InetSocketAddress localAddress;

    /**
     * @param other what the other end is called
     */
    Peer(String name, String other, SocketChannel channel, Example example) throws IOException {
        this.name = name;
        this.other = other;
        this.channel = channel;
        this.example = example;
        channel.configureBlocking(false);
    }

    void connect(InetSocketAddress server) throws IOException {
        var waiting = Waiting.start(example);
        try {
            channel.connect(server);
            while (!channel.finishConnect()) {
                if (!waiting.goesOn()) {
                    throw new AssertionError(
                            "%s could not connect within %s s: does anybody accept?"
                                    .formatted(name, Patience.limit().toSeconds()));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(name + " could not connect: " + e.getMessage(), e);
        }
        localAddress = (InetSocketAddress) channel.getLocalAddress();
        happens(Kind.CONNECTED, localAddress.getPort());
    }

    void accepted() throws IOException {
        localAddress = (InetSocketAddress) channel.getLocalAddress();
        var remote = (InetSocketAddress) channel.getRemoteAddress();
        happens(Kind.ACCEPTED, remote.getPort());
    }

    /** This end's address, also after the connection has ended. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** The channel itself, for what this class has no word for. */
    public SocketChannel channel() {
        return channel;
    }

    public Peer says(String text) throws IOException {
        return says(Wire.bytes(text));
    }

    public Peer says(byte[] bytes) throws IOException {
        happens(Kind.SENT, Wire.show(bytes));
        send(ByteBuffer.wrap(bytes));
        return this;
    }

    /** Sends each byte in a write of its own. */
    public Peer saysByteByByte(String text) throws IOException {
        happens(Kind.TRICKLED, Wire.show(Wire.bytes(text)));
        for (var b : Wire.bytes(text)) {
            send(ByteBuffer.wrap(new byte[] {b}));
        }
        return this;
    }

    private void send(ByteBuffer bytes) throws IOException {
        var waiting = Waiting.start(example);
        while (bytes.hasRemaining()) {
            if (write(bytes) > 0) {
                waiting.renew();
            } else if (!waiting.goesOn()) {
                throw new AssertionError(
                        String.format(
                                Locale.ROOT,
                                "%s could send no more: %,d bytes were not taken within %s s",
                                name,
                                bytes.remaining(),
                                Patience.limit().toSeconds()));
            }
        }
    }

    /**
     * Sends what the connection takes at once.
     *
     * @return how many bytes were taken: 0 when the other side lets them pile up
     */
    public int pours(ByteBuffer bytes) throws IOException {
        return write(bytes);
    }

    /** Sends and listens at the same time, as for more bytes than fit on the way. */
    public Peer exchanges(byte[] sent, byte[] expected) throws IOException {
        happens(Kind.EXCHANGED, Wire.show(sent));
        var outgoing = ByteBuffer.wrap(sent);
        var heard = new ByteArrayOutputStream();
        var waiting = Waiting.start(example);
        while (outgoing.hasRemaining() || heard.size() < expected.length) {
            var written = outgoing.hasRemaining() ? write(outgoing) : 0;
            var count = read(CHUNK, heard, expected);
            if (count > 0 || written > 0) {
                waiting.renew();
            } else if (count < 0 || !waiting.goesOn()) {
                misses(Wire.show(expected), heard);
                throw new AssertionError(
                        String.format(
                                Locale.ROOT,
                                "%s had sent %,d of %,d bytes and received %,d of %,d, then %s",
                                name,
                                outgoing.position(),
                                sent.length,
                                heard.size(),
                                expected.length,
                                count < 0
                                        ? "the connection was closed. " + Hints.CLOSED
                                        : "nothing more within %s s"
                                                .formatted(Patience.limit().toSeconds())));
            }
        }
        checkBytes(expected, heard);
        tellHeard(heard);
        return this;
    }

    private int write(ByteBuffer bytes) {
        try {
            return channel.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(
                    "%s could not send: %s. %s".formatted(name, e.getMessage(), Hints.RESET), e);
        }
    }

    /** One byte of urgent ("out-of-band") data. */
    public Peer shouts(char urgent) throws IOException {
        happens(Kind.SHOUTED, "'" + urgent + "'");
        channel.configureBlocking(true);
        channel.socket().sendUrgentData(urgent);
        channel.configureBlocking(false);
        return this;
    }

    public Peer hears(String expected) throws IOException {
        return hears(Wire.bytes(expected));
    }

    /** Waits until exactly these bytes have come; what comes after them is left for later. */
    public Peer hears(byte[] expected) throws IOException {
        var heard = new ByteArrayOutputStream();
        var waiting = Waiting.start(example);
        while (heard.size() < expected.length) {
            var count = read(expected.length - heard.size(), heard, expected);
            if (count < 0) {
                misses(Wire.show(expected), heard);
                throw new AssertionError(
                        "%s expected %s but the connection was closed after %s. %s"
                                .formatted(name, Wire.show(expected), amount(heard), Hints.CLOSED));
            }
            if (count > 0) {
                checkBytes(expected, heard);
                waiting.renew();
            } else if (!waiting.goesOn()) {
                misses(Wire.show(expected), heard);
                throw new AssertionError(
                        "%s expected %s but received %s within %s s"
                                .formatted(
                                        name,
                                        Wire.show(expected),
                                        amount(heard),
                                        Patience.limit().toSeconds()));
            }
        }
        tellHeard(heard);
        return this;
    }

    private void checkBytes(byte[] expected, ByteArrayOutputStream heard) {
        var actual = heard.toByteArray();
        var compared = Math.min(actual.length, expected.length);
        var wrong = Arrays.mismatch(actual, 0, actual.length, expected, 0, compared);
        if (wrong >= 0) {
            misses(Wire.show(expected), heard);
            throw new AssertionError(
                    "%s expected %s but received %s"
                                    .formatted(name, Wire.show(expected), Wire.show(actual))
                            + (compared > Wire.SHOWN
                                    ? String.format(Locale.ROOT, ": byte %,d differs", wrong + 1)
                                    : ""));
        }
    }

    /** Waits until the other side has closed its half of the connection, with nothing before. */
    public Peer hearsTheEnd() throws IOException {
        var heard = new ByteArrayOutputStream();
        var waiting = Waiting.start(example);
        while (true) {
            var count = read(CHUNK, heard, new byte[0]);
            if (count < 0) {
                happens(Kind.ENDED, "");
                return this;
            }
            if (count > 0) {
                misses("the end of the stream", heard);
                throw new AssertionError(
                        "%s expected the end of the stream but received %s"
                                .formatted(name, Wire.show(heard.toByteArray())));
            }
            if (!waiting.goesOn()) {
                misses("the end of the stream", heard);
                throw new AssertionError(
                        "%s expected the end of the stream, but the connection was still open after %s s"
                                .formatted(name, Patience.limit().toSeconds()));
            }
        }
    }

    /** Waits until the connection is gone, by end of stream or by reset. */
    public Peer seesTheConnectionGone() throws IOException {
        var waiting = Waiting.start(example);
        while (true) {
            incoming.clear();
            try {
                if (channel.read(incoming) < 0) {
                    break;
                }
            } catch (IOException reset) {
                break;
            }
            if (!waiting.goesOn()) {
                happens(Kind.EXPECTED, "the connection to end");
                throw new AssertionError(
                        "%s expected the connection to end, but it was still open after %s s"
                                .formatted(name, Patience.limit().toSeconds()));
            }
        }
        happens(Kind.GONE, "");
        return this;
    }

    /** Fails if bytes have come that nobody waited for. */
    public Peer hasHeardNothingElse() throws IOException {
        var heard = new ByteArrayOutputStream();
        if (read(CHUNK, heard, new byte[0]) > 0) {
            misses("nothing more", heard);
            throw new AssertionError(
                    "%s expected nothing more but received %s"
                            .formatted(name, Wire.show(heard.toByteArray())));
        }
        return this;
    }

    private int read(int limit, ByteArrayOutputStream heard, byte[] expected) {
        incoming.clear().limit(Math.min(limit, CHUNK));
        try {
            var count = channel.read(incoming);
            if (count > 0) {
                heard.write(incoming.array(), 0, count);
            }
            return count;
        } catch (IOException e) {
            happens(Kind.BROKE, e.getMessage());
            happens(Kind.EXPECTED, expected.length == 0 ? "no more" : Wire.show(expected));
            throw new AssertionError(
                    "%s expected %s but received %s, then: %s. %s"
                            .formatted(
                                    name,
                                    expected.length == 0 ? "no more" : Wire.show(expected),
                                    amount(heard),
                                    e.getMessage(),
                                    Hints.RESET),
                    e);
        }
    }

    private static String amount(ByteArrayOutputStream heard) {
        return heard.size() == 0 ? "nothing" : "only " + Wire.show(heard.toByteArray());
    }

    private void tellHeard(ByteArrayOutputStream heard) {
        if (heard.size() > 0) {
            happens(Kind.RECEIVED, Wire.show(heard.toByteArray()));
        }
    }

    private void misses(String expected, ByteArrayOutputStream heard) {
        tellHeard(heard);
        happens(Kind.EXPECTED, expected);
    }

    /** Says that it will send no more, and can still hear. */
    public Peer finishes() throws IOException {
        happens(Kind.FINISHED, "");
        channel.shutdownOutput();
        return this;
    }

    /** Leaves in the hardest way: the other side gets a reset instead of an end of stream. */
    public void resets() throws IOException {
        happens(Kind.RESET, "");
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    public void leaves() throws IOException {
        happens(Kind.CLOSED, "");
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void happens(Kind kind, Object what) {
        example.trace().add(kind, name, String.valueOf(what), other);
    }

    @Override
    public String toString() {
        return name;
    }
}
