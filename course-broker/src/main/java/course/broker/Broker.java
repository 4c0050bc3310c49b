package course.broker;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A broker that runs, with what its administrator may do. It speaks AMQP 0-9-1 and has a user
 * {@code guest} with the password {@code guest}, unless it is an external one.
 */
public interface Broker extends AutoCloseable {

    /** Whose broker it is. */
    enum Product {
        RABBITMQ,
        QPID
    }

    Product product();

    /** Such as {@code RabbitMQ 3.10.8, a private rabbitmq-server on port 41234}. */
    String description();

    InetSocketAddress address();

    /** The user who administers it. */
    Credentials administrator();

    /** What a client needs to connect to a virtual host; the password is in it. */
    default URI uri(String virtualHost, Credentials user) {
        return URI.create(
                "amqp://%s:%s@%s:%s/%s"
                        .formatted(
                                encoded(user.name()),
                                encoded(user.password()),
                                address().getHostString(),
                                address().getPort(),
                                encoded(virtualHost)));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    void addVirtualHost(String name);

    void deleteVirtualHost(String name);

    void addUser(Credentials user);

    void deleteUser(String name);

    /** Lets a user into a virtual host, as {@code rabbitmqctl set_permissions} does. */
    void setPermissions(String virtualHost, String user, Grant grant);

    /** Shuts a user out of a virtual host. */
    void clearPermissions(String virtualHost, String user);

    /**
     * Whether {@link #crash} and {@link #restart} can be had, and what is durable outlives them.
     */
    boolean canCrash();

    /** Ends the broker with SIGKILL, and returns when it is gone. */
    void crash();

    /** Starts it again after a crash, on the same port, with its data. */
    void restart();

    /** System properties by which another JVM finds this broker; none if it can't be shared. */
    Map<String, String> shared();

    @Override
    void close();
}
