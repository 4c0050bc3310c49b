package course.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** With sockets that play Docker's part. */
class DockerSocketTest {
    @TempDir private Path folder;

    private DockerSocket socket() {
        return DockerSocket.of("unix://" + folder.resolve("docker.sock"));
    }

    private ServerSocketChannel listen() throws IOException {
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return listener.bind(UnixDomainSocketAddress.of(folder.resolve("docker.sock")));
    }

    private static void answer(ServerSocketChannel listener, String... parts) {
        Thread.ofVirtual()
                .start(() -> {
                    try (var connection = listener.accept()) {
                        connection.read(ByteBuffer.allocate(1000));
                        for (var part : parts) {
                            connection.write(ByteBuffer.wrap(part.getBytes()));
                        }
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @Test
    void thereIsNoneWithoutItsSocket() {
        assertThat(socket().missing())
                .hasValueSatisfying(why -> assertThat(why).startsWith("no D"));
    }

    @Test
    void itIsThereIfItAnswersAPing() throws Exception {
        try (var listener = listen()) {
            answer(listener, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");

            assertThat(socket().missing()).isEmpty();
        }
    }

    @Test
    void somethingElseThatAnswersIsNoDocker() throws Exception {
        try (var listener = listen()) {
            answer(listener, "HTTP/1.1 403 Forbidden\r\n\r\n");

            assertThat(socket().missing())
                    .hasValueSatisfying(why -> assertThat(why).contains("is no Docker"));
        }
    }

    @Test
    @Timeout(20)
    void aSocketThatAcceptsAndNeverAnswersIsAskedForASecond() throws Exception {
        try (var _ = listen()) {
            assertThat(socket().missing())
                    .hasValueSatisfying(why -> assertThat(why).contains("no answer within 1 s"));
        }
    }

    @Test
    @Timeout(20)
    void aSocketThatAnswersDropByDropIsAskedForASecond() throws Exception {
        try (var listener = listen()) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (var connection = listener.accept()) {
                            while (true) {
                                connection.write(ByteBuffer.wrap("H".getBytes()));
                                Thread.sleep(300);
                            }
                        } catch (IOException | InterruptedException e) {
                            // the test has ended
                        }
                    });

            assertThat(socket().missing())
                    .hasValueSatisfying(why -> assertThat(why).contains("no answer within 1 s"));
        }
    }

    @Test
    void itsAnswerTellsTheNewestVersionThatItSpeaks() throws Exception {
        try (var listener = listen()) {
            answer(listener, "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nServer: Docker\r\n\r\nOK");

            assertThat(socket().newestApi(Duration.ofSeconds(10))).hasValue(41);
        }
    }

    @Test
    void anAnswerThatComesInPartsIsReadToItsEnd() throws Exception {
        try (var listener = listen()) {
            answer(listener, "HTTP/1.1 20", "0 OK\r\nApi-Vers", "ion: 1.52\r\n\r\nOK");

            assertThat(socket().newestApi(Duration.ofSeconds(10))).hasValue(52);
        }
    }

    @Test
    void anAddressThatCannotBeAskedIsTold() {
        var odd = DockerSocket.ofEnvironment(Map.of("DOCKER_HOST", "ssh://somewhere"));

        assertThat(odd.missing()).contains("Docker can't be asked at ssh://somewhere");
    }

    @Test
    void whereNothingAnswersTheSourceSaysSo() {
        var source = new ContainerRabbit.Source(socket());

        assertThat(source.missing()).isPresent();
    }
}
