package course.select.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** A signal to one thread: it ends the system call in which the thread is blocked, if any. */
final class ThreadSignal {

    /** Programs ignore it unless they say otherwise, so it harms nobody; debuggers let it pass. */
    private static final int SIGURG = Platform.MAC ? 16 : 23;

    private static final MethodHandle PTHREAD_SELF =
            Libc.trivial("pthread_self", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle PTHREAD_KILL =
            Libc.trivial("pthread_kill", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));

    static {
        handle();
        send(currentThread()); // nobody is to wait for a sender while the JVM links the call
    }

    private ThreadSignal() {}

    /**
     * The {@code pthread_t} of this thread; of a virtual thread, that of its carrier, on which it
     * stays as long as it is in a system call.
     */
    static long currentThread() {
        try {
            return (long) PTHREAD_SELF.invokeExact();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Sends the signal.
     *
     * @param thread the {@code pthread_t} of a thread that cannot end before this method returns:
     *     the number of one that has ended points to memory that others may have
     */
    static void send(long thread) {
        try {
            int ignored = (int) PTHREAD_KILL.invokeExact(thread, SIGURG);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /**
     * What is ignored ends no call, so the signal needs a handler. It may come at any instruction,
     * when the JVM is in no state to run Java: the handler is a C function that only computes.
     */
    private static void handle() {
        var signal = Libc.trivial("signal", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
        try {
            var ignored = (MemorySegment) signal.invokeExact(SIGURG, Libc.address("abs"));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
