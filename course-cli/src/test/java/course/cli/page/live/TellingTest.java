package course.cli.page.live;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.page.http.EventStream;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

class TellingTest {
    private static final String FIRST_BYTES = "retry: 1000\n\nevent";

    private final Latest latest = new Latest();

    @Test
    void whoReadsSlowlyHoldsNobodyUpAndGetsTheNewestOnly() throws Exception {
        try (var thread = Executors.newSingleThreadExecutor();
                var browser = new PipedInputStream(1)) {
            var out = new PipedOutputStream(browser);
            var telling = thread.submit(() -> tell(out));
            var begun = browser.readNBytes(FIRST_BYTES.length());
            assertThat(begun).asString(StandardCharsets.UTF_8).isEqualTo(FIRST_BYTES);

            for (var i = 1; i <= 1_000; i++) {
                latest.is("2.1", "change " + i, List.of());
            }
            var heard = new StringBuilder();
            while (!heard.toString().contains("change 1000")) {
                heard.append((char) browser.read());
            }
            latest.close();
            heard.append(new String(browser.readAllBytes(), StandardCharsets.UTF_8));
            telling.get();

            assertThat(heard.toString().lines().filter(line -> line.contains("notice")))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("change 1000");
        }
    }

    private Void tell(PipedOutputStream out) throws IOException {
        try (out) {
            new Telling(latest, new EventStream(out)).untilNobodyListens();
        }
        return null;
    }
}
