package course.selectors.reference;

import course.selectors.CallbackServer;
import course.selectors.Event;
import course.selectors.Selector;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;

public final class ReferenceCallbackServer implements CallbackServer {

    @Override
    public void serve(ServerSocketChannel listener, Selector selector, Log log) throws IOException {
        new Serving(listener, selector, log).run();
    }

    private static final class Serving {
        private static final int READ_SIZE = 64 * 1024;
        private static final Duration ACCEPT_PAUSE = Duration.ofSeconds(1);

        private final ServerSocketChannel listener;
        private final Selector selector;
        private final Log log;

        /** Weak, so that nothing is kept of those that other callbacks close. */
        private final Set<SocketChannel> connections =
                Collections.newSetFromMap(new WeakHashMap<>());

        private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_SIZE);
        private final ByteBuffer shown = incoming.asReadOnlyBuffer();
        private boolean acceptingPaused;
        private long acceptAgainAt;

        Serving(ServerSocketChannel listener, Selector selector, Log log) {
            this.listener = listener;
            this.selector = selector;
            this.log = log;
        }

        void run() throws IOException {
            try {
                startAccepting();
                while (true) {
                    for (var ready : selector.select(untilAcceptingAgain())) {
                        call(ready);
                    }
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                connections.forEach(this::letGo);
                letGo(listener);
            }
        }

        /** Much may have happened to a channel since it was found ready: others were called. */
        private void call(Selector.Ready ready) throws IOException, InterruptedException {
            var key = selector.map().get(ready.key().channel());
            if (key == null || !key.channel().isOpen()) {
                return;
            }
            var events = Events.common(ready.events(), key.events());
            if (events.isEmpty()) {
                return;
            }
            try {
                ((Callback) key.data()).ready(key, events);
            } catch (InterruptedException stop) {
                throw stop;
            } catch (Exception thrown) {
                end(key.channel());
                log.failed(key, thrown);
            }
        }

        private void accept(SelectorKey key, Set<Event> events) throws IOException {
            try {
                for (var channel = listener.accept();
                        channel != null;
                        channel = listener.accept()) {
                    welcome(channel);
                }
            } catch (IOException e) {
                if (!listener.isOpen()) {
                    throw e;
                }
                // The listener stays readable while nothing can be accepted: watching it would
                // spin.
                selector.unregister(listener);
                acceptingPaused = true;
                acceptAgainAt = System.nanoTime() + ACCEPT_PAUSE.toNanos();
            }
        }

        private void welcome(SocketChannel channel) throws IOException {
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                selector.register(channel, Events.READ, new Connection(channel));
            } catch (IllegalArgumentException | IOException unusable) {
                channel.close();
                return;
            }
            connections.add(channel);
            log.accepted(channel, channel.getRemoteAddress());
        }

        private Duration untilAcceptingAgain() throws IOException {
            if (!acceptingPaused) {
                return null;
            }
            var left = acceptAgainAt - System.nanoTime();
            if (left > 0) {
                return Duration.ofNanos(left);
            }
            startAccepting();
            return null;
        }

        private void startAccepting() throws IOException {
            acceptingPaused = false;
            selector.register(listener, Events.READ, (Callback) this::accept);
        }

        /** Ends a channel; if it is a connection, there is a descriptor for another one now. */
        private void end(SelectableChannel channel) throws IOException {
            letGo(channel);
            if (connections.remove(channel) && acceptingPaused) {
                startAccepting();
            }
        }

        private void letGo(SelectableChannel channel) {
            if (selector.map().containsKey(channel)) {
                selector.unregister(channel);
            }
            try {
                channel.close();
            } catch (IOException alreadyBroken) {
                // a connection that fails while it is closed is closed all the same
            }
        }

        /** One client: its callback, and what waits to be sent to it. */
        private final class Connection implements Callback {
            private final SocketChannel channel;
            private Queue<ByteBuffer> unsent;
            private int waitingBytes;
            private boolean finished;

            Connection(SocketChannel channel) {
                this.channel = channel;
            }

            @Override
            public void ready(SelectorKey key, Set<Event> events) throws IOException {
                if (events.contains(Event.WRITE)) {
                    sendWhatWaits();
                }
                if (events.contains(Event.READ)) {
                    receive();
                }
                if (finished && waitingBytes == 0) {
                    log.closing(channel);
                    end(channel);
                } else {
                    watch(key);
                }
            }

            private void receive() throws IOException {
                if (channel.read(incoming.clear()) < 0) {
                    finished = true;
                    return;
                }
                incoming.flip();
                log.echoing(shown.clear().limit(incoming.limit()), channel);
                if (waitingBytes == 0) {
                    channel.write(incoming);
                }
                if (incoming.hasRemaining()) {
                    keep(incoming);
                }
            }

            private void keep(ByteBuffer rest) {
                if (unsent == null) {
                    unsent = new ArrayDeque<>();
                }
                waitingBytes += rest.remaining();
                unsent.add(ByteBuffer.allocate(rest.remaining()).put(rest).flip());
            }

            private void sendWhatWaits() throws IOException {
                while (!unsent.isEmpty()) {
                    waitingBytes -= channel.write(unsent.peek());
                    if (unsent.peek().hasRemaining()) {
                        return;
                    }
                    unsent.remove();
                }
                unsent = null;
            }

            private void watch(SelectorKey key) throws IOException {
                var wanted =
                        Events.of(!finished && waitingBytes < MOST_WAITING_BYTES, waitingBytes > 0);
                if (!wanted.equals(key.events())) {
                    selector.modify(channel, wanted, this);
                }
            }
        }
    }
}
