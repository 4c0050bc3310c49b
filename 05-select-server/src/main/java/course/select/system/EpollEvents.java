package course.select.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of {@code struct epoll_event}, which {@link SystemCalls#epollWait} fills from index 0.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class EpollEvents {

    public static final int EPOLLIN = 0x01;
    public static final int EPOLLPRI = 0x02;
    public static final int EPOLLOUT = 0x04;

    /** Reported without being asked for: an error, on a socket or on a pipe with no reader left. */
    public static final int EPOLLERR = 0x08;

    /** Reported without being asked for: both directions are closed. */
    public static final int EPOLLHUP = 0x10;

    /** The other side has closed its writing half. */
    public static final int EPOLLRDHUP = 0x2000;

    /** Report once, then be silent until {@link SystemCalls#EPOLL_CTL_MOD}. */
    public static final int EPOLLONESHOT = 1 << 30;

    /** Edge-triggered: report what is new, not what is still so. */
    public static final int EPOLLET = 1 << 31;

    // The structure is packed on x86-64 alone, so that 32-bit programs see the same one.
    private static final int DATA = Platform.X86_64 ? Integer.BYTES : Long.BYTES;
    private static final int SIZE = DATA + Long.BYTES;

    private final int capacity;
    private final MemorySegment entries;

    /**
     * @param capacity how many events one call can report; further ones come with the next call
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public EpollEvents(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is not positive");
        }
        this.capacity = capacity;
        this.entries = Arena.ofAuto().allocate((long) capacity * SIZE, Long.BYTES);
    }

    public int capacity() {
        return capacity;
    }

    /** What has happened: any of this class's events, added up. */
    public int events(int index) {
        return entries.get(JAVA_INT, (long) index * SIZE);
    }

    /** The 64 bits that {@link SystemCalls#epollControl} was given for this descriptor. */
    public long data(int index) {
        return entries.get(JAVA_LONG_UNALIGNED, (long) index * SIZE + DATA);
    }

    EpollEvents with(int events, long data) {
        entries.set(JAVA_INT, 0, events);
        entries.set(JAVA_LONG_UNALIGNED, DATA, data);
        return this;
    }

    MemorySegment entries() {
        return entries;
    }
}
