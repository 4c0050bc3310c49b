package course.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import course.broker.Broker;
import course.broker.Credentials;
import course.broker.Grant;
import course.kit.Assumptions;
import course.kit.Example;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An example's virtual host on the broker: its own, so any names can be used in it. It is added
 * when it is first asked for, which many examples do not.
 */
final class VirtualHost {
    private static final String THIS_JVM = Long.toString(ProcessHandle.current().pid(), 36);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);
    private static final AtomicInteger count = new AtomicInteger();

    private final Broker broker = BrokerStart.broker();
    private final String suffix = "%s-%s".formatted(THIS_JVM, count.incrementAndGet());
    private final Example example;
    private final Traffic traffic;
    private String name;
    private int users;

    VirtualHost(Example example) {
        this.example = example;
        traffic = new Traffic(example.trace());
    }

    synchronized String name() {
        if (name == null) {
            var added = "example-" + suffix;
            broker.addVirtualHost(added);
            example.closesAtEnd(() -> broker.deleteVirtualHost(added));
            name = added;
        }
        return name;
    }

    /** What is told of connections that are the answer's own. */
    Traffic traffic() {
        return traffic;
    }

    Broker broker() {
        return broker;
    }

    /** Connects as the administrator. */
    URI uri() {
        return broker.uri(name(), broker.administrator());
    }

    URI uri(Credentials user) {
        return broker.uri(name(), user);
    }

    /** A new user who may not do anything yet; its name on the broker is longer. */
    Credentials user(String shortName, String password) {
        users++;
        var user = new Credentials("%s-%s-%s".formatted(shortName, suffix, users), password);
        broker.addUser(user);
        example.closesAtEnd(() -> broker.deleteUser(user.name()));
        return user;
    }

    /** A new user with these permissions here. */
    Credentials user(String shortName, String password, Grant grant) {
        var user = user(shortName, password);
        grant(user, grant);
        return user;
    }

    void grant(Credentials user, Grant grant) {
        broker.setPermissions(name(), user.name(), grant);
    }

    /** The administrator's connection, which is closed when the example ends. */
    Connection connect() throws Exception {
        return connect(broker.administrator());
    }

    Connection connect(Credentials user) throws Exception {
        return connect(factory(user));
    }

    /** The administrator's, with so many channels at the most. */
    Connection connect(int mostChannels) throws Exception {
        var factory = factory(broker.administrator());
        factory.setRequestedChannelMax(mostChannels);
        return connect(factory);
    }

    /** With so many channels at the most. */
    Connection connect(Credentials user, int mostChannels) throws Exception {
        var factory = factory(user);
        factory.setRequestedChannelMax(mostChannels);
        return connect(factory);
    }

    /** The administrator's, over a line from {@link #relay}. */
    Connection connect(Relay line) throws Exception {
        return connect(line, factory -> {});
    }

    /** As {@link #connect(Relay)}, with so many channels at the most. */
    Connection connect(Relay line, int mostChannels) throws Exception {
        return connect(line, factory -> factory.setRequestedChannelMax(mostChannels));
    }

    /** As {@link #connect(Relay)}; the client waits so long for an answer of the broker's. */
    Connection connect(Relay line, Duration longestAnswer) throws Exception {
        return connect(
                line, factory -> factory.setChannelRpcTimeout((int) longestAnswer.toMillis()));
    }

    /** With so many channels at the most, and so long a wait. */
    Connection connect(Relay line, int mostChannels, Duration longestAnswer) throws Exception {
        return connect(
                line,
                factory -> {
                    factory.setRequestedChannelMax(mostChannels);
                    factory.setChannelRpcTimeout((int) longestAnswer.toMillis());
                });
    }

    private Connection connect(Relay line, Consumer<ConnectionFactory> settings) throws Exception {
        var factory = factory(broker.administrator());
        factory.setHost("127.0.0.1");
        factory.setPort(line.port());
        settings.accept(factory);
        var connection = connect(factory);
        example.closesAtEnd(line::cut); // first: nobody hears of a close while it is silent
        return connection;
    }

    Relay relay() throws IOException {
        return example.closesAtEnd(new Relay(broker.address()));
    }

    private ConnectionFactory factory(Credentials user) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(uri(user));
        factory.setAutomaticRecoveryEnabled(false);
        return factory;
    }

    private Connection connect(ConnectionFactory factory) throws Exception {
        // as many as there are callbacks at work: the client's own are as many as processors
        var callbacks = Executors.newCachedThreadPool();
        var clients = new CopyOnWriteArrayList<Thread>();
        factory.setThreadFactory(body -> {
            var thread = new Thread(body);
            clients.add(thread);
            return thread;
        });
        factory.setTrafficListener(traffic.ofNextConnection());
        var connection = factory.newConnection(callbacks);
        example.closesAtEnd(() -> {
            connection.abort(Math.toIntExact(LONGEST_END.toMillis()));
            for (var thread : clients) {
                if (!thread.join(LONGEST_END)) {
                    // a channel and its connection closed at the same time: the client then waits
                    // for one callback more than there is
                    thread.interrupt();
                }
            }
            callbacks.shutdown(); // not before: closing a connection takes one, too
        });
        return connection;
    }

    /** Skips the example where the broker is another; {@code why} says what that one lacks. */
    void needsRabbitMq(String why) {
        if (broker.product() != Broker.Product.RABBITMQ) {
            Assumptions.abort("needs RabbitMQ: " + why);
        }
    }

    /** Skips the example where the broker can't be crashed. */
    void needsToCrash() {
        if (!broker.canCrash()) {
            Assumptions.abort(
                    "needs a broker that can be crashed, which is not so with "
                            + broker.description());
        }
    }
}
