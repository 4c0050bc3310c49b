package course.cli.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a process prints, without end, and keeps the beginning. */
public final class RawOutput {
    private static final int MOST = 16 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    public RawOutput(InputStream printed) {
        Thread.ofVirtual().start(() -> read(printed));
    }

    private void read(InputStream printed) {
        var bytes = new byte[8 * 1024];
        try (printed) {
            for (var count = printed.read(bytes); count >= 0; count = printed.read(bytes)) {
                synchronized (kept) {
                    kept.write(bytes, 0, Math.min(count, MOST - kept.size()));
                }
            }
        } catch (IOException hasEnded) {
            // so has its output
        }
    }

    @Override
    public String toString() {
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
