package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.kit.net.RawServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;

/** Pages are read by code that knows nothing of hubs. */
abstract class MonkeyPatchPages extends MonkeyPatchExamples {
    MonkeyPatchPages(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(patches, hubs, cancellations, greenlets, network, background);
    }

    @Test
    @Deadline(seconds = 20)
    void aPageIsReadByCodeThatKnowsNothingOfHubs() throws Exception {
        readAPage();
    }

    @Test
    void whileOneReadsTheOthersGoOn() throws Exception {
        var server = network.server();
        var reader = hub.spawn("the reader", () -> read(server, 5));
        var other = hub.spawn("the other", () -> "went on");

        start();
        var peer = server.accepts();

        assertThat(other.value()).isEqualTo("went on");
        peer.says("hello");
        assertThat(reader.value()).isEqualTo("hello");
    }

    @Test
    void threeUrlsAreInFlightTogetherOnOneThread() throws Exception {
        var servers = threeHosts();
        var pages = new ArrayList<Errand<String>>();
        for (var server : servers) {
            pages.add(hub.spawn("the reader of " + url(server), () -> get(url(server))));
        }

        start();
        var inFlight = new ArrayList<Peer>();
        for (var server : servers) {
            inFlight.add(nextInFlight(server, inFlight.size()));
        }
        for (var i = 2; i >= 0; i--) {
            answer(inFlight.get(i), "page " + i);
        }

        for (var i = 0; i < 3; i++) {
            assertThat(pages.get(i).value()).isEqualTo("page " + i);
        }
        assertThat(pages).extracting(Errand::thread).containsOnly(pages.getFirst().thread());
    }

    private static Peer nextInFlight(RawServer server, int before) throws IOException {
        try {
            return server.accepts().hears("GET / HTTP/1.1\r\n");
        } catch (AssertionError e) {
            throw new AssertionError(
                    "3 requests were to be in flight together, and %s were: the next one did not come while those waited for their answers. %s"
                            .formatted(before, e.getMessage()),
                    e);
        }
    }

    @Test
    void manyReadersOfOneHostDoNotMixUpTheirPages() throws Exception {
        var server = network.server();
        var pages = new ArrayList<Errand<String>>();
        for (var i = 0; i < 20; i++) {
            var path = "/" + i + "/";
            pages.add(
                    hub.spawn("the reader of " + path, () -> get(url(server) + path.substring(1))));
        }

        start();
        var peers = new ArrayList<Peer>();
        for (var i = 0; i < 20; i++) {
            peers.add(server.accepts().hears("GET /" + i + "/ "));
        }
        for (var i = 0; i < 20; i++) {
            answer(peers.get(i), "page " + i);
        }

        for (var i = 0; i < 20; i++) {
            assertThat(pages.get(i).value()).isEqualTo("page " + i);
        }
    }

    @Test
    void twoReadersOfOneHostGoOnWithTheConnectionsThatWereKept() throws Exception {
        var server = network.server();
        var first = hub.spawn("the first", () -> get(url(server) + "a") + get(url(server) + "b"));
        var second = hub.spawn("the second", () -> get(url(server) + "c") + get(url(server) + "d"));

        start();
        var one = server.accepts();
        var two = server.accepts();
        hearsRequest(one, "GET /a ");
        hearsRequest(two, "GET /c ");
        answer(one, "page a, ", "keep-alive");
        hearsRequest(one, "GET /b ");
        answer(two, "page c, ", "keep-alive");
        hearsRequest(two, "GET /d ");
        answer(two, "page d");
        answer(one, "page b");

        assertThat(first.value()).isEqualTo("page a, page b");
        assertThat(second.value()).isEqualTo("page c, page d");
    }

    @Test
    void aConnectionThatWasKeptServesAPlainThreadWhenTheHubIsGone() throws Exception {
        var server = network.server();
        var page = hub.spawn("the green thread", () -> get(url(server) + "1"));
        var running = start();
        var peer = server.accepts();
        hearsRequest(peer, "GET /1 ");
        answer(peer, "page 1", "keep-alive");
        assertThat(page.value()).isEqualTo("page 1");
        running.awaitEnd();

        var plain = onAThread(() -> get(url(server) + "2"));

        hearsRequest(peer, "GET /2 ");
        answer(peer, "page 2");
        assertThat(plain.value()).isEqualTo("page 2");
    }

    @Test
    void whoWaitsUsesNoTime() throws Exception {
        var server = network.server();
        var turns =
                hub.spawn(
                        "the reader",
                        () -> {
                            try (var socket = connect(server)) {
                                socket.setSoTimeout(300);
                                var before = hub.turns();
                                assertThatThrownBy(() -> socket.getInputStream().read())
                                        .isInstanceOf(SocketTimeoutException.class);
                                return hub.turns() - before;
                            }
                        });

        start();

        assertThat(turns.value())
                .withFailMessage(
                        "the hub made %,d turns while all that it had was one who waits: it is"
                                + " spinning",
                        turns.value())
                .isLessThan(10);
    }

    @Test
    void whileOneWritesTheOthersGoOnAndAllArrives() throws Exception {
        var server = network.server();
        var bytes = bytes(8_000_000);
        var writer =
                hub.spawn(
                        "the writer",
                        () -> {
                            try (var socket = connect(server)) {
                                socket.getOutputStream().write(bytes);
                                return "written";
                            }
                        });
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(writer::hasStarted);
                            return "went on";
                        });

        start();
        var peer = server.accepts();

        assertThat(other.value()).isEqualTo("went on");
        assertThat(writer.hasEnded()).as("8 MB are written that nobody has read").isFalse();
        hears(peer, bytes);
        peer.hearsTheEnd();
        assertThat(writer.value()).isEqualTo("written");
    }

    @Test
    void aLargePostToASlowReaderLetsTheOthersGoOn() throws Exception {
        var server = network.server();
        var body = bytes(8_000_000);
        var client =
                hub.spawn(
                        "the one who posts",
                        () -> {
                            var connection = open(url(server));
                            connection.setDoOutput(true);
                            connection.setFixedLengthStreamingMode(body.length);
                            try (var out = connection.getOutputStream()) {
                                out.write(body);
                            }
                            return new String(connection.getInputStream().readAllBytes());
                        });
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(client::hasStarted);
                            return "went on";
                        });

        start();
        var peer = server.accepts();
        hearsRequest(peer, "POST / HTTP/1.1\r\n");

        assertThat(other.value()).isEqualTo("went on");
        assertThat(client.hasEnded()).as("8 MB are posted that nobody has read").isFalse();
        hears(peer, body);
        answer(peer, "thanks");
        assertThat(client.value()).isEqualTo("thanks");
        assertThat(warnings).isEmpty();
    }

    /** Takes the whole head of a request, so that the next one can be heard. */
    private void hearsRequest(Peer peer, String line) throws IOException {
        peer.hears(line);
        var rest = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        background.await(
                "the head of the request ends",
                () -> {
                    while (!rest.toString().endsWith("\r\n\r\n") && isRead(peer, one.clear())) {
                        rest.append((char) one.get(0));
                    }
                    return rest.toString().endsWith("\r\n\r\n");
                });
    }

    private static boolean isRead(Peer peer, ByteBuffer bytes) {
        try {
            return peer.channel().read(bytes) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
