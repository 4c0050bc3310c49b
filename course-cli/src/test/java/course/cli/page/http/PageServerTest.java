package course.cli.page.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who is let in, asked with raw bytes: a browser would refuse to send some of these. */
class PageServerTest {
    private static final int ANY = 0;
    private static final int PATIENCE = 10_000;

    private final List<String> done = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private PageServer server;
    private Gate gate;
    private int port;

    /** Answers everything that comes in. */
    private final class Open implements Site {
        @Override
        public Reply get(String path, String language) {
            return Reply.html("secret of " + path);
        }

        @Override
        public Reply post(String path) {
            done.add(path);
            return Reply.nothing();
        }

        @Override
        public boolean isStream(String path) {
            return path.equals("/events");
        }

        @Override
        public void tell(EventStream listener) throws IOException {
            listener.send("hello", "{}");
        }
    }

    @BeforeEach
    void serve() throws IOException {
        server =
                new PageServer(
                        ANY,
                        given -> {
                            gate = given;
                            return new Open();
                        });
        port = URI.create(server.address()).getPort();
    }

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private String cookie() {
        return "Cookie: other=1; course-%s=%s".formatted(port, gate.token());
    }

    private String host() {
        return "Host: 127.0.0.1:" + port;
    }

    private String says(String line, String... headers) throws IOException {
        return says(InetAddress.ofLiteral("127.0.0.1"), line, headers);
    }

