package course.kit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.example.TestExample;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/** What a peer's failure says, and that the talk so far is told with it. */
class PeersTest {
    private final TestExample example = new TestExample();
    private final Network network = new Network(example.example());
    private Peer client;
    private Peer server;

    @BeforeEach
    void connect() throws IOException {
        var listener = network.server();
        client = network.client(listener.address());
        server = listener.accepts();
    }

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void peersTalk() throws IOException {
        client.says("hello");
        server.hears("hello").says("HELLO").finishes();

        client.hears("HELLO").hearsTheEnd();
    }

    @Test
    void bytesMayComeInPieces() throws IOException {
        server.saysByteByByte("abc");
        server.says("def");

        client.hears("ab").hears("cdef").hasHeardNothingElse();
    }

    @Test
    void nothingReceived() {
        assertThat(failure(() -> client.hears("ABC")))
                .startsWith("client 1 expected \"ABC\" but received nothing within 3 s");
    }

    @Test
    void tooLittleReceived() throws IOException {
        server.says("AB");

        assertThat(failure(() -> client.hears("ABC")))
                .startsWith("client 1 expected \"ABC\" but received only \"AB\" within 3 s")
                .contains("the server, on connection 1, sent \"AB\"");
    }

    @Test
    void somethingElseReceived() throws IOException {
        server.says("abc");

        assertThat(failure(() -> client.hears("ABC")))
                .startsWith("client 1 expected \"ABC\" but received \"abc\"");
    }

    @Test
    void theConnectionClosedTooEarly() throws IOException {
        server.says("A").leaves();

        assertThat(failure(() -> client.hears("ABC")))
                .startsWith(
                        "client 1 expected \"ABC\" but the connection was closed after only \"A\"")
                .contains("with answers still in the queue");
    }

    @Test
    void theConnectionReset() throws IOException {
        server.resets();

        assertThat(failure(() -> client.hears("ABC")))
                .startsWith(
                        "client 1 expected \"ABC\" but received nothing, then: Connection reset")
                .contains("A reset usually means");
    }

    @Test
    void moreReceivedThanExpected() throws IOException {
        server.says("abc");
        client.hears("a");

        assertThat(failure(client::hearsTheEnd))
                .startsWith("client 1 expected the end of the stream but received \"bc\"");
    }

    @Test
    void aConnectionThatShouldEndAndDoesNot() {
        assertThat(failure(client::hearsTheEnd)).contains("was still open after 3 s");
        assertThat(failure(client::seesTheConnectionGone)).contains("was still open after 3 s");
    }

    @Test
    void whoDoesNotListenLetsBytesPileUp() {
        assertThat(failure(() -> client.says(new byte[64 << 20])))
                .startsWith("client 1 could send no more: ");
    }

    @Test
    void sendingAndListeningAtOnceMovesMoreThanFitsOnTheWay() throws Exception {
        var bytes = new byte[20 << 20];
        var echo =
                new Background(example.example())
                        .start(
                                "the echo",
                                () -> {
                                    for (var i = 0; i < 20; i++) {
                                        server.hears(new byte[1 << 20]).says(new byte[1 << 20]);
                                    }
                                });

        client.exchanges(bytes, bytes);

        echo.awaitEnd();
    }

    @Test
    void aServerThatHasDiedEndsTheWait() {
        new Background(example.example())
                .start(
                        "the server",
                        () -> {
                            throw new IllegalStateException("no more");
                        });

        assertThatThrownBy(() -> client.hears("ABC"))
                .hasMessageStartingWith(
                        "the server ended with java.lang.IllegalStateException: no more");
    }

    @Test
    void aRefusedConnectionIsTold() throws IOException {
        var listener = network.server();
        var address = listener.address();
        listener.closes();

        assertThat(failure(() -> network.client(address)))
                .startsWith("client 2 could not connect: Connection refused");
    }

    private String failure(ThrowingCallable talk) {
        return example.failure(talk);
    }
}
