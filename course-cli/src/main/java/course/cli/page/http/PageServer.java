package course.cli.page.http;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Serves a site to who passes the gate. */
public final class PageServer implements AutoCloseable {
    private static final int LONGEST_BODY = 1024;
    private static final int MOST_STREAMS = 12;
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                            + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Cache-Control",
                    "no-store",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    private final LoopbackServer server;
    private final Gate gate;
    private final Site site;
    private final Deque<HttpExchange> streams = new ArrayDeque<>();

    /**
     * Listens from now on.
     *
     * @param port the one to take; if it is taken, any that is free
     */
    public PageServer(int port, Function<Gate, Site> sites) throws IOException {
        server = new LoopbackServer(port);
        gate = new Gate(server.port());
        site = sites.apply(gate);
        server.start(this::handle);
    }

    /** Opens the page for who has it; it is a secret between this start and its browser. */
    public String address() {
        return "http://127.0.0.1:%s/?token=%s".formatted(server.port(), gate.token());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var method = exchange.getRequestMethod();
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            switch (gate.judge(method, uri, exchange.getRequestHeaders())) {
                case COMES_IN -> answer(exchange, method, uri.getPath());
                case GETS_THE_COOKIE -> {
                    exchange.getResponseHeaders().set("Set-Cookie", gate.cookie());
                    send(exchange, Reply.goTo("/"));
                }
                case WRONG_METHOD -> {
                    exchange.getResponseHeaders().set("Allow", "GET, POST");
                    send(exchange, Reply.plain(405, "Only GET and POST are answered."));
                }
                case REFUSED ->
                        send(
                                exchange,
                                Reply.plain(
                                        403,
                                        "This page belongs to one start of ./course: open the"
                                                + " address that it prints."));
            }
        }
    }

    private void answer(HttpExchange exchange, String method, String path) throws IOException {
        if (method.equals("POST")) {
            var isShort = exchange.getRequestBody().readNBytes(LONGEST_BODY).length < LONGEST_BODY;
            send(exchange, isShort ? site.post(path) : Reply.plain(413, "That is too much."));
        } else if (site.isStream(path)) {
            stream(exchange);
        } else {
            var language = exchange.getRequestHeaders().getFirst("Accept-Language");
            send(exchange, site.get(path, Optional.ofNullable(language).orElse("")));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var headers = exchange.getResponseHeaders();
        if (!reply.type().isEmpty()) {
            headers.set("Content-Type", reply.type());
        }
        if (!reply.location().isEmpty()) {
            headers.set("Location", reply.location());
        }
        var isWanted = !exchange.getRequestMethod().equals("HEAD");
        var length = isWanted ? reply.body().length : 0;
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    /** Of too many, the one that has listened longest has to come again. */
    private void stream(HttpExchange exchange) throws IOException {
        synchronized (streams) {
            streams.add(exchange);
            if (streams.size() > MOST_STREAMS) {
                streams.remove().close();
            }
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            site.tell(new EventStream(exchange.getResponseBody()));
        } finally {
            synchronized (streams) {
                streams.remove(exchange);
            }
        }
    }

    @Override
    public void close() {
        synchronized (streams) {
            streams.forEach(HttpExchange::close);
        }
        server.close();
    }
}
