package course.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A RabbitMQ that somebody else has started, and that nobody here ends. */
final class ExternalBroker extends Rabbit {
    private static final String URI_VARIABLE = "COURSE_AMQP_URI";
    private static final String MANAGEMENT_VARIABLE = "COURSE_MANAGEMENT_URI";
    private static final String SHARED_URI = "course.broker.uri";
    private static final String SHARED_MANAGEMENT = "course.broker.management";
    private static final String SHARED_DESCRIPTION = "course.broker.description";
    private static final int AMQP_PORT = 5672;
    private static final int MANAGEMENT_PORT = 15672;
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    private final String description;

    private ExternalBroker(
            InetSocketAddress address,
            Credentials administrator,
            ManagementApi management,
            String description) {
        super(address, administrator, management);
        this.description = description;
    }

    /** The broker that {@code COURSE_AMQP_URI} names; its management plugin has to be enabled. */
    static final class Source implements BrokerSource {
        private final Map<String, String> environment;

        Source(Map<String, String> environment) {
            this.environment = environment;
        }

        private Optional<String> value(String variable) {
            return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
        }

        @Override
        public String name() {
            return "uri";
        }

        @Override
        public Optional<String> missing() {
            return value(URI_VARIABLE).isPresent()
                    ? Optional.empty()
                    : Optional.of(URI_VARIABLE + " is not set");
        }

        @Override
        public String found() {
            return URI_VARIABLE + " is set";
        }

        @Override
        public Broker start(int port) {
            var uri = parsed(URI_VARIABLE, value(URI_VARIABLE).orElseThrow());
            var address = address(uri);
            var management =
                    value(MANAGEMENT_VARIABLE)
                            .map(text -> parsed(MANAGEMENT_VARIABLE, text))
                            .orElse(
                                    URI.create(
                                            "http://%s:%s"
                                                    .formatted(uri.getHost(), MANAGEMENT_PORT)));
            var user = credentials(uri);
            var api = new ManagementApi(withoutCredentials(management), user);
            var where = address.getHostString() + ":" + address.getPort();
            try (var socket = new Socket()) {
                socket.connect(address, (int) TO_CONNECT.toMillis());
            } catch (IOException e) {
                throw new BrokerException(
                        "%s: nothing answers on %s: %s"
                                .formatted(URI_VARIABLE, where, e.getMessage()),
                        e);
            }
            try {
                return new ExternalBroker(
                        address, user, api, "RabbitMQ %s at %s".formatted(api.version(), where));
            } catch (IOException e) {
                throw new BrokerException(
                        ("%s: the broker's management plugin is needed, at %s (or set %s), and %s"
                                        + " must be an administrator: %s")
                                .formatted(
                                        URI_VARIABLE,
                                        api.base(),
                                        MANAGEMENT_VARIABLE,
                                        user.name(),
                                        e.getMessage()),
                        e);
            }
        }

        /** The message of a URISyntaxException shows the whole text, passwords included. */
        private static URI parsed(String variable, String text) {
            try {
                var uri = URI.create(text);
                if (uri.getHost() != null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            throw new BrokerException(
                    variable + " is no URI such as amqp://user:password@host:5672/");
        }
    }

    static Map<String, String> shared(Rabbit rabbit) {
        return Map.of(
                SHARED_URI, rabbit.uri("/", rabbit.administrator()).toString(),
                SHARED_MANAGEMENT, rabbit.management().base().toString(),
                SHARED_DESCRIPTION, rabbit.description());
    }

    /** The broker that the JVM that started this one has told it about. */
    static Optional<Broker> sharedWithThisJvm() {
        return Optional.ofNullable(System.getProperty(SHARED_URI))
                .map(URI::create)
                .map(uri ->
                        new ExternalBroker(
                                address(uri),
                                credentials(uri),
                                new ManagementApi(
                                        URI.create(System.getProperty(SHARED_MANAGEMENT)),
                                        credentials(uri)),
                                System.getProperty(SHARED_DESCRIPTION)));
    }

    private static InetSocketAddress address(URI uri) {
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? AMQP_PORT : uri.getPort());
    }

    private static Credentials credentials(URI uri) {
        if (uri.getRawUserInfo() == null) {
            return Credentials.GUEST;
        }
        var parts = uri.getRawUserInfo().split(":", 2);
        return new Credentials(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static URI withoutCredentials(URI uri) {
        return URI.create(
                "%s://%s%s"
                        .formatted(
                                uri.getScheme(),
                                uri.getHost(),
                                uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean canCrash() {
        return false;
    }

    @Override
    public void crash() {
        throw new UnsupportedOperationException("this broker is not ours to crash");
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("this broker is not ours to restart");
    }

    @Override
    public void close() {}
}
