package course.rabbitmq;

import course.kit.Example;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to the broker that can be cut. */
final class Relay {
    private final ServerSocket listener;
    private final InetSocketAddress broker;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile int accepted;

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

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var here = listener.accept();
                var there = new Socket(broker.getAddress(), broker.getPort());
                sockets.addAll(List.of(here, there));
                accepted = accepted + 1;
                Thread.ofVirtual().start(() -> pump(here, there));
                Thread.ofVirtual().start(() -> pump(there, here));
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
