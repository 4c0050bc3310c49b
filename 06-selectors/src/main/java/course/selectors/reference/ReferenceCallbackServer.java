package course.selectors.reference;

import course.selectors.CallbackServer;
import course.selectors.Event;
import course.selectors.Selector;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

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

        private final Set<SocketChannel> connections = new HashSet<>();
        private final Callback acceptor = this::accept;
        private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_SIZE);
        private final ByteBuffer shown = incoming.asReadOnlyBuffer();
        private boolean othersWereCalled;
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
                    if (othersWereCalled) {
                        forgetWhatOthersHaveClosed();
                    }
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                letAllGo();
            }
        }

        /** All are closed also if the selector fails to unregister one. */
        private void letAllGo() {
            try {
                connections.forEach(this::letGo);
            } finally {
                connections.forEach(Serving::close);
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
            var callback = (Callback) key.data();
            othersWereCalled |= callback != acceptor && !(callback instanceof Connection);
            try {
                callback.ready(key, events);
            } catch (InterruptedException stop) {
                throw stop;
            } catch (Exception thrown) {
                fail(key, thrown);
            }
        }

        private void fail(SelectorKey key, Exception thrown) throws IOException {
            end(key.channel());
            log.failed(key, thrown);
        }

        private void forgetWhatOthersHaveClosed() throws IOException {
            othersWereCalled = false;
            for (var closed : connections.stream().filter(one -> !one.isOpen()).toList()) {
                end(closed);
            }
        }

        private void accept(SelectorKey key, Set<Event> events) throws IOException {
            for (var channel = next(); channel != null; channel = next()) {
                welcome(channel);
            }
        }

        private SocketChannel next() throws IOException {
            try {
                return listener.accept();
            } catch (IOException e) {
                if (!listener.isOpen()) {
                    throw e;
                }
                // The listener stays readable while nothing can be accepted: watching it would
                // spin.
                unregister(listener);
                acceptingPaused = true;
                acceptAgainAt = System.nanoTime() + ACCEPT_PAUSE.toNanos();
                return null;
            }
        }

        private void welcome(SocketChannel channel) throws IOException {
            SelectorKey key;
            connections.add(channel);
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                key = selector.register(channel, Events.READ, new Connection(channel));
            } catch (IOException | RuntimeException unusable) {
                connections.remove(channel);
                close(channel);
                return;
            }
            try {
                log.accepted(channel, channel.getRemoteAddress());
                if (!channel.isOpen()) {
                    end(channel);
                }
            } catch (IOException | RuntimeException thrown) {
                fail(key, thrown);
            }
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
            if (listener.isOpen() && !selector.map().containsKey(listener)) {
                selector.register(listener, Events.READ, acceptor);
            }
            acceptingPaused = false;
        }

        /** Ends a channel; if it is a connection, there is a descriptor for another one now. */
        private void end(SelectableChannel channel) throws IOException {
            letGo(channel);
            if (connections.remove(channel) && acceptingPaused) {
                startAccepting();
            }
        }

        private void letGo(SelectableChannel channel) {
            try {
                unregister(channel);
            } finally {
                close(channel);
            }
        }

        private void unregister(SelectableChannel channel) {
            if (selector.map().containsKey(channel)) {
                selector.unregister(channel);
            }
        }

        private static void close(Channel channel) {
            try {
                channel.close();
            } catch (IOException alreadyBroken) {
                // a channel that fails while it is closed is closed all the same
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
                if (events.contains(Event.READ) && mayRead()) {
                    receive();
                }
                if (finished && waitingBytes == 0) {
                    log.closing(channel);
                    end(channel);
                } else if (channel.isOpen()) {
                    watch(key);
                } else {
                    end(channel); // the log has closed it
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
                while (waitingBytes > 0) {
                    waitingBytes -= channel.write(unsent.peek());
                    if (unsent.peek().hasRemaining()) {
                        return;
                    }
                    unsent.remove();
                }
                unsent = null;
            }

            private boolean mayRead() {
                return !finished && waitingBytes < MOST_WAITING_BYTES;
            }

            private void watch(SelectorKey key) throws IOException {
                var wanted = Events.of(mayRead(), waitingBytes > 0);
                if (!wanted.equals(key.events())) {
                    selector.modify(channel, wanted, key.data());
                }
            }
        }
    }
}