    private String says(InetAddress address, String line, String... headers) throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress(address, port), PATIENCE);
        socket.setSoTimeout(PATIENCE);
        var request =
                line + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void isRefused(String answer, String why) {
        assertThat(answer).as(why).startsWith("HTTP/1.1 403 ").doesNotContain("secret");
    }

    /** JDK 25.0.5 says 400 by itself, before anybody is asked; earlier ones let the gate refuse. */
    private static void isRefusedAtTheLatest(String answer, String why) {
        assertThat(answer)
                .as(why)
                .containsPattern("\\AHTTP/1\\.1 (403|400) ")
                .doesNotContain("secret");
    }

    @Test
    void theAddressThatIsPrintedLetsABrowserIn() throws IOException {
        var entrance = URI.create(server.address());

        var answer = says("GET /?%s HTTP/1.1".formatted(entrance.getQuery()), host());

        assertThat(answer)
                .startsWith("HTTP/1.1 303 ")
                .contains("Location: /\r\n", "HttpOnly; SameSite=Strict", "course-" + port + "=");
        assertThat(says("GET /en/ HTTP/1.1", host(), cookie())).contains("secret of /en/");
    }

    @Test
    void nobodyIsLetInWithoutTheTokenOfThisStart() throws IOException {
        isRefused(says("GET / HTTP/1.1", host()), "no token");
        isRefused(says("GET /?token=abc HTTP/1.1", host()), "a wrong token");
        isRefused(says("GET /?token= HTTP/1.1", host()), "an empty token");
        isRefused(
                says("GET /en/?token=%s HTTP/1.1".formatted(gate.token()), host()),
                "a token where none is looked for");
        isRefused(
                says("GET / HTTP/1.1", host(), "Cookie: course-%s=abc".formatted(port)),
                "a wrong cookie");
        isRefused(
                says("GET / HTTP/1.1", host(), "Cookie: course-1=" + gate.token()),
                "another start's cookie");
        isRefused(says("GET /events HTTP/1.1", host()), "the stream, without a token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "evil-localhost",
                "evil.example",
                "127.0.0.2",
                "0.0.0.0",
                "[::]",
                "[::2]",
                "192.168.0.1",
                "127.0.0.1@evil.example",
                "evil.example#127.0.0.1",
                "::1",
                ""
            })
    void aHostThatIsNotThisMachineIsRefused(String host) throws IOException {
        isRefused(
                says("GET /en/ HTTP/1.1", "Host: %s:%s".formatted(host, port), cookie()),
                "the host " + host);
    }

    @Test
    void anotherPortOrTwoHostsOrNoneAreRefused() throws IOException {
        isRefused(says("GET / HTTP/1.1", "Host: 127.0.0.1:1", cookie()), "another port");
        isRefused(says("GET / HTTP/1.1", "Host: 127.0.0.1", cookie()), "no port");
        isRefused(says("GET / HTTP/1.1", "Host: 127.0.0.1:99999", cookie()), "no real port");
        isRefusedAtTheLatest(says("GET / HTTP/1.1", host(), host(), cookie()), "two hosts");
        isRefusedAtTheLatest(says("GET / HTTP/1.1", cookie()), "no host");
        isRefused(
                says("GET http://evil.example/ HTTP/1.1", host(), cookie()),
                "a proxy's request line");
        isRefusedAtTheLatest(
                says("GET //evil.example/ HTTP/1.1", host(), cookie()), "a path that is none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]", "[0:0:0:0:0:0:0:1]"})
    void thisMachineIsKnownByAllItsNames(String name) throws IOException {
        var answer = says("GET /en/ HTTP/1.1", "Host: %s:%s".formatted(name, port), cookie());

        assertThat(answer).startsWith("HTTP/1.1 200 ");
    }

    static Stream<Arguments> originsOfOthers() {
        return Stream.of(
                        "http://evil.example",
                        "http://127.evil.example:%s",
                        "http://localhost.evil.example:%s",
                        "http://localhost:%s",
                        "https://127.0.0.1:%s",
                        "http://127.0.0.1:1",
                        "http://127.0.0.1",
                        "http://127.0.0.1:%s.evil.example",
                        "http://127.0.0.1:%s/",
                        "file://",
                        "null",
                        "")
                .map(origin -> arguments(origin));
    }

    @ParameterizedTest
    @MethodSource("originsOfOthers")
    void aPageOfAnotherOriginIsRefused(String origin) throws IOException {
        var header = "Origin: " + origin.replace("%s", Integer.toString(port));

        isRefused(says("GET /en/ HTTP/1.1", host(), cookie(), header), header);
        isRefused(
                says("POST /run/5.2 HTTP/1.1", host(), cookie(), header, token()),
                "posted, " + header);
        assertThat(done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "else"})
    void aRequestThatABrowserCallsForeignIsRefused(String site) throws IOException {
        isRefused(
                says("GET /en/ HTTP/1.1", host(), cookie(), "Sec-Fetch-Site: " + site),
                "Sec-Fetch-Site: " + site);
    }

    private String token() {
        return "X-Course-Token: " + gate.postToken();
    }

    @Test
    void whatChangesSomethingNeedsAHeaderThatNoOtherPageCanSend() throws IOException {
        var ours = "Origin: http://127.0.0.1:" + port;

        isRefused(says("POST /reset/5.2 HTTP/1.1", host(), cookie()), "the cookie alone");
        isRefused(says("POST /reset/5.2 HTTP/1.1", host(), token()), "the header alone");
        isRefused(
                says("POST /a HTTP/1.1", host(), cookie(), "X-Course-Token: " + gate.token()),
                "the other token");
        assertThat(done).isEmpty();

        assertThat(says("POST /reset/5.2 HTTP/1.1", host(), cookie(), token(), ours))
                .startsWith("HTTP/1.1 204 ");
        assertThat(done).containsExactly("/reset/5.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"})
    void otherMethodsAreNotAnswered(String method) throws IOException {
        assertThat(says(method + " / HTTP/1.1", host(), cookie(), token()))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, POST")
                .doesNotContain("secret");
    }

    @Test
    void aLongBodyIsRefused() throws IOException {
        var body = "x".repeat(5_000);
        var answer =
                says(
                        "POST /run/5.2 HTTP/1.1",
                        host(),
                        cookie(),
                        token(),
                        "Content-Length: " + body.length(),
                        "",
                        body);

        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertThat(done).isEmpty();
    }

    @Test
    void eachAnswerForbidsWhatThePageDoesNotNeed() throws IOException {
        for (var cookie : List.of(cookie(), "Cookie: none")) {
            assertThat(says("GET / HTTP/1.1", host(), cookie).toLowerCase(java.util.Locale.ROOT))
                    .contains(
                            "content-security-policy: default-src 'none'; script-src 'self'",
                            "frame-ancestors 'none'",
                            "x-content-type-options: nosniff",
                            "cache-control: no-store",
                            "referrer-policy: no-referrer")
                    .doesNotContain("access-control-", "unsafe");
        }
    }

    @Test
    void whoSaysNothingKeepsNobodyWaiting() throws IOException {
        for (var i = 0; i < 30; i++) {
            var silent = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
            sockets.add(silent);
            silent.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(says("GET /en/ HTTP/1.1", host(), cookie())).contains("secret of /en/");
    }

    @Test
    void itListensOnThisMachineAlone() throws IOException {
        var others =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress())
                        .filter(address -> !address.isLinkLocalAddress())
                        .toList();

        for (var address : others) {
            assertThat(isListening(address)).as("%s", address).isFalse();
        }
        assertThat(isListening(InetAddress.ofLiteral("127.0.0.2"))).isFalse();
        var six = InetAddress.ofLiteral("::1");
        if (NetworkInterface.getByInetAddress(six) != null) {
            assertThat(says(six, "GET /en/ HTTP/1.1", "Host: [::1]:" + port, cookie()))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    private boolean isListening(InetAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address, port), (int) Duration.ofSeconds(2).toMillis());
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void twoStartsAreSideBySide() throws IOException {
        try (var second = new PageServer(port, given -> new Open())) {
            var other = URI.create(second.address());

            assertThat(other.getPort()).isNotEqualTo(port);
            assertThat(other.getQuery()).isNotEqualTo(URI.create(server.address()).getQuery());
        }
    }

    @Test
    void aPortThatAnotherProgramHasIsLeftToIt() throws IOException {
        for (var address : LoopbackServer.ADDRESSES) {
            if (NetworkInterface.getByInetAddress(address) == null) {
                continue;
            }
            try (var program = new ServerSocket(ANY, 1, address);
                    var page = new PageServer(program.getLocalPort(), given -> new Open())) {
                assertThat(URI.create(page.address()).getPort())
                        .isNotEqualTo(program.getLocalPort());
            }
        }
    }
}
