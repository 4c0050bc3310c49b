package course.broker;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;

import org.testcontainers.rabbitmq.RabbitMQContainer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** RabbitMQ in a container, by Testcontainers; it is removed when this JVM has ended. */
final class ContainerRabbit extends Rabbit {
    static final String IMAGE = "rabbitmq:4.3.6-management-alpine";

    private static final int AMQP = 5672;
    private static final int MANAGEMENT = 15672;
    private static final Duration TO_START = Duration.ofSeconds(120);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN = Duration.ofMillis(50).toNanos();
    private static final byte[] GREETING = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

    /** What Testcontainers asks for, unless it is told of another. */
    private static final int API = 44;

    private final RabbitMQContainer container;
    private final ContainerWatch watch;
    private final String description;

    private ContainerRabbit(
            RabbitMQContainer container, ContainerWatch watch, ManagementApi management)
            throws IOException {
        super(
                new InetSocketAddress(container.getHost(), container.getAmqpPort()),
                Credentials.GUEST,
                management);
        this.container = container;
        this.watch = watch;
        description =
                "RabbitMQ %s in a container on port %s"
                        .formatted(management.version(), container.getAmqpPort());
    }

    static final class Source implements BrokerSource {
        private final DockerSocket docker;

        Source(DockerSocket docker) {
            this.docker = docker;
        }

        @Override
        public String name() {
            return "testcontainers";
        }

        @Override
        public Optional<String> missing() {
            return docker.missing();
        }

        @Override
        public String found() {
            return "Docker answers";
        }

        @Override
        public Broker start(int port) {
            try {
                speakAsOldAsItMust();
                var watch = ContainerWatch.start(docker, "course-rabbitmq-" + UUID.randomUUID());
                try {
                    return start(watch, port == 0 ? freePort() : port);
                } catch (IOException | RuntimeException e) {
                    watch.close();
                    throw e;
                }
            } catch (IOException | RuntimeException e) {
                throw new BrokerException("%s: %s".formatted(IMAGE, told(e)), e);
            }
        }

        private static Broker start(ContainerWatch watch, int port) throws IOException {
            var container = container(watch.container(), port, freePort());
            container.start();
            watch.created();
            var api = new ManagementApi(URI.create(container.getHttpUrl()), Credentials.GUEST);
            return new ContainerRabbit(container, watch, api);
        }

        /** An engine refuses requests of a version that is newer than it is. */
        private void speakAsOldAsItMust() throws IOException {
            var newest = docker.newestApi(TO_ANSWER);
            if (newest.isPresent() && newest.getAsInt() < API) {
                var version = "1." + newest.getAsInt();
                System.getProperties().putIfAbsent("api.version", version);
            }
        }
    }

    /** What Testcontainers says, and what it was that went wrong. */
    static String told(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost == failure
                ? failure.getMessage()
                : "%s: %s".formatted(failure.getMessage(), innermost.getMessage());
    }

    /** Its ports are chosen here, so that they are the same after a crash. */
    static RabbitMQContainer container(String name, int amqp, int management) {
        var container =
                new RabbitMQContainer(IMAGE)
                        .withStartupTimeout(TO_START)
                        .withCreateContainerCmdModifier(command ->
                                command.withName(name)
                                        .getHostConfig()
                                        .withPortBindings(
                                                binding(amqp, AMQP),
                                                binding(management, MANAGEMENT)));
        // It waits for a binding of each, and would expose those for TLS, too.
        container.setExposedPorts(List.of(AMQP, MANAGEMENT));
        return container;
    }

    private static PortBinding binding(int outside, int inside) {
        return new PortBinding(Ports.Binding.bindPort(outside), ExposedPort.tcp(inside));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String name() {
        return watch.container();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean canCrash() {
        return true;
    }

    @Override
    public void crash() {
        container
                .getDockerClient()
                .killContainerCmd(container.getContainerId())
                .withSignal("KILL")
                .exec();
    }

    @Override
    public void restart() {
        container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
        var until = System.nanoTime() + TO_START.toNanos();
        while (true) {
            try {
                management().version();
                greet();
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > until) {
                    throw new BrokerException("%s: %s".formatted(IMAGE, notYet.getMessage()));
                }
                LockSupport.parkNanos(LOOK_AGAIN);
            }
        }
    }

    /** That a connection is accepted says nothing: Docker does so before the broker listens. */
    private void greet() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address(), (int) TO_ANSWER.toMillis());
            socket.setSoTimeout((int) TO_ANSWER.toMillis());
            socket.getOutputStream().write(GREETING);
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the broker does not answer on port " + address().getPort());
            }
        }
    }

    @Override
    public void close() {
        container.stop();
        watch.close();
        watch.awaitEnd();
    }
}
