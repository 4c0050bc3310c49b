package course.cli.page.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events, to one browser. */
public final class EventStream {
    private final OutputStream out;

    public EventStream(OutputStream out) throws IOException {
        this.out = out;
        write("retry: 1000\n\n");
    }

    /**
     * @param data of one line
     * @throws IOException if nobody listens any more
     */
    public void send(String event, String data) throws IOException {
        write("event: %s\ndata: %s\n\n".formatted(event, data));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
