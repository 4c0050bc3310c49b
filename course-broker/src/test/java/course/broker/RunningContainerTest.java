package course.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Where Docker answers, and has the image: nothing is loaded here. */
class RunningContainerTest extends RabbitTest {
    private static final DockerSocket DOCKER = DockerSocket.ofEnvironment(System.getenv());
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static Broker broker;

    @BeforeAll
    static void start() throws IOException {
        var missing = DOCKER.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        assumeTrue(
                DOCKER.status("GET", "/images/%s/json".formatted(ContainerRabbit.IMAGE), LIMIT)
                        == 200,
                () -> "Docker has no image: docker pull " + ContainerRabbit.IMAGE);
        broker = new ContainerRabbit.Source(DOCKER).start(0);
    }

    @AfterAll
    static void end() throws IOException {
        if (broker != null) {
            var name = ((ContainerRabbit) broker).name();

            broker.close();

            assertThat(container(name)).as("the container, when it is closed").isEqualTo(404);
        }
    }

    @Override
    Broker broker() {
        return broker;
    }

    private static int container(String name) throws IOException {
        return DOCKER.status("GET", "/containers/%s/json".formatted(name), LIMIT);
    }

    @Test
    void aPortThatIsTakenIsTold() {
        var taken = broker.address().getPort();

        assertThatThrownBy(() -> new ContainerRabbit.Source(DOCKER).start(taken))
                .isInstanceOf(BrokerException.class)
                .hasMessageContainingAll(ContainerRabbit.IMAGE, String.valueOf(taken), "already");
    }

    /** Starts a broker, tells the container's name, and waits for its end. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            var broker = (ContainerRabbit) new ContainerRabbit.Source(DOCKER).start(0);
            System.out.println(broker.name());
            Thread.currentThread().join();
        }
    }

    @Test
    @Timeout(180)
    void itIsGoneWhenItsJvmIsKilled() throws Exception {
        var jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Starter.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var name = jvm.inputReader().readLine();
        var watch = jvm.children().findFirst().orElseThrow();
        assertThat(container(name)).as("the container, while its JVM runs").isEqualTo(200);

        jvm.destroyForcibly().waitFor();

        watch.onExit().join();
        assertThat(container(name)).as("the container, when its JVM was killed").isEqualTo(404);
    }
}
