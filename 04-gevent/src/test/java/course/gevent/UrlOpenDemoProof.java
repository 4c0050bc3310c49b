package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import course.gevent.demo.SlowSite;
import course.gevent.demo.UrlOpenDemo;
import course.kit.Program;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The demo reads pages, and prints what the tutorial's program prints. */
class UrlOpenDemoProof {
    private static final int HOSTS = 3;

    @Test
    void threeHostsAreReadAtTheSameTime() throws Exception {
        var allAreIn = new CountDownLatch(HOSTS);
        var sites = new ArrayList<HttpServer>();
        try (var threads = Executors.newCachedThreadPool()) {
            for (var host = 1; host <= HOSTS; host++) {
                sites.add(site("127.0.0." + host, 100 * host, allAreIn, threads));
            }
            var urls = sites.stream().map(UrlOpenDemoProof::url).toList();
            try (var demo = Program.start(UrlOpenDemo.class, urls.toArray(String[]::new))) {
                assertThat(demo.awaitEnd()).isZero();

                assertThat(demo.lines().subList(0, HOSTS))
                        .containsExactlyElementsOf(
                                urls.stream().map(url -> "GET: " + url).toList());
                assertThat(demo.lines().subList(HOSTS, demo.lines().size()))
                        .containsExactlyInAnyOrder(
                                "100 bytes received from " + urls.get(0) + ".",
                                "200 bytes received from " + urls.get(1) + ".",
                                "300 bytes received from " + urls.get(2) + ".");
            }
        } finally {
            sites.forEach(site -> site.stop(0));
        }
    }

    /** A site that answers when all have been asked. */
    private static HttpServer site(
            String host, int bytes, CountDownLatch allAreIn, ExecutorService threads)
            throws IOException {
        var site = HttpServer.create(new InetSocketAddress(host, 0), 0);
        site.setExecutor(threads);
        site.createContext(
                "/",
                exchange -> {
                    allAreIn.countDown();
                    try (exchange) {
                        allAreIn.await();
                        exchange.sendResponseHeaders(200, bytes);
                        exchange.getResponseBody().write(new byte[bytes]);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        site.start();
        return site;
    }

    private static String url(HttpServer site) {
        var address = site.getAddress();
        return "http://%s:%s/".formatted(address.getHostString(), address.getPort());
    }

    @Test
    void thePagesOfTheLocalSiteAreRead() throws Exception {
        try (var site = Program.start(SlowSite.class, "0")) {
            var port = site.awaitLine("listening on port (\\d+)").group(1);
            var url = "http://localhost:%s/1".formatted(port);
            try (var demo = Program.start(UrlOpenDemo.class, url)) {
                assertThat(demo.awaitEnd()).isZero();

                assertThat(demo.lines())
                        .containsExactly(
                                "GET: " + url, "100000 bytes received from %s.".formatted(url));
            }
        }
    }

    @Test
    void aHostThatIsNotThereIsOneClearLine() throws Exception {
        try (var demo = Program.start(UrlOpenDemo.class, "http://127.0.0.1:1/")) {
            assertThat(demo.awaitEnd()).isEqualTo(1);

            // some JDKs add "(connect failed)"
            assertThat(demo.lines())
                    .satisfiesExactly(
                            get -> assertThat(get).isEqualTo("GET: http://127.0.0.1:1/"),
                            refused ->
                                    assertThat(refused)
                                            .startsWith(
                                                    "http://127.0.0.1:1/:"
                                                        + " java.net.ConnectException: Connection"
                                                        + " refused"));
        }
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws Exception {
        for (var wrong : List.of("two words", "www.python.org", "ftp://www.python.org/")) {
            try (var demo = Program.start(UrlOpenDemo.class, wrong)) {
                assertThat(demo.awaitEnd()).isEqualTo(2);
                assertThat(demo.lines())
                        .containsExactly("usage: UrlOpenDemo [http(s)://host/ ...]");
            }
        }
    }
}
