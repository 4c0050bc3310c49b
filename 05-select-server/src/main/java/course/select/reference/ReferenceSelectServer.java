package course.select.reference;

import course.select.Select;
import course.select.SelectServer;
import course.select.system.Descriptors;
import course.select.system.FdSet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

public final class ReferenceSelectServer implements SelectServer {

    @Override
    public void serve(ServerSocketChannel listener, Select select, Log log) throws IOException {
        new Serving(listener, select, log).run();
    }

    private static final class Serving {
        private static final int READ_SIZE = 16 * 1024;
        private static final Duration ACCEPT_PAUSE = Duration.ofSeconds(1);

        private final ServerSocketChannel listener;
        private final Select select;
        private final Log log;
        private final Set<SelectableChannel> inputs = new LinkedHashSet<>();
        private final Set<SelectableChannel> outputs = new LinkedHashSet<>();
        private final Map<SelectableChannel, Connection> connections = new HashMap<>();
        private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_SIZE);
        private long acceptAgainAt;

        Serving(ServerSocketChannel listener, Select select, Log log) {
            this.listener = listener;
            this.select = select;
            this.log = log;
            inputs.add(listener);
        }

        void run() throws IOException {
            try {
                while (true) {
                    turn();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                closeAll();
            }
        }

        private void turn() throws IOException, InterruptedException {
            var ready = await();
            var owed = owed(ready.writable());
            for (var channel : ready.readable()) {
                if (channel == listener) {
                    acceptAll();
                } else {
                    receive(channel);
                }
            }
            for (var channel : owed) {
                send(channel);
            }
            for (var channel : ready.exceptional()) {
                handleException(channel);
            }
        }

        /**
         * Asked before anything is read: a message that comes in this turn is answered in a later
         * one, also if there is room already.
         */
        private List<Connection> owed(List<SelectableChannel> writable) {
            var owed = new ArrayList<Connection>();
            for (var channel : writable) {
                var connection = connections.get(channel);
                if (connection.hasNothingToSend()) {
                    log.queueEmpty(connection.client);
                    outputs.remove(channel);
                } else {
                    owed.add(connection);
                }
            }
            return owed;
        }

        private Select.Ready await() throws IOException, InterruptedException {
            while (true) {
                var timeout = untilAcceptingAgain();
                log.waiting();
                try {
                    return select.select(inputs, outputs, inputs, timeout);
                } catch (IllegalArgumentException refused) {
                    if (!turnedAway()) {
                        throw refused;
                    }
                }
            }
        }

        /** Closes the connections that are beyond select's sets; whether there were any. */
        private boolean turnedAway() throws ClosedChannelException {
            boolean any = false;
            for (var connection : List.copyOf(connections.values())) {
                if (Descriptors.of(connection.channel) >= FdSet.CAPACITY) {
                    disconnect(connection);
                    any = true;
                }
            }
            return any;
        }

        private void acceptAll() throws IOException {
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
                inputs.remove(listener);
                acceptAgainAt = System.nanoTime() + ACCEPT_PAUSE.toNanos();
            }
        }

        private void welcome(SocketChannel channel) {
            Connection connection;
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                connection =
                        new Connection(channel, (InetSocketAddress) channel.getRemoteAddress());
            } catch (IOException broken) {
                close(channel);
                return;
            }
            connections.put(channel, connection);
            inputs.add(channel);
            log.connected(connection.client);
        }

        private Duration untilAcceptingAgain() {
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

        private void receive(SelectableChannel channel) {
            var connection = connections.get(channel);
            try {
                receive(connection);
            } catch (IOException broken) {
                disconnect(connection);
            }
        }

        private void receive(Connection connection) throws IOException {
            incoming.clear();
            int count = connection.channel.read(incoming);
            if (count == 0) {
                return; // select may be wrong: what was there can be gone again
            }
            if (count < 0) {
                connection.finished = true;
                inputs.remove(connection.channel);
                if (connection.hasNothingToSend()) {
                    disconnect(connection);
                }
                return;
            }
            incoming.flip();
            var message = new byte[incoming.remaining()];
            incoming.get(message);
            log.received(connection.client, message);
            connection.add(message);
            outputs.add(connection.channel);
            if (connection.waitingBytes >= MOST_WAITING_BYTES) {
                inputs.remove(connection.channel);
            }
        }

        private void send(Connection connection) {
            if (!connections.containsKey(connection.channel)) {
                return; // closed earlier in this turn
            }
            try {
                sendSome(connection);
            } catch (IOException broken) {
                disconnect(connection);
            }
        }

        private void sendSome(Connection connection) throws IOException {
            if (connection.unsent == null) {
                var message = connection.messages.remove();
                log.sending(connection.client, message);
                connection.unsent = ByteBuffer.wrap(upperCase(message));
            }
            connection.write();
            if (connection.finished) {
                if (connection.hasNothingToSend()) {
                    disconnect(connection);
                }
            } else if (connection.waitingBytes < MOST_WAITING_BYTES) {
                inputs.add(connection.channel);
            }
        }

        private void handleException(SelectableChannel channel) {
            var connection = connections.get(channel);
            if (connection != null) {
                log.exceptional(connection.client);
                disconnect(connection);
            }
        }

        private void disconnect(Connection connection) {
            inputs.remove(connection.channel);
            outputs.remove(connection.channel);
            connections.remove(connection.channel);
            close(connection.channel);
            inputs.add(listener); // there is a descriptor for another one now
            log.disconnected(connection.client);
        }

        private void closeAll() {
            connections.keySet().forEach(Serving::close);
            close(listener);
        }

        private static void close(SelectableChannel channel) {
            try {
                channel.close();
            } catch (IOException alreadyBroken) {
                // a connection that fails while it is closed is closed all the same
            }
        }

        private static byte[] upperCase(byte[] message) {
            var upper = message.clone();
            for (var i = 0; i < upper.length; i++) {
                if (upper[i] >= 'a' && upper[i] <= 'z') {
                    upper[i] -= 'a' - 'A';
                }
            }
            return upper;
        }
    }

    /** What the server knows of one client. */
    private static final class Connection {
        private final SocketChannel channel;
        private final InetSocketAddress client;
        private final Queue<byte[]> messages = new ArrayDeque<>();
        private ByteBuffer unsent;
        private int waitingBytes;
        private boolean finished;

        Connection(SocketChannel channel, InetSocketAddress client) {
            this.channel = channel;
            this.client = client;
        }

        void add(byte[] message) {
            messages.add(message);
            waitingBytes += message.length;
        }

        boolean hasNothingToSend() {
            return waitingBytes == 0;
        }

        void write() throws IOException {
            waitingBytes -= channel.write(unsent);
            if (!unsent.hasRemaining()) {
                unsent = null;
            }
        }
    }
}
