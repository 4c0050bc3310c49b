package course.select.mistakes;

import course.select.Select;
import course.select.SelectServer;
import course.select.system.Descriptors;
import course.select.system.FdSet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tutorial's server, with a method for each thing that can be got wrong. */
abstract class PlainSelectServer implements SelectServer {
    private final List<SelectableChannel> inputs = new ArrayList<>();
    final List<SelectableChannel> outputs = new ArrayList<>();
    private final Map<SelectableChannel, Deque<ByteBuffer>> queues = new HashMap<>();
    private final Map<SelectableChannel, InetSocketAddress> clients = new HashMap<>();
    private ServerSocketChannel listener;
    private Log log;
    long acceptAgainAt;

    @Override
    public void serve(ServerSocketChannel listener, Select select, Log log) throws IOException {
        this.listener = listener;
        this.log = log;
        inputs.add(listener);
        try {
            while (true) {
                log.waiting();
                turn(select.select(inputs, outputs, inputs, pause()));
            }
        } catch (InterruptedException stop) {
            closeAll();
        }
    }

    private void turn(Select.Ready ready) throws IOException {
        for (var channel : ready.readable()) {
            if (channel == listener) {
                acceptOne();
            } else {
                guarded((SocketChannel) channel, this::receive);
            }
        }
        for (var channel : ready.writable()) {
            guarded((SocketChannel) channel, this::send);
        }
        for (var channel : ready.exceptional()) {
            guarded((SocketChannel) channel, this::exceptional);
        }
    }

    interface Step {
        void take(SocketChannel channel) throws IOException;
    }

    void guarded(SocketChannel channel, Step step) throws IOException {
        if (!queues.containsKey(channel) || !channel.isOpen()) {
            return;
        }
        try {
            step.take(channel);
        } catch (IOException e) {
            disconnect(channel);
        }
    }

    private void acceptOne() throws IOException {
        try {
            var channel = listener.accept();
            if (channel != null) {
                welcome(channel);
            }
        } catch (IOException e) {
            cannotAccept(e);
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        if (Descriptors.of(channel) >= FdSet.CAPACITY) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        inputs.add(channel);
        queues.put(channel, new ArrayDeque<>());
        clients.put(channel, client(channel));
        log.connected(client(channel));
    }

    private static InetSocketAddress client(SocketChannel channel) throws IOException {
        return (InetSocketAddress) channel.getRemoteAddress();
    }

    void cannotAccept(IOException e) throws IOException {
        inputs.remove(listener);
        acceptAgainAt = System.nanoTime() + Duration.ofMillis(500).toNanos();
    }

    private Duration pause() {
        if (inputs.contains(listener)) {
            return null;
        }
        var left = acceptAgainAt - System.nanoTime();
        if (left > 0) {
            return Duration.ofNanos(left);
        }
        inputs.add(listener);
        return null;
    }

    private void receive(SocketChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(16 * 1024);
        if (channel.read(buffer) < 0) {
            endOfStream(channel);
            return;
        }
        buffer.flip();
        log.received(client(channel), bytes(buffer));
        queues.get(channel).add(buffer);
        received(channel);
        if (waiting(channel) >= limit()) {
            inputs.remove(channel);
        }
    }

    void received(SocketChannel channel) throws IOException {
        if (!outputs.contains(channel)) {
            outputs.add(channel);
        }
    }

    int limit() {
        return MOST_WAITING_BYTES;
    }

    private int waiting(SocketChannel channel) {
        return queues.get(channel).stream().mapToInt(ByteBuffer::remaining).sum();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    void endOfStream(SocketChannel channel) throws IOException {
        inputs.remove(channel);
        if (queues.get(channel).isEmpty()) {
            disconnect(channel);
        } else {
            channel.shutdownInput();
        }
    }

    void send(SocketChannel channel) throws IOException {
        var queue = queues.get(channel);
        if (queue.isEmpty()) {
            log.queueEmpty(client(channel));
            queueEmpty(channel);
            return;
        }
        var message = queue.peek();
        if (message.position() == 0) {
            log.sending(client(channel), bytes(message));
        }
        write(channel, message, queue);
        if (!inputs.contains(channel) && waiting(channel) < limit()) {
            inputs.add(channel);
        }
    }

    void queueEmpty(SocketChannel channel) {
        outputs.remove(channel);
    }

    void write(SocketChannel channel, ByteBuffer message, Deque<ByteBuffer> queue)
            throws IOException {
        var upper = message.duplicate();
        for (var i = upper.position(); i < upper.limit(); i++) {
            if (upper.get(i) >= 'a' && upper.get(i) <= 'z') {
                upper.put(i, (byte) (upper.get(i) - 32));
            }
        }
        channel.write(message);
        if (!message.hasRemaining()) {
            queue.remove();
        }
    }

    private void exceptional(SocketChannel channel) throws IOException {
        log.exceptional(client(channel));
        disconnect(channel);
    }

    void disconnect(SocketChannel channel) throws IOException {
        inputs.remove(channel);
        outputs.remove(channel);
        forget(channel);
        channel.close();
        inputs.remove(listener);
        inputs.add(listener);
        log.disconnected(clients.remove(channel));
    }

    void forget(SocketChannel channel) {
        queues.remove(channel);
    }

    private void closeAll() throws IOException {
        closeConnections();
        listener.close();
    }

    void closeConnections() throws IOException {
        for (var channel : queues.keySet()) {
            channel.close();
        }
    }
}
