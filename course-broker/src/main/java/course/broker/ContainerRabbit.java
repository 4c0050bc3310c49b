package course.broker;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;

import org.testcontainers.rabbitmq.RabbitMQContainer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** RabbitMQ in a container, by Testcontainers, which removes it when this JVM has ended. */
final class ContainerRabbit extends Rabbit {
    static final String IMAGE = "rabbitmq:4.1.4-management-alpine";

    private static final int AMQP = 5672;
    private static final int MANAGEMENT = 15672;
    private static final Duration TO_START = Duration.ofSeconds(120);
    private static final long LOOK_AGAIN = Duration.ofMillis(50).toNanos();

    private final RabbitMQContainer container;
    private final String description;

    private ContainerRabbit(RabbitMQContainer container, ManagementApi management)
            throws IOException {
        super(
                new InetSocketAddress(container.getHost(), container.getAmqpPort()),
                Credentials.GUEST,
                management);
        this.container = container;
        description =
                "RabbitMQ %s in a container on port %d"
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
                var container = container(port == 0 ? freePort() : port, freePort());
                container.start();
                var api = new ManagementApi(URI.create(container.getHttpUrl()), Credentials.GUEST);
                return new ContainerRabbit(container, api);
            } catch (IOException | RuntimeException e) {
                throw new BrokerException("%s: %s".formatted(IMAGE, e.getMessage()), e);
            }
        }
    }

    /** Its ports are chosen here, so that they are the same after a crash. */
    static RabbitMQContainer container(int amqp, int management) {
        return new RabbitMQContainer(IMAGE)
                .withCreateContainerCmdModifier(command ->
                        command.getHostConfig()
                                .withPortBindings(
                                        binding(amqp, AMQP), binding(management, MANAGEMENT)));
    }

    private static PortBinding binding(int outside, int inside) {
        return new PortBinding(Ports.Binding.bindPort(outside), ExposedPort.tcp(inside));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
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
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > until) {
                    throw new BrokerException("%s: %s".formatted(IMAGE, notYet.getMessage()));
                }
                LockSupport.parkNanos(LOOK_AGAIN);
            }
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
