package course.cli.page.http;

import com.sun.net.httpserver.Headers;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may come in: a browser on this machine that was given this start's token, and no page of any
 * other origin that it has open besides.
 */
public final class Gate {
    static final String POST_TOKEN = "X-Course-Token";
    private static final int TOKEN_BYTES = 24;
    private static final Pattern QUERY = Pattern.compile("token=([\\w-]+)");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final int port;
    private final String token = random();
    private final String postToken = random();

    /** What becomes of a request. */
    enum Verdict {
        COMES_IN,
        GETS_THE_COOKIE,
        WRONG_METHOD,
        REFUSED
    }

    Gate(int port) {
        this.port = port;
    }

    private static String random() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What the browser is given once; the answer is a cookie. */
    public String token() {
        return token;
    }

    /** What the page's own scripts send with what changes something; no other page can read it. */
    public String postToken() {
        return postToken;
    }

    /** Cookies know no ports: two starts have two names. */
    private String cookieName() {
        return "course-" + port;
    }

    String cookie() {
        return "%s=%s; Path=/; HttpOnly; SameSite=Strict".formatted(cookieName(), token);
    }

    Verdict judge(String method, URI uri, Headers headers) {
        var host = only(headers, "Host").flatMap(Authority::of).filter(this::isOurs);
        if (host.isEmpty() || uri.isAbsolute() || uri.getRawAuthority() != null) {
            return Verdict.REFUSED;
        }
        if (!isOwnOrigin(host.get(), headers) || !isOwnSite(headers)) {
            return Verdict.REFUSED;
        }
        var isGet = method.equals("GET");
        if (!isGet && !method.equals("POST")) {
            return Verdict.WRONG_METHOD;
        }
        if (isGet && isEntrance(uri)) {
            return Verdict.GETS_THE_COOKIE;
        }
        var hasToken = cookies(headers).stream().anyMatch(one -> isSame(one, token));
        var mayPost = only(headers, POST_TOKEN).filter(one -> isSame(one, postToken)).isPresent();
        return hasToken && (isGet || mayPost) ? Verdict.COMES_IN : Verdict.REFUSED;
    }

    private boolean isOurs(Authority authority) {
        return authority.port() == port && authority.isLoopback();
    }

    private boolean isOwnOrigin(Authority host, Headers headers) {
        if (!headers.containsKey("Origin")) {
            return true;
        }
        return only(headers, "Origin")
                .flatMap(Authority::ofOrigin)
                .filter(host::equals)
                .isPresent();
    }

    /** Browsers say it: a page of another port of this machine has the cookie, too. */
    private static boolean isOwnSite(Headers headers) {
        return !headers.containsKey("Sec-Fetch-Site")
                || only(headers, "Sec-Fetch-Site").filter(OWN_SITE::contains).isPresent();
    }

    private boolean isEntrance(URI uri) {
        if (!"/".equals(uri.getRawPath()) || uri.getRawQuery() == null) {
            return false;
        }
        var query = QUERY.matcher(uri.getRawQuery());
        return query.matches() && isSame(query.group(1), token);
    }

    private List<String> cookies(Headers headers) {
        var prefix = cookieName() + "=";
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Pattern.compile(";").splitAsStream(line))
                .map(String::strip)
                .filter(one -> one.startsWith(prefix))
                .map(one -> one.substring(prefix.length()))
                .toList();
    }

    private static Optional<String> only(Headers headers, String name) {
        var all = headers.getOrDefault(name, List.of());
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** In a time that does not tell how much of it is right. */
    private static boolean isSame(String given, String right) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
