package course.broker;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** RabbitMQ's management plugin, over HTTP: what {@code rabbitmqctl} does, in milliseconds. */
final class ManagementApi {
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final int READ_MILLIS = (int) Duration.ofSeconds(30).toMillis();
    private static final Gson JSON = new Gson();

    private final URI base;
    private final Credentials user;

    /**
     * @param base such as {@code http://localhost:15672}
     */
    ManagementApi(URI base, Credentials user) {
        this.base = base;
        this.user = user;
    }

    URI base() {
        return base;
    }

    String version() throws IOException {
        return JSON.fromJson(request("GET", "overview", null), JsonObject.class)
                .get("rabbitmq_version")
                .getAsString();
    }

    void addVirtualHost(String name) {
        change("PUT", path("vhosts", name), Map.of());
    }

    void deleteVirtualHost(String name) {
        change("DELETE", path("vhosts", name), null);
    }

    void addUser(Credentials added) {
        change(
                "PUT",
                path("users", added.name()),
                Map.of("password", added.password(), "tags", ""));
    }

    void deleteUser(String name) {
        change("DELETE", path("users", name), null);
    }

    void setPermissions(String virtualHost, String name, Grant grant) {
        change(
                "PUT",
                path("permissions", virtualHost, name),
                Map.of(
                        "configure", grant.configure(),
                        "write", grant.write(),
                        "read", grant.read()));
    }

    void clearPermissions(String virtualHost, String name) {
        change("DELETE", path("permissions", virtualHost, name), null);
    }

    private static String path(String... parts) {
        return Stream.of(parts)
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private void change(String method, String path, Map<String, String> body) {
        try {
            request(method, path, body == null ? null : JSON.toJson(body));
        } catch (IOException e) {
            throw new BrokerException(
                    "%s %s: %s".formatted(method, address(path), e.getMessage()), e);
        }
    }

    private URI address(String path) {
        return base.resolve("/api/" + path);
    }

    private String request(String method, String path, String body) throws IOException {
        var connection = (HttpURLConnection) address(path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestMethod(method);
        // No connection is kept: it would look like one that an example has left open.
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("Authorization", "Basic " + authorization());
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (var out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        var status = connection.getResponseCode();
        if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
            connection.disconnect();
            throw new IOException("the management plugin answered " + status);
        }
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String authorization() {
        return Base64.getEncoder()
                .encodeToString(
                        (user.name() + ":" + user.password()).getBytes(StandardCharsets.UTF_8));
    }
}
