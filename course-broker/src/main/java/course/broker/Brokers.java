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

    private Brokers() {}

    /** A new broker, on that port or, with 0, on a free one; it prints which one, and why. */
    public static Broker start(int port) {
        return start(port, true);
    }

    private static Broker start(int port, boolean canCrash) {
        var chosen = choice(canCrash).start(port);
        System.out.println(chosen.line());
        return chosen.broker();
    }

    /** A new broker for the JVMs that this one starts: {@link Broker#shared} tells them of it. */
    public static Broker startShared() {
        return start(0, false);
    }

    /**
     * The broker of this JVM's run, started when it is first asked for: the one that the JVM that
     * started this one shares with it, or else its own.
     */
    public static synchronized Broker ofThisRun() {
        if (ofThisRun == null) {
            ofThisRun = ExternalBroker.sharedWithThisJvm().orElseGet(() -> start(0));
        }
        return ofThisRun;
    }

    /** Says which broker a run would take, and starts none. */
    public static void main(String... none) {
        try {
            System.out.println(choice(true).wouldBe());
        } catch (BrokerException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    private static BrokerChoice choice(boolean canCrash) {
        return new BrokerChoice(
                List.of(
                        new ExternalBroker.Source(System.getenv()),
                        new PrivateRabbit.Source(PrivateRabbit.FOLDERS, canCrash),
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
