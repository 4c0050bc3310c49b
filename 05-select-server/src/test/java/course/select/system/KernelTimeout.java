package course.select.system;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.util.OptionalLong;

/** How long a thread has asked the kernel to wait, as Linux on x86-64 tells it. */
public final class KernelTimeout {
    private static final int POLL = 7;
    private static final int EPOLL_WAIT = 232;
    private static final int PSELECT6 = 270;

    private KernelTimeout() {}

    /**
     * @return nanoseconds; empty if the thread does not sleep in one of the three calls, or if this
     *     system does not tell
     */
    public static OptionalLong of(Thread thread) {
        var task = Signals.sleeping(thread);
        if (task.isEmpty() || !System.getProperty("os.arch").equals("amd64")) {
            return OptionalLong.empty();
        }
        try {
            var call = Files.readString(task.get().resolve("syscall")).split(" ");
            return switch (call[0]) {
                case "" + POLL -> OptionalLong.of(1_000_000 * number(call[3]));
                case "" + EPOLL_WAIT -> OptionalLong.of(1_000_000 * number(call[4]));
                case "" + PSELECT6 -> timespec(number(call[5]));
                default -> OptionalLong.empty();
            };
        } catch (IOException notTold) {
            return OptionalLong.empty();
        }
    }

    private static long number(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal.substring(2), 16);
    }

    private static OptionalLong timespec(long address) throws IOException {
        var bytes = new byte[16];
        try (var memory = new RandomAccessFile("/proc/self/mem", "r")) {
            memory.seek(address);
            memory.readFully(bytes);
        }
        var time = MemorySegment.ofArray(bytes);
        return OptionalLong.of(
                1_000_000_000 * time.get(ValueLayout.JAVA_LONG_UNALIGNED, 0)
                        + time.get(ValueLayout.JAVA_LONG_UNALIGNED, 8));
    }
}
