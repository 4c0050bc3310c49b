package course.kit.jvm;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The standard streams of an example: output and error have a limit, for code that prints without
 * end, and none of them can be closed for others.
 */
public final class LimitedOutput extends FilterOutputStream {
    private static final int LIMIT = 64 * 1024;
    private static final byte[] CUT =
            "%n[This example printed more than %s KiB; the rest is left out.]%n"
                    .formatted(LIMIT / 1024)
                    .getBytes(StandardCharsets.UTF_8);
    private static final AtomicLong printed = new AtomicLong();

    private static final InputStream NO_INPUT = new NoInput();

    private static PrintStream limitedOut;
    private static PrintStream limitedErr;
    private static PrintStream unlimited = System.out;

    private LimitedOutput(OutputStream out) {
        super(out);
    }

    /** Whatever an earlier example did to the streams. */
    public static synchronized void startExample() {
        if (limitedOut == null) {
            unlimited = System.out;
            limitedOut = limited(System.out);
            limitedErr = limited(System.err);
        }
        System.setOut(limitedOut);
        System.setErr(limitedErr);
        System.setIn(NO_INPUT);
        printed.set(0);
    }

    /** For the kit's own words. */
    public static synchronized PrintStream unlimited() {
        return unlimited;
    }

    private static PrintStream limited(PrintStream unlimited) {
        return new PrintStream(new LimitedOutput(unlimited), true, unlimited.charset()) {
            @Override
            public void close() {
                flush();
            }
        };
    }

    /** The JVM's own may be what its parent talks to it by. */
    private static final class NoInput extends InputStream {
        @Override
        public int read() {
            return -1;
        }
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
