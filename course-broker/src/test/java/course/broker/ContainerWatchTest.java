package course.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

/** With a socket that plays Docker's part. */
@Timeout(60)
class ContainerWatchTest {
    @TempDir private Path folder;
    private ServerSocketChannel docker;

    @BeforeEach
    void listen() throws IOException {
        docker = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        docker.bind(UnixDomainSocketAddress.of(socket()));
    }

    @AfterEach
    void close() throws IOException {
        docker.close();
    }

    private Path socket() {
        return folder.resolve("docker.sock");
    }

    private ContainerWatch watch() throws IOException {
        return ContainerWatch.start(DockerSocket.of("unix://" + socket()), "rabbit");
    }

    /** Answers the next request, and tells what it was. */
    private String asked(String answer) throws IOException {
        try (var connection = docker.accept()) {
            var request = ByteBuffer.allocate(1000);
            connection.read(request);
            connection.write(ByteBuffer.wrap("HTTP/1.1 %s\r\n\r\n".formatted(answer).getBytes()));
            return new String(request.array(), 0, request.position()).lines().findFirst().get();
        }
    }

    @Test
    void whenItsLineIsClosedTheContainerIsRemovedWithItsData() throws Exception {
        var watch = watch();
        watch.created();

        watch.close();

        assertThat(asked("204 No Content"))
                .isEqualTo("DELETE /containers/rabbit?force=true&v=true HTTP/1.1");
        watch.process().onExit().join();
    }

    @Test
    void whatHasBeenRemovedBeforeIsLeftAlone() throws Exception {
        var watch = watch();
        watch.created();

        watch.close();

        asked("404 Not Found");
        watch.process().onExit().join();
    }

    @Test
    void aContainerThatAppearsWhenItsJvmIsGoneIsRemovedToo() throws Exception {
        var watch = watch();

        watch.close();

        asked("404 Not Found");
        asked("404 Not Found");
        asked("204 No Content");
        watch.process().onExit().join();
    }

    @Test
    void whatCannotBeRemovedYetIsTriedAgain() throws Exception {
        var watch = watch();
        watch.created();

        watch.close();

        asked("500 Internal Server Error");
        asked("409 Conflict");
        asked("204 No Content");
        watch.process().onExit().join();
    }

    @Test
    void aSignalToAllInTheTerminalDoesNotEndIt() throws Exception {
        var watch = watch();
        watch.created();

        watch.process().destroy();
        watch.close();

        asked("204 No Content");
        watch.process().onExit().join();
    }

    /** Starts a watch, and waits to be killed. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            ContainerWatch.start(DockerSocket.of(arguments[0]), "rabbit").created();
            System.out.println("started");
            Thread.currentThread().join();
        }
    }

    @Test
    void theEndOfItsJvmClosesItsLine() throws Exception {
        var jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Starter.class.getName(),
                                "unix://" + socket())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(jvm.inputReader().readLine()).isEqualTo("started");
        var watch = jvm.children().findFirst().orElseThrow();

        jvm.destroyForcibly().waitFor();

        assertThat(asked("204 No Content")).startsWith("DELETE /containers/rabbit?");
        watch.onExit().join();
    }
}
