package course.broker;

import java.io.IOException;
import java.net.HttpURLConnection;
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
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Asks Docker whether it is there, within a time limit. Testcontainers' own question has none: a
 * socket that accepts and never answers holds it for minutes.
 */
final class DockerSocket {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int LONGEST_HEAD = 8192;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final Pattern API_VERSION =
            Pattern.compile(
                    "^Api-Version: 1\\.(\\d+)", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private final Optional<SocketAddress> address;
    private final String host;

    private DockerSocket(Optional<SocketAddress> address, String host) {
        this.address = address;
        this.host = host;
    }

    /** The socket that {@code DOCKER_HOST} names, or the usual one. */
    static DockerSocket ofEnvironment(Map<String, String> environment) {
        return of(environment.getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock"));
    }

    /**
     * @param host as {@code DOCKER_HOST} has it
     */
    static DockerSocket of(String host) {
        return new DockerSocket(address(host), host);
    }

    private static Optional<SocketAddress> address(String host) {
        try {
            var uri = URI.create(host);
            if ("unix".equals(uri.getScheme())) {
                return Optional.of(UnixDomainSocketAddress.of(uri.getPath()));
            }
            if ("tcp".equals(uri.getScheme()) && uri.getPort() > 0) {
                return Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
            }
        } catch (IllegalArgumentException e) {
            // no address
        }
        return Optional.empty();
    }

    String host() {
        return host;
    }

    /** Why Docker can't be used; empty if it has answered. */
    Optional<String> missing() {
        if (address.isEmpty()) {
            return Optional.of("Docker can't be asked at " + host);
        }
        try {
            return status("GET", "/_ping", LIMIT) == HttpURLConnection.HTTP_OK
                    ? Optional.empty()
                    : Optional.of("what answers at %s is no Docker".formatted(host));
        } catch (IOException e) {
            return Optional.of("no Docker at %s: %s".formatted(host, e.getMessage()));
        }
    }

    /** The newest version of its API that it speaks: so many after {@code 1.}. */
    OptionalInt newestApi(Duration limit) throws IOException {
        var version = API_VERSION.matcher(head("GET", "/_ping", limit));
        return version.find()
                ? OptionalInt.of(Integer.parseInt(version.group(1)))
                : OptionalInt.empty();
    }

    /** Asks it for something; 0 if the answer is none of HTTP. */
    int status(String method, String path, Duration limit) throws IOException {
        var status = STATUS.matcher(head(method, path, limit));
        return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
    }

    private String head(String method, String path, Duration limit) throws IOException {
        var until = System.nanoTime() + limit.toNanos();
        try (var selector = Selector.open();
                var channel = open(address.orElseThrow())) {
            channel.configureBlocking(false);
            if (!channel.connect(address.get())) {
                channel.register(selector, SelectionKey.OP_CONNECT);
                await(selector, until, limit);
                channel.finishConnect();
            }
            var request =
                    "%s %s HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"
                            .formatted(method, path);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.register(selector, SelectionKey.OP_READ);
            var answer = ByteBuffer.allocate(LONGEST_HEAD);
            do {
                await(selector, until, limit);
            } while (channel.read(answer) >= 0
                    && answer.hasRemaining()
                    && !text(answer).contains(END_OF_HEAD));
            return text(answer);
        }
    }

    private static SocketChannel open(SocketAddress address) throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private static String text(ByteBuffer answer) {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }

    private static void await(Selector selector, long until, Duration limit) throws IOException {
        var millis = Duration.ofNanos(until - System.nanoTime()).toMillis();
        if (millis <= 0 || selector.select(millis) == 0) {
            throw new IOException("no answer within %s s".formatted(limit.toSeconds()));
        }
        selector.selectedKeys().clear();
    }
}
