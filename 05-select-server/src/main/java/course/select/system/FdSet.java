package course.select.system;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An {@code fd_set}: one bit for each descriptor from 0 to 1023. {@link SystemCalls#select} leaves
 * in it only those that are ready, so it has to be filled again before each call.
 *
 * <p>Every method refuses a descriptor outside that range with an {@link IllegalArgumentException}.
 * Not safe for use by several threads at once.
 */
public final class FdSet {

    /** {@code FD_SETSIZE}. The limit is on the descriptor's number, not on how many there are. */
    public static final int CAPACITY = 1024;

    private final MemorySegment bits = Arena.ofAuto().allocate(CAPACITY / Byte.SIZE, Long.BYTES);

    public void add(int fd) {
        long word = wordOf(fd);
        bits.set(JAVA_LONG, word, bits.get(JAVA_LONG, word) | bitOf(fd));
    }

    public void remove(int fd) {
        long word = wordOf(fd);
        bits.set(JAVA_LONG, word, bits.get(JAVA_LONG, word) & ~bitOf(fd));
    }

    public boolean contains(int fd) {
        return (bits.get(JAVA_LONG, wordOf(fd)) & bitOf(fd)) != 0;
    }

    public void clear() {
        bits.fill((byte) 0);
    }

    /** Makes this set equal to the other. */
    public void copyFrom(FdSet other) {
        bits.copyFrom(other.bits);
    }

    static MemorySegment bitsOf(FdSet set) {
        return set == null ? MemorySegment.NULL : set.bits;
    }

    private static long wordOf(int fd) {
        if (fd < 0 || fd >= CAPACITY) {
            throw new IllegalArgumentException(
                    "descriptor %s is outside 0..%s, all that select can watch"
                            .formatted(fd, CAPACITY - 1));
        }
        return (long) (fd / Long.SIZE) * Long.BYTES;
    }

    private static long bitOf(int fd) {
        return 1L << (fd % Long.SIZE);
    }
}
