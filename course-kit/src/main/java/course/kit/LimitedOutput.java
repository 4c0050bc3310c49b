package course.kit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Standard output and error with a limit for each example, for code that prints without end. */
final class LimitedOutput extends FilterOutputStream {
    private static final int LIMIT = 64 * 1024;
    private static final byte[] CUT =
            "%n[This example printed more than %s KiB; the rest is left out.]%n"
                    .formatted(LIMIT / 1024)
                    .getBytes(StandardCharsets.UTF_8);
    private static final AtomicLong printed = new AtomicLong();

    private static boolean installed;

    private LimitedOutput(OutputStream out) {
        super(out);
    }

    static synchronized void startExample() {
        if (!installed) {
            installed = true;
            System.setOut(limited(System.out));
            System.setErr(limited(System.err));
        }
        printed.set(0);
    }

    private static PrintStream limited(PrintStream unlimited) {
        return new PrintStream(new LimitedOutput(unlimited), true, unlimited.charset());
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var before = printed.getAndAdd(length);
        if (before + length <= LIMIT) {
            out.write(bytes, offset, length);
        } else if (before <= LIMIT) {
            out.write(bytes, offset, (int) (LIMIT - before));
            out.write(CUT);
        }
    }
}
