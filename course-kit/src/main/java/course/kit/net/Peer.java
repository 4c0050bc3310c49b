package course.kit.net;

import course.kit.Example;
import course.kit.Patience;

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
    private final SocketChannel channel;
    private final Example example;
    private final ByteBuffer incoming = ByteBuffer.allocate(CHUNK);
    private InetSocketAddress localAddress;

    Peer(String name, SocketChannel channel, Example example) throws IOException {
        this.name = name;
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
        narrate("connected from port " + localAddress.getPort());
    }

    void accepted() throws IOException {
        localAddress = (InetSocketAddress) channel.getLocalAddress();
        var remote = (InetSocketAddress) channel.getRemoteAddress();
        narrate("accepted a client from port " + remote.getPort());
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
        narrate("sent " + Wire.show(bytes));
        send(ByteBuffer.wrap(bytes));
        return this;
    }

    /** Sends each byte in a write of its own. */
    public Peer saysByteByByte(String text) throws IOException {
        narrate("sent, byte by byte, " + Wire.show(Wire.bytes(text)));
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
        narrate("sends %s and listens meanwhile".formatted(Wire.show(sent)));
        var outgoing = ByteBuffer.wrap(sent);
        var heard = new ByteArrayOutputStream();
        var waiting = Waiting.start(example);
        while (outgoing.hasRemaining() || heard.size() < expected.length) {
            var written = outgoing.hasRemaining() ? write(outgoing) : 0;
            var count = read(CHUNK, heard, expected);
            if (count > 0 || written > 0) {
                waiting.renew();
            } else if (count < 0 || !waiting.goesOn()) {
                narrateHeard(heard);
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
        narrateHeard(heard);
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
        narrate("sent the urgent byte '" + urgent + "'");
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
                narrateHeard(heard);
                throw new AssertionError(
                        "%s expected %s but the connection was closed after %s. %s"
                                .formatted(name, Wire.show(expected), amount(heard), Hints.CLOSED));
            }
            if (count > 0) {
                checkBytes(expected, heard);
                waiting.renew();
            } else if (!waiting.goesOn()) {
                narrateHeard(heard);
                throw new AssertionError(
                        "%s expected %s but received %s within %s s"
                                .formatted(
                                        name,
                                        Wire.show(expected),
                                        amount(heard),
                                        Patience.limit().toSeconds()));
            }
        }
        narrateHeard(heard);
        return this;
    }

    private void checkBytes(byte[] expected, ByteArrayOutputStream heard) {
        var actual = heard.toByteArray();
        var compared = Math.min(actual.length, expected.length);
        var wrong = Arrays.mismatch(actual, 0, actual.length, expected, 0, compared);
        if (wrong >= 0) {
            narrateHeard(heard);
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
                narrate("saw the end of the stream");
                return this;
            }
            if (count > 0) {
                narrateHeard(heard);
                throw new AssertionError(
                        "%s expected the end of the stream but received %s"
                                .formatted(name, Wire.show(heard.toByteArray())));
            }
            if (!waiting.goesOn()) {
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
                throw new AssertionError(
                        "%s expected the connection to end, but it was still open after %s s"
                                .formatted(name, Patience.limit().toSeconds()));
            }
        }
        narrate("saw the connection gone");
        return this;
    }

    /** Fails if bytes have come that nobody waited for. */
    public Peer hasHeardNothingElse() throws IOException {
        var heard = new ByteArrayOutputStream();
        if (read(CHUNK, heard, new byte[0]) > 0) {
            narrateHeard(heard);
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
            narrate("saw the connection break: " + e.getMessage());
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

    private void narrateHeard(ByteArrayOutputStream heard) {
        if (heard.size() > 0) {
            narrate("received " + Wire.show(heard.toByteArray()));
        }
    }

    /** Says that it will send no more, and can still hear. */
    public Peer finishes() throws IOException {
        narrate("half-closed: it will send no more");
        channel.shutdownOutput();
        return this;
    }

    /** Leaves in the hardest way: the other side gets a reset instead of an end of stream. */
    public void resets() throws IOException {
        narrate("reset the connection");
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    public void leaves() throws IOException {
        narrate("closed the connection");
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void narrate(String what) {
        example.narrate(name + " " + what);
    }

    @Override
    public String toString() {
        return name;
    }
}
