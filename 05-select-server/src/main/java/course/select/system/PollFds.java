package course.select.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * An array of {@code struct pollfd}: what to watch, and after {@link SystemCalls#poll} what has
 * happened. It grows as entries are set.
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

    private int capacity;
    private MemorySegment entries = MemorySegment.NULL;

    public PollFds() {
        grow(16);
    }

    /**
     * Watches a descriptor for events, and forgets what was returned for this entry before.
     *
     * @param fd the descriptor; {@code poll} skips an entry whose descriptor is negative, and so
     *     are all entries that were never set
     * @param events {@link #POLLIN}, {@link #POLLPRI} and {@link #POLLOUT}, added up
     * @throws IndexOutOfBoundsException if the index is negative
     */
    public void set(int index, int fd, int events) {
        Objects.checkIndex(index, Integer.MAX_VALUE);
        if (index >= capacity) {
            grow(Math.max(index + 1, 2 * capacity));
        }
        put(index, fd, events);
    }

    /**
     * @throws IndexOutOfBoundsException if no entry at or above this index was ever set
     */
    public int fd(int index) {
        return entries.get(JAVA_INT, at(index));
    }

    /**
     * What this entry asks for.
     *
     * @throws IndexOutOfBoundsException if no entry at or above this index was ever set
     */
    public int events(int index) {
        return entries.get(JAVA_SHORT, at(index) + EVENTS);
    }

    /**
     * What the last {@code poll} found ({@code revents} in C); 0 if nothing.
     *
     * @throws IndexOutOfBoundsException if no entry at or above this index was ever set
     */
    public int returnedEvents(int index) {
        return entries.get(JAVA_SHORT, at(index) + RETURNED);
    }

    MemorySegment first(int count) {
        Objects.checkFromIndexSize(0, count, capacity);
        return entries;
    }

    private void grow(int newCapacity) {
        var bigger = Arena.ofAuto().allocate((long) newCapacity * SIZE, SIZE);
        bigger.copyFrom(entries);
        int from = capacity;
        entries = bigger;
        capacity = newCapacity;
        for (int index = from; index < newCapacity; index++) {
            put(index, -1, 0);
        }
    }

    private void put(int index, int fd, int events) {
        entries.set(JAVA_INT, at(index), fd);
        entries.set(JAVA_SHORT, at(index) + EVENTS, (short) events);
        entries.set(JAVA_SHORT, at(index) + RETURNED, (short) 0);
    }

    private static long at(int index) {
        return (long) index * SIZE;
    }
}
