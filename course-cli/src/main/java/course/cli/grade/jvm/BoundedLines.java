package course.cli.grade.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads lines that somebody sends who is not trusted: none is without end, and few are kept. */
final class BoundedLines {
    static final int LONGEST = 8 * 1024 * 1024;
    private static final int MOST_KEPT = 16;
    private static final String END = "";

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_KEPT);
    private final ReadableByteChannel channel;

    BoundedLines(ReadableByteChannel channel) {
        this.channel = channel;
        Thread.ofPlatform().daemon().name("lines").start(this::read);
    }

    /** The next line, empty at the end; nothing if none has come by then. */
    Optional<String> next(long time, TimeUnit unit) throws InterruptedException {
        var next = Optional.ofNullable(lines.poll(time, unit));
        if (next.filter(END::equals).isPresent()) {
            lines.put(END);
        }
        return next;
    }

    private void read() {
        try {
            var line = new ByteArrayOutputStream();
            var bytes = ByteBuffer.allocate(64 * 1024);
            while (channel.read(bytes) >= 0 && line.size() < LONGEST) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    var next = bytes.get();
                    if (next == '\n') {
                        lines.put(line.toString(StandardCharsets.UTF_8));
                        line.reset();
                    } else {
                        line.write(next);
                    }
                }
                bytes.clear();
            }
        } catch (IOException | InterruptedException hasEnded) {
            // as good as its end
        }
        try {
            lines.put(END);
        } catch (InterruptedException nobodyListens) {
            Thread.currentThread().interrupt();
        }
    }
}
