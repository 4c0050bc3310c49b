package course.rabbitmq;

import course.broker.Credentials;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A line to the broker that can be cut, on which some of its answers are lost or changed, and on
 * which it falls silent altogether, as one that is stopped (SIGSTOP): the connections stay, nothing
 * is read, and nothing comes.
 */
final class Relay implements AutoCloseable {
    private static final int FRAME_HEADER = 7;
    private static final int METHOD_FRAME = 1;
    private static final int GREETING = 8;
    private static final int CONSUME = 60 << 16 | 20;
    private static final int PUBLISH = 60 << 16 | 40;
    private static final int CLOSE = 10 << 16 | 50;
    private static final int NO_ACK = 2;

    /** Connection.Close, 320, CONNECTION_FORCED. */
    private static final byte[] CONNECTION_CLOSE =
            HexFormat.of()
                    .parseHex(
                            "010000"
                                    + "0000001c"
                                    + "000a0032"
                                    + "0140"
                                    + "11"
                                    + "434f4e4e454354494f4e5f464f52434544"
                                    + "00000000"
                                    + "ce");

    private static final byte[] HEARTBEAT = {8, 0, 0, 0, 0, 0, 0, (byte) 0xce};

    /** What a broker says, by its class and method. */
    enum Answer {
        START(10, 10),
        TUNE(10, 30),
        OPEN_OK(10, 41),
        CHANNEL_OPEN_OK(20, 11),
        EXCHANGE_DECLARE_OK(40, 11),
        QUEUE_DECLARE_OK(50, 11),
        CONFIRM_SELECT_OK(85, 11),
        ACK(60, 80),
        NACK(60, 120);

        private final int number;

        Answer(int classId, int methodId) {
            number = classId << 16 | methodId;
        }

        private boolean isIn(ByteBuffer frame) {
            return frame.get(0) == METHOD_FRAME && frame.getInt(FRAME_HEADER) == number;
        }
    }

    private final ServerSocket listener;
    private final InetSocketAddress broker;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Boolean> consumesWithoutAcks = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final List<Long> attempts = new CopyOnWriteArrayList<>();
    private volatile int refusing;
    private volatile boolean cuttingAtPublish;
    private volatile long slowness;
    private volatile int accepted;
    private volatile Answer lost;
    private volatile boolean beating;
    private volatile Answer lastWord;
    private volatile boolean nacking;
    private volatile CountDownLatch voice = new CountDownLatch(0);

