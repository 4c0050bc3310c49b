package course.cli.page.http;

import java.nio.charset.StandardCharsets;

/**
 * What a request gets.
 *
 * @param location where to go instead; empty for nowhere
 */
public record Reply(int status, String type, byte[] body, String location) {

    public static Reply html(String text) {
        return of(200, "text/html; charset=utf-8", text);
    }

    public static Reply file(String type, byte[] content) {
        return new Reply(200, type, content, "");
    }

    public static Reply nothing() {
        return new Reply(204, "", new byte[0], "");
    }

    public static Reply goTo(String path) {
        return new Reply(303, "", new byte[0], path);
    }

    public static Reply notFound() {
        return plain(404, "There is no such page.");
    }

    public static Reply plain(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text + "\n");
    }

    private static Reply of(int status, String type, String text) {
        return new Reply(status, type, text.getBytes(StandardCharsets.UTF_8), "");
    }
}
