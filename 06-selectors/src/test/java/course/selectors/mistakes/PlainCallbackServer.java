package course.selectors.mistakes;

import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import course.selectors.CallbackServer;
import course.selectors.Event;
import course.selectors.Selector;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The tutorial's server, with a method for each thing that can be got wrong. */
abstract class PlainCallbackServer implements CallbackServer {
    static final int PIECE = 16 * 1024;

    final Map<SelectableChannel, Deque<ByteBuffer>> queues = new HashMap<>();
    final Set<SelectableChannel> finished = new HashSet<>();
    Selector selector;
    ServerSocketChannel listener;
    Log log;
    long acceptAgainAt;

    @Override
    public void serve(ServerSocketChannel listener, Selector selector, Log log) throws IOException {
        this.listener = listener;
        this.selector = selector;
        this.log = log;
        try {
            startAccepting();
            while (goesOn()) {
                for (var ready : selector.select(pause())) {
                    call(ready);
                }
                forgetTheClosed();
            }
        } catch (InterruptedException stop) {
            stopped();
        } finally {
            closeConnections();
            end(listener);
        }
    }

    boolean goesOn() {
        return true;
    }

    void forgetTheClosed() throws IOException {
        for (var channel : new ArrayList<>(queues.keySet())) {
            if (!channel.isOpen()) {
                end(channel);
            }
        }
    }

    void stopped() {
        Thread.currentThread().interrupt();
    }

    void closeConnections() throws IOException {
        for (var channel : new ArrayList<>(queues.keySet())) {
            try {
                end(channel);
            } catch (IOException e) {
                // it is closed all the same
            }
        }
    }

    void call(Selector.Ready ready) throws IOException, InterruptedException {
        var key = current(ready.key());
        if (key == null || !key.channel().isOpen()) {
            return;
        }
        var events = EnumSet.copyOf(ready.events());
        events.retainAll(key.events());
        if (!events.isEmpty()) {
            guarded(key, events);
        }
    }

    SelectorKey current(SelectorKey key) {
        return selector.map().get(key.channel());
    }

    void guarded(SelectorKey key, Set<Event> events) throws IOException, InterruptedException {
        try {
            ((Callback) key.data()).ready(key, events);
        } catch (InterruptedException e) {
            interrupted(key, e);
        } catch (Exception e) {
            failed(key, e);
        }
    }

    void interrupted(SelectorKey key, InterruptedException e)
            throws IOException, InterruptedException {
        throw e;
    }

    void failed(SelectorKey key, Exception e) throws IOException {
        end(key.channel());
        log.failed(key, e);
    }

    private void accept(SelectorKey key, Set<Event> events) throws IOException {
        SocketChannel channel;
        try {
            channel = listener.accept();
        } catch (IOException e) {
            cannotAccept(e);
            return;
        }
        if (channel != null) {
            welcome(channel);
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        try {
            selector.register(channel, Set.of(READ), (Callback) this::ready);
        } catch (RuntimeException | IOException e) {
            cannotWatch(channel, e);
            return;
        }
        queues.put(channel, new ArrayDeque<>());
        try {
            log.accepted(channel, channel.getRemoteAddress());
        } catch (RuntimeException e) {
            cannotLog(channel, e);
        }
    }

    void cannotLog(SocketChannel channel, RuntimeException e) throws IOException {
        end(channel);
    }

    void cannotWatch(SocketChannel channel, Exception e) throws IOException {
        channel.close();
    }

    void cannotAccept(IOException e) throws IOException {
        selector.unregister(listener);
        acceptAgainAt = System.nanoTime() + Duration.ofMillis(500).toNanos();
    }

    Duration pause() throws IOException {
        if (selector.map().containsKey(listener) || !listener.isOpen()) {
            return null;
        }
        var left = acceptAgainAt - System.nanoTime();
        if (left > 0) {
            return Duration.ofNanos(left);
        }
        startAccepting();
        return null;
    }

    void startAccepting() throws IOException {
        selector.register(listener, Set.of(READ), (Callback) this::accept);
    }

    private void ready(SelectorKey key, Set<Event> events) throws IOException {
        var channel = (SocketChannel) key.channel();
        if (events.contains(READ)) {
            receive(channel);
        }
        if (queues.containsKey(channel)) {
            send(channel);
        }
        if (finished.contains(channel) && queues.get(channel).isEmpty()) {
            close(channel, events);
        } else if (queues.containsKey(channel)) {
            watch(channel);
        }
    }

    void close(SocketChannel channel, Set<Event> events) throws IOException {
        log.closing(channel);
        end(channel);
    }

    void receive(SocketChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(PIECE);
        if (channel.read(buffer) < 0) {
            endOfStream(channel);
        } else {
            log.echoing(buffer.flip().duplicate(), channel);
            keep(channel, buffer);
        }
    }

    void keep(SocketChannel channel, ByteBuffer message) throws IOException {
        queues.get(channel).add(message);
    }

    void endOfStream(SocketChannel channel) throws IOException {
        finished.add(channel);
    }

    private void send(SocketChannel channel) throws IOException {
        var queue = queues.get(channel);
        while (!queue.isEmpty()) {
            write(channel, queue.peek());
            if (queue.peek().hasRemaining()) {
                return;
            }
            queue.remove();
        }
    }

    void write(SocketChannel channel, ByteBuffer message) throws IOException {
        channel.write(message);
    }

    void watch(SocketChannel channel) throws IOException {
        var events = EnumSet.noneOf(Event.class);
        var queue = queues.get(channel);
        if (!finished.contains(channel) && waiting(queue) < limit()) {
            events.add(READ);
        }
        if (!queue.isEmpty()) {
            events.add(WRITE);
        }
        watch(channel, events);
    }

    void watch(SocketChannel channel, Set<Event> events) throws IOException {
        selector.modify(channel, events, selector.key(channel).data());
    }

    static int waiting(Deque<ByteBuffer> queue) {
        return queue.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    int limit() {
        return MOST_WAITING_BYTES;
    }

    void end(SelectableChannel channel) throws IOException {
        unregister(channel);
        finished.remove(channel);
        queues.remove(channel);
        channel.close();
        acceptAgainAt = System.nanoTime();
    }

    void unregister(SelectableChannel channel) {
        if (selector.map().containsKey(channel)) {
            selector.unregister(channel);
        }
    }
}