    Relay(InetSocketAddress broker) throws IOException {
        this.broker = broker;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Where to connect, as this user. */
    URI uri(String virtualHost, Credentials user) {
        return URI.create(
                "amqp://%s:%s@127.0.0.1:%s/%s"
                        .formatted(user.name(), user.password(), port(), virtualHost));
    }

    /** How many connections there have been. */
    int connections() {
        return accepted;
    }

    /** Of each consumer, whether what it gets counts as delivered when it was sent. */
    List<Boolean> consumesWithoutAcks() {
        return consumesWithoutAcks;
    }

    /** From now on no such answer arrives. */
    Relay loses(Answer answer) {
        lost = answer;
        return this;
    }

    /** From now on a heartbeat arrives in place of such an answer. */
    Relay beatsInPlaceOf(Answer answer) {
        beating = true;
        return loses(answer);
    }

    /** From now on the broker is silent. */
    Relay fallsSilent() {
        voice = new CountDownLatch(1);
        return this;
    }

    /** The broker is silent from such an answer on, which does not arrive. */
    Relay fallsSilentAt(Answer answer) {
        lastWord = answer;
        return this;
    }

    /** The line is cut when a message is published; the message does not arrive. */
    Relay cutsAtPublishing() {
        cuttingAtPublish = true;
        return this;
    }

    /** Each of the broker's answers takes so long. */
    Relay takesItsTime(Duration forEach) {
        slowness = forEach.toMillis();
        return this;
    }

    /** The next connections are closed as soon as they are made. */
    Relay refuses(int count) {
        refusing = count;
        return this;
    }

    /** When connections were made, or refused, in nanoseconds. */
    List<Long> attempts() {
        return attempts;
    }

    /** The broker closes all connections, as when it is stopped in good order. */
    void closesConnections() throws IOException {
        for (var client : clients) {
            synchronized (client) {
                client.getOutputStream().write(CONNECTION_CLOSE);
            }
        }
        clients.clear();
    }

    /** What was held back arrives now. */
    void speaksAgain() {
        lastWord = null;
        voice.countDown();
    }

    /** From now on every ack arrives as a nack. */
    Relay turnsAcksIntoNacks() {
        nacking = true;
        return this;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var here = listener.accept();
                attempts.add(System.nanoTime());
                if (refusing > 0) {
                    refusing = refusing - 1;
                    here.close();
                    continue;
                }
                var there = new Socket(broker.getAddress(), broker.getPort());
                sockets.addAll(List.of(here, there));
                clients.add(here);
                accepted = accepted + 1;
                Thread.ofVirtual().start(() -> pump(here, there));
                Thread.ofVirtual().start(() -> pumpFrames(there, here));
            } catch (IOException closed) {
                // by the example's end
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            var out = to.getOutputStream();
            out.write(in.readNBytes(GREETING));
            var losing = false;
            for (var frame = frame(in); frame != null; frame = frame(in)) {
                if (frame.get(0) == METHOD_FRAME && frame.getInt(FRAME_HEADER) == CONSUME) {
                    consumesWithoutAcks.add(isWithoutAcks(frame));
                }
                if (cuttingAtPublish && frame.get(0) == METHOD_FRAME) {
                    losing |= frame.getInt(FRAME_HEADER) == PUBLISH;
                    if (losing && frame.getInt(FRAME_HEADER) == CLOSE) {
                        return;
                    }
                }
                if (losing) {
                    continue;
                }
                voice.await();
                out.write(frame.array());
            }
        } catch (IOException | InterruptedException cut) {
            // the other side's pump closes, too
        }
    }

    /** After the queue's name and the consumer's tag. */
    private static boolean isWithoutAcks(ByteBuffer consume) {
        var queue = FRAME_HEADER + 6;
        var tag = queue + 1 + (consume.get(queue) & 0xff);
        var flags = tag + 1 + (consume.get(tag) & 0xff);
        return (consume.get(flags) & NO_ACK) != 0;
    }

    /** The next frame; null at the end. */
    private static ByteBuffer frame(DataInputStream in) throws IOException {
        var header = ByteBuffer.wrap(in.readNBytes(FRAME_HEADER));
        if (header.remaining() < FRAME_HEADER) {
            return null;
        }
        var frame = ByteBuffer.allocate(FRAME_HEADER + header.getInt(3) + 1).put(header);
        in.readFully(frame.array(), FRAME_HEADER, frame.remaining());
        return frame;
    }

    private void pumpFrames(Socket from, Socket to) {
        try (from;
                to) {
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            var out = to.getOutputStream();
            for (var frame = frame(in); frame != null; frame = frame(in)) {
                if (lost != null && lost.isIn(frame)) {
                    if (beating) {
                        out.write(HEARTBEAT);
                    }
                    continue;
                }
                if (lastWord != null && lastWord.isIn(frame)) {
                    fallsSilent();
                }
                voice.await();
                if (nacking && Answer.ACK.isIn(frame)) {
                    frame.putInt(FRAME_HEADER, Answer.NACK.number);
                }
                if (slowness > 0 && frame.get(0) == METHOD_FRAME) {
                    Thread.sleep(slowness);
                }
                synchronized (to) {
                    out.write(frame.array());
                }
            }
        } catch (IOException | InterruptedException cut) {
            // the other side's pump closes, too
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    /** Breaks all connections; new ones can be made. */
    void cut() {
        speaksAgain();
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // it is gone, then
            }
        }
        sockets.clear();
    }
}
