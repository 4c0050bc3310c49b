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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final int CONSUME_WITHOUT_ACKS = 2;
    private static final int GET_WITHOUT_ACKS = 1;

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
            return isMethod(frame) && frame.getInt(FRAME_HEADER) == number;
        }
    }

    /** What a client asks for, by its class and method. */
    enum Request {
        CONNECTION_CLOSE(10, 50),
        QUEUE_DELETE(50, 40),
        CONSUME(60, 20),
        PUBLISH(60, 40),
        GET(60, 70),
        CONFIRM_SELECT(85, 10);

        private final int number;

        Request(int classId, int methodId) {
            number = classId << 16 | methodId;
        }

        private boolean isIn(ByteBuffer frame) {
            return isMethod(frame) && frame.getInt(FRAME_HEADER) == number;
        }
    }

    private final ServerSocket listener;
    private final InetSocketAddress broker;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Set<Boolean> takesWithoutAcks = ConcurrentHashMap.newKeySet();
    private final Map<Request, Integer> heard = new ConcurrentHashMap<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final List<Long> attempts = new CopyOnWriteArrayList<>();
    private volatile int refusing;
    private volatile boolean cuttingAtPublish;
    private volatile long slowness;
    private volatile Set<Answer> slow = Set.of();
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

    /** Of all who took messages, whether those counted as delivered when they were sent. */
    Set<Boolean> takesWithoutAcks() {
        return takesWithoutAcks;
    }

    /** How often clients have asked for this. */
    int heard(Request request) {
        return heard.getOrDefault(request, 0);
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

    /**
     * The line is cut when a message is published, as soon as its sender waits for anything; the
     * message does not arrive.
     */
    Relay cutsAtPublishing() {
        cuttingAtPublish = true;
        return this;
    }

    /** Each of these answers takes so long. */
    Relay takesItsTime(Duration forEach, Answer... answers) {
        slow = Set.of(answers);
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
            var confirms = false;
            var losing = false;
            for (var frame = frame(in); frame != null; frame = frame(in)) {
                note(frame);
                confirms |= Request.CONFIRM_SELECT.isIn(frame);
                losing |= cuttingAtPublish && Request.PUBLISH.isIn(frame);
                if (losing && isMethod(frame) && (confirms || !Request.PUBLISH.isIn(frame))) {
                    return; // its sender waits for a confirm, or for the answer to this
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

    private static boolean isMethod(ByteBuffer frame) {
        return frame.get(0) == METHOD_FRAME;
    }

    private void note(ByteBuffer frame) {
        for (var request : Request.values()) {
            if (request.isIn(frame)) {
                heard.merge(request, 1, Integer::sum);
            }
        }
        var queue = FRAME_HEADER + 6;
        if (Request.CONSUME.isIn(frame)) {
            var flags = afterShortText(frame, afterShortText(frame, queue));
            takesWithoutAcks.add((frame.get(flags) & CONSUME_WITHOUT_ACKS) != 0);
        } else if (Request.GET.isIn(frame)) {
            var flags = afterShortText(frame, queue);
            takesWithoutAcks.add((frame.get(flags) & GET_WITHOUT_ACKS) != 0);
        }
    }

    private boolean isSlow(ByteBuffer frame) {
        return slow.stream().anyMatch(answer -> answer.isIn(frame));
    }

    private static int afterShortText(ByteBuffer frame, int start) {
        return start + 1 + (frame.get(start) & 0xff);
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
                if (isSlow(frame)) {
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
