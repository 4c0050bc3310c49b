package course.rabbitmq;

import course.kit.Example;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to the broker that can be cut, and on which some of its answers are lost or changed. */
final class Relay {
    private static final int FRAME_HEADER = 7;
    private static final int METHOD_FRAME = 1;

    /** What a broker says, by its class and method. */
    enum Answer {
        TUNE(10, 30),
        OPEN_OK(10, 41),
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
    private volatile int accepted;
    private volatile Answer lost;
    private volatile boolean nacking;

    Relay(InetSocketAddress broker, Example example) throws IOException {
        this.broker = broker;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        example.closesAtEnd(listener);
        example.closesAtEnd(this::cut);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections there have been. */
    int connections() {
        return accepted;
    }

    /** From now on no such answer arrives. */
    Relay loses(Answer answer) {
        lost = answer;
        return this;
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
                var there = new Socket(broker.getAddress(), broker.getPort());
                sockets.addAll(List.of(here, there));
                accepted = accepted + 1;
                Thread.ofVirtual().start(() -> pump(here, there));
                Thread.ofVirtual().start(() -> pumpFrames(there, here));
            } catch (IOException closed) {
                // by the example's end
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // the other side's pump closes, too
        }
    }

    private void pumpFrames(Socket from, Socket to) {
        try (from;
                to) {
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            var out = to.getOutputStream();
            while (true) {
                var header = ByteBuffer.wrap(in.readNBytes(FRAME_HEADER));
                if (header.remaining() < FRAME_HEADER) {
                    return;
                }
                var frame = ByteBuffer.allocate(FRAME_HEADER + header.getInt(3) + 1).put(header);
                in.readFully(frame.array(), FRAME_HEADER, frame.remaining());
                if (lost != null && lost.isIn(frame)) {
                    continue;
                }
                if (nacking && Answer.ACK.isIn(frame)) {
                    frame.putInt(FRAME_HEADER, Answer.NACK.number);
                }
                out.write(frame.array());
            }
        } catch (IOException cut) {
            // the other side's pump closes, too
        }
    }

    /** Breaks all connections; new ones can be made. */
    void cut() {
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
