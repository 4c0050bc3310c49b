package course.select.reference;

import course.select.MultiPartClient;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

public final class ReferenceMultiPartClient implements MultiPartClient {

    @Override
    public List<String> talk(InetSocketAddress server, int connections, List<String> parts, Log log)
            throws IOException {
        log.connecting(server);
        try (var opened = new Connections()) {
            for (int i = 0; i < connections; i++) {
                opened.add(new Connection(SocketChannel.open(server), log));
            }
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                for (var connection : opened.list) {
                    connection.send(bytes);
                }
                for (var connection : opened.list) {
                    connection.receive(bytes.length);
                }
            }
            return opened.list.stream().map(Connection::answers).toList();
        }
    }

    private static final class Connections implements Closeable {
        private final List<Connection> list = new ArrayList<>();

        void add(Connection connection) {
            list.add(connection);
        }

        /** Closes every one, also when closing another has failed. */
        @Override
        public void close() throws IOException {
            IOException failure = null;
            for (var connection : list) {
                try {
                    connection.channel.close();
                } catch (IOException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static final class Connection {
        private final SocketChannel channel;
        private final Log log;
        private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

        Connection(SocketChannel channel, Log log) {
            this.channel = channel;
            this.log = log;
        }

        void send(byte[] part) throws IOException {
            log.sending(local(), part);
            var bytes = ByteBuffer.wrap(part);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        void receive(int length) throws IOException {
            var answer = ByteBuffer.allocate(length);
            while (answer.hasRemaining()) {
                if (channel.read(answer) < 0) {
                    log.closing(local());
                    throw new EOFException(
                            "%s has closed the connection: %s of %s bytes had come"
                                    .formatted(
                                            channel.getRemoteAddress(), answer.position(), length));
                }
            }
            answers.writeBytes(answer.array());
            log.received(local(), answer.array());
        }

        /** Decoded as a whole, since a piece may end in the middle of a character. */
        String answers() {
            return answers.toString(StandardCharsets.UTF_8);
        }

        private InetSocketAddress local() throws IOException {
            return (InetSocketAddress) channel.getLocalAddress();
        }
    }
}
