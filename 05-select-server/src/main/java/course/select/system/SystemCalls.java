package course.select.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * {@code select(2)}, {@code poll(2)} and {@code epoll(7)}, as the operating system has them: each
 * method is one system call, and a failure is a {@link SystemCallException} with its {@code errno}.
 *
 * <h2>Interrupts</h2>
 *
 * <p>A call that may block (its timeout is not 0) ends with {@link Errno#EINTR} when its thread is
 * interrupted, during the call or before it, and leaves the thread's interrupt status set. Other
 * signals to the thread end it with {@code EINTR} as well, so a caller asks which it was:
 *
 * {@snippet :
 * while (true) {
 *     try {
 *         return SystemCalls.poll(fds, count, remainingMillis());
 *     } catch (SystemCallException e) {
 *         if (!e.is(Errno.EINTR)) {
 *             throw e;
 *         }
 *         if (Thread.interrupted()) {
 *             throw new InterruptedException();
 *         }
 *     }
 * }
 * }
 *
 * <p>Virtual threads may make these calls too. One that blocks in a call keeps its carrier.
 */
public final class SystemCalls {

    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;
    public static final int EPOLL_CTL_MOD = 3;

    private static final int EPOLL_CLOEXEC = 0x80000;

    private static final MethodHandle SELECT =
            Libc.function("select", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle POLL = Libc.function("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EPOLL_CREATE = Libc.function("epoll_create1", JAVA_INT);
    private static final MethodHandle EPOLL_CTL =
            Libc.function("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle EPOLL_WAIT =
            Libc.function("epoll_wait", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = Libc.function("close", JAVA_INT);

    static {
        if (!Platform.WINDOWS) {
            linkBlockingCalls();
        }
    }

    private SystemCalls() {}

    /**
     * Why this operating system lacks a call, if it does.
     *
     * @param call the C name, such as {@code select} or {@code epoll_wait}
     */
    public static Optional<String> missing(String call) {
        if (Platform.WINDOWS) {
            return Optional.of("Windows has no " + call + " for descriptors");
        }
        return Libc.has(call) ? Optional.empty() : Optional.of(Platform.OS + " has no " + call);
    }

    /**
     * Waits until one of the descriptors is ready, and reduces each set to those that are. If
     * nothing is ready in time, all sets are empty afterwards; if the call fails, they are as they
     * were.
     *
     * @param nfds the highest descriptor in any of the sets, plus one
     * @param readers watched for something to read, an end of stream or a connection to accept;
     *     {@code null} for none
     * @param writers watched for room to write; {@code null} for none
     * @param exceptional watched for out-of-band data; {@code null} for none
     * @param timeoutMicros microseconds; 0 returns at once, -1 waits as long as it takes
     * @return how many descriptors are left in the three sets together; 0 if the time is over
     * @throws SystemCallException {@code EBADF} if a descriptor is not open (Linux overlooks one
     *     far above all that are open, and waits), {@code EINVAL} if {@code nfds} or the timeout is
     *     negative, {@code EINTR} as described above
     * @throws IllegalArgumentException if {@code nfds} is more than {@link FdSet#CAPACITY}
     */
    public static int select(
            int nfds, FdSet readers, FdSet writers, FdSet exceptional, long timeoutMicros)
            throws SystemCallException {
        if (nfds > FdSet.CAPACITY) {
            throw new IllegalArgumentException(
                    "nfds %s is more than %s, all that select can watch"
                            .formatted(nfds, FdSet.CAPACITY));
        }
        var caller = Caller.current();
        var timeout = timeoutMicros == -1 ? MemorySegment.NULL : caller.timeval(timeoutMicros);
        boolean blocks = timeoutMicros != 0;
        if (blocks) {
            caller.blocking("select");
        }
        try {
            int ready =
                    (int)
                            SELECT.invokeExact(
                                    caller.errno(),
                                    nfds,
                                    FdSet.bitsOf(readers),
                                    FdSet.bitsOf(writers),
                                    FdSet.bitsOf(exceptional),
                                    timeout);
            return caller.checked("select", ready);
        } catch (Throwable e) {
            throw Libc.unchanged(e);
        } finally {
            if (blocks) {
                caller.unblocked();
            }
        }
    }

    /**
     * Waits until something happens on one of the first entries, and notes in each what it was. A
     * descriptor that is not open does not fail the call: its entry returns {@link
     * PollFds#POLLNVAL}.
     *
     * @param count how many entries to watch, from index 0
     * @param timeoutMillis milliseconds; 0 returns at once, a negative one waits as long as it
     *     takes
     * @return how many entries have something to report; 0 if the time is over
     * @throws SystemCallException {@code EINVAL} if there are more entries than this process may
     *     have descriptors, {@code EINTR} as described above
     * @throws IndexOutOfBoundsException if the array has fewer entries
     */
    public static int poll(PollFds fds, int count, int timeoutMillis) throws SystemCallException {
        var caller = Caller.current();
        boolean blocks = timeoutMillis != 0;
        if (blocks) {
            caller.blocking("poll");
        }
        try {
            int ready =
                    (int)
                            POLL.invokeExact(
                                    caller.errno(), fds.first(count), (long) count, timeoutMillis);
            return caller.checked("poll", ready);
        } catch (Throwable e) {
            throw Libc.unchanged(e);
        } finally {
            if (blocks) {
                caller.unblocked();
            }
        }
    }

    /**
     * Makes an epoll instance that watches nothing yet. Child processes do not inherit it.
     *
     * @return its descriptor, to be given to {@link #close} in the end
     * @throws SystemCallException {@code EMFILE} or {@code ENFILE} if no descriptor is left, {@code
     *     ENOSYS} if this operating system has no epoll
     */
    public static int epollCreate() throws SystemCallException {
        var caller = Caller.current();
        try {
            int epfd = (int) EPOLL_CREATE.invokeExact(caller.errno(), EPOLL_CLOEXEC);
            return caller.checked("epoll_create1", epfd);
        } catch (Throwable e) {
            throw Libc.unchanged(e);
        }
    }

    /**
     * Changes what an epoll instance watches. A descriptor that is closed leaves it by itself.
     *
     * @param op {@link #EPOLL_CTL_ADD}, {@link #EPOLL_CTL_MOD} or {@link #EPOLL_CTL_DEL}
     * @param events what to watch for: constants of {@link EpollEvents}, added up; not used by
     *     {@code DEL}
     * @param data 64 bits that come back with each event of this descriptor, often the descriptor
     *     itself; not used by {@code DEL}
     * @throws SystemCallException {@code EEXIST} if the descriptor to add is watched already,
     *     {@code ENOENT} if the one to change or delete is not, {@code EBADF} if one of the two is
     *     not open, {@code EPERM} if it cannot be watched (a regular file)
     */
    public static void epollControl(int epfd, int op, int fd, int events, long data)
            throws SystemCallException {
        var caller = Caller.current();
        var event = caller.event().with(events, data).entries();
        try {
            int result = (int) EPOLL_CTL.invokeExact(caller.errno(), epfd, op, fd, event);
            caller.checked("epoll_ctl", result);
        } catch (Throwable e) {
            throw Libc.unchanged(e);
        }
    }

    /**
     * Waits until something happens on a watched descriptor, and fills the array from its start.
     *
     * @param timeoutMillis milliseconds; 0 returns at once, a negative one waits as long as it
     *     takes
     * @return how many events the array now holds; 0 if the time is over
     * @throws SystemCallException {@code EBADF} if {@code epfd} is not open, {@code EINVAL} if it
     *     is not an epoll instance, {@code EINTR} as described above
     */
    public static int epollWait(int epfd, EpollEvents events, int timeoutMillis)
            throws SystemCallException {
        var caller = Caller.current();
        boolean blocks = timeoutMillis != 0;
        if (blocks) {
            caller.blocking("epoll_wait");
        }
        try {
            int ready =
                    (int)
                            EPOLL_WAIT.invokeExact(
                                    caller.errno(),
                                    epfd,
                                    events.entries(),
                                    events.capacity(),
                                    timeoutMillis);
            return caller.checked("epoll_wait", ready);
        } catch (Throwable e) {
            throw Libc.unchanged(e);
        } finally {
            if (blocks) {
                caller.unblocked();
            }
        }
    }

    /**
     * Closes a descriptor that {@link #epollCreate} has made. A channel's descriptor is closed by
     * its channel, and never here.
     *
     * @throws SystemCallException {@code EBADF} if it is not open
     */
    public static void close(int fd) throws SystemCallException {
        var caller = Caller.current();
        try {
            caller.checked("close", (int) CLOSE.invokeExact(caller.errno(), fd));
        } catch (Throwable e) {
            throw Libc.unchanged(e);
        }
    }

    /**
     * A virtual thread must not change its carrier between asking which one it is on and blocking
     * there, as it might while the JVM links a call at its first use. So they are used here.
     */
    private static void linkBlockingCalls() {
        try {
            select(0, null, null, null, 0);
            poll(new PollFds(), 0, 0);
            epollWait(-1, new EpollEvents(1), 0);
        } catch (SystemCallException expected) {
            // There is no epoll instance -1.
        }
    }
}
