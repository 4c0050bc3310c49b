package course.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks Docker whether it is there, within a time limit. Testcontainers' own question has none: a
 * socket that accepts and never answers holds it for minutes.
 */
final class DockerSocket {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String PING = "GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n";
    private static final String OK = "HTTP/1.1 200";

    private final Optional<SocketAddress> address;
    private final String name;

    DockerSocket(SocketAddress address) {
        this(Optional.of(address), address.toString());
    }

    private DockerSocket(Optional<SocketAddress> address, String name) {
        this.address = address;
        this.name = name;
    }

    /** The socket that {@code DOCKER_HOST} names, or the usual one. */
    static DockerSocket ofEnvironment(Map<String, String> environment) {
        var host = environment.getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        try {
            var uri = URI.create(host);
            if ("unix".equals(uri.getScheme())) {
                return new DockerSocket(
                        Optional.of(UnixDomainSocketAddress.of(uri.getPath())), uri.getPath());
            }
            if ("tcp".equals(uri.getScheme()) && uri.getPort() > 0) {
                return new DockerSocket(
                        Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort())), host);
            }
        } catch (IllegalArgumentException e) {
            // no address
        }
        return new DockerSocket(Optional.empty(), host);
    }

    /** Why Docker can't be used; empty if it has answered. */
    Optional<String> missing() {
        if (address.isEmpty()) {
            return Optional.of("Docker can't be asked at " + name);
        }
        var until = System.nanoTime() + LIMIT.toNanos();
        try (var selector = Selector.open();
                var channel = open(address.get())) {
            channel.configureBlocking(false);
            if (!channel.connect(address.get())) {
                channel.register(selector, SelectionKey.OP_CONNECT);
                await(selector, until);
                channel.finishConnect();
            }
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            channel.register(selector, SelectionKey.OP_READ);
            return answer(channel, selector, until).startsWith(OK)
                    ? Optional.empty()
                    : Optional.of("what answers at %s is no Docker".formatted(name));
        } catch (IOException e) {
            return Optional.of("no Docker at %s: %s".formatted(name, e.getMessage()));
        }
    }

    private static SocketChannel open(SocketAddress address) throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private static String answer(SocketChannel channel, Selector selector, long until)
            throws IOException {
        var answer = ByteBuffer.allocate(OK.length());
        while (answer.hasRemaining()) {
            await(selector, until);
            if (channel.read(answer) < 0) {
                break;
            }
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }

    private static void await(Selector selector, long until) throws IOException {
        var millis = Duration.ofNanos(until - System.nanoTime()).toMillis();
        if (millis <= 0 || selector.select(millis) == 0) {
            throw new IOException("no answer within %d s".formatted(LIMIT.toSeconds()));
        }
        selector.selectedKeys().clear();
    }
}
