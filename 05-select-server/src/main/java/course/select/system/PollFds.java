package course.select.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * An array of {@code struct pollfd}: what to watch, and after {@link SystemCalls#poll} what has
 * happened. It grows as entries are set, and reading one beyond the last that was set is an {@link
 * IndexOutOfBoundsException}.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class PollFds {

    public static final int POLLIN = 0x01;
    public static final int POLLPRI = 0x02;
    public static final int POLLOUT = 0x04;

    /** Returned without being asked for: an error, on a socket or on a pipe with no reader left. */
    public static final int POLLERR = 0x08;

    /** Returned without being asked for: the other side is gone. */
    public static final int POLLHUP = 0x10;

    /** Returned without being asked for: this descriptor is not open. */
    public static final int POLLNVAL = 0x20;

    private static final int EVENTS = Integer.BYTES;
    private static final int RETURNED = EVENTS + Short.BYTES;
    private static final int SIZE = RETURNED + Short.BYTES;

    private MemorySegment entries = Arena.ofAuto().allocate(16 * SIZE, SIZE);
    private int size;

    /**
     * Watches a descriptor for events, and forgets what was returned for this entry before.
     *
     * @param index beyond the last entry, those left out in between watch nothing
     * @param fd the descriptor; an entry with a negative one watches nothing
     * @param events {@link #POLLIN}, {@link #POLLPRI} and {@link #POLLOUT}, added up
     * @throws IndexOutOfBoundsException if the index is negative
     */
    public void set(int index, int fd, int events) {
        Objects.checkIndex(index, Integer.MAX_VALUE);
        while (size <= index) {
            append();
        }
        put(index, fd, events);
    }

    /** The descriptor that this entry watches. */
    public int fd(int index) {
        return entries.get(JAVA_INT, at(index));
    }

    /** What this entry asks for. */
    public int events(int index) {
        return entries.get(JAVA_SHORT, at(index) + EVENTS);
    }

    /** What the last {@code poll} found ({@code revents} in C); 0 if nothing. */
    public int returnedEvents(int index) {
        return entries.get(JAVA_SHORT, at(index) + RETURNED);
    }

    MemorySegment first(int count) {
        Objects.checkFromIndexSize(0, count, size);
        return entries;
    }

    private void append() {
        long used = (long) size * SIZE;
        if (used == entries.byteSize()) {
            entries = Arena.ofAuto().allocate(2 * used, SIZE).copyFrom(entries);
        }
        size++;
        put(size - 1, -1, 0);
    }

    private void put(int index, int fd, int events) {
        long at = at(index);
        entries.set(JAVA_INT, at, fd);
        entries.set(JAVA_SHORT, at + EVENTS, (short) events);
        entries.set(JAVA_SHORT, at + RETURNED, (short) 0);
    }

    private long at(int index) {
        return (long) Objects.checkIndex(index, size) * SIZE;
    }
}
