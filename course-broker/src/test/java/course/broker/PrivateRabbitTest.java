package course.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where {@code rabbitmq-server} is installed. */
class PrivateRabbitTest extends RabbitTest {
    private static Broker broker;

    @BeforeAll
    static void start() {
        var source = new PrivateRabbit.Source(PrivateRabbit.FOLDERS, true);
        assumeTrue(source.missing().isEmpty(), "no rabbitmq-server is installed");
        broker = source.start(0);
    }

    @AfterAll
    static void end() {
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    Broker broker() {
        return broker;
    }

    @Test
    void whereNoneIsInstalledTheSourceSaysSo(@TempDir Path nothing) {
        assertThat(new PrivateRabbit.Source(List.of(nothing), true).missing())
                .contains("no rabbitmq-server is installed");
    }

    @Test
    @Timeout(60)
    void aServerThatEndsAtOnceIsNotWaitedFor(@TempDir Path folder) throws Exception {
        var server = folder.resolve("rabbitmq-server");
        Files.writeString(server, "#!/bin/sh\necho out of rabbits\n");
        assertThat(server.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> new PrivateRabbit.Source(List.of(folder), true).start(0))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("rabbitmq-server does not start: ")
                .hasMessageContaining("out of rabbits");
    }

    /** Starts a broker, tells where its processes are, and waits for its end. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            new PrivateRabbit.Source(PrivateRabbit.FOLDERS, true).start(0);
            ProcessHandle.current().descendants().forEach(one -> System.out.println(one.pid()));
            System.out.println("started");
            Thread.currentThread().join();
        }
    }

    @Test
    @Timeout(180)
    void itIsGoneWhenItsJvmIsKilled(@TempDir Path temporary) throws Exception {
        var jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Starter.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var processes =
                jvm.inputReader().lines().takeWhile(line -> !line.equals("started")).toList();
        assertThat(processes).as("the shell, epmd, the server").hasSizeGreaterThanOrEqualTo(3);

        jvm.destroyForcibly().waitFor();

        for (var process : processes) {
            ProcessHandle.of(Long.parseLong(process)).ifPresent(one -> one.onExit().join());
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(Path::toString))
                    .filteredOn(name -> name.contains("course-rabbitmq"))
                    .isEmpty();
        }
    }
}
