package course.broker;

import course.broker.qpid.EmbeddedQpid;

import java.util.List;
import java.util.Optional;

/**
 * Where brokers come from: {@code COURSE_AMQP_URI}, a private {@code rabbitmq-server}, a container,
 * or one inside this JVM, in this order; {@code COURSE_BROKER} names one of {@code uri}, {@code
 * rabbitmq}, {@code testcontainers} and {@code qpid}.
 */
public final class Brokers {
    private static Broker ofThisRun;
    private static Broker ownOne;

    private Brokers() {}

    /** A new broker, on that port or, with 0, on a free one; it prints which one, and why. */
    public static Broker start(int port) {
        var chosen = choice().start(port);
        System.out.println(chosen.line());
        return chosen.broker();
    }

    /**
     * The broker of this JVM's run, started when it is first asked for: the one that the JVM that
     * started this one shares with it, or else its own.
     */
    public static synchronized Broker ofThisRun() {
        if (ofThisRun == null) {
            var shared = ExternalBroker.sharedWithThisJvm();
            ofThisRun = shared.isPresent() ? shared.get() : own();
        }
        return ofThisRun;
    }

    /** A broker of this run that no other JVM uses: this one may be crashed. */
    public static synchronized Broker own() {
        if (ownOne == null) {
            ownOne = start(0);
            if (ofThisRun == null) {
                ofThisRun = ownOne;
            }
        }
        return ownOne;
    }

    private static BrokerChoice choice() {
        return new BrokerChoice(
                List.of(
                        new ExternalBroker.Source(System.getenv()),
                        new PrivateRabbit.Source(PrivateRabbit.FOLDERS),
                        new ContainerRabbit.Source(DockerSocket.ofEnvironment(System.getenv())),
                        new Embedded()),
                Optional.ofNullable(System.getenv("COURSE_BROKER")));
    }

    private static final class Embedded implements BrokerSource {
        @Override
        public String name() {
            return "qpid";
        }

        @Override
        public Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        public String found() {
            return "one is built in";
        }

        @Override
        public Broker start(int port) {
            return EmbeddedQpid.start(port);
        }
    }
}
