package course.select.reference;

import course.select.system.Errno;
import course.select.system.SystemCallException;

import java.time.Duration;
import java.util.Locale;

/** A wait in the kernel that outlasts signals: its call is made again for the time that is left. */
final class KernelWait {
    private static final Duration LONGEST_IN_MILLIS = Duration.ofMillis(Integer.MAX_VALUE);

    private KernelWait() {}

    @FunctionalInterface
    interface Call {
        int make(Remaining remaining) throws SystemCallException;
    }

    /**
     * The time of a call that counts milliseconds in an {@code int}.
     *
     * @param timeout {@code null} or negative for as long as it takes
     * @throws IllegalArgumentException if it is more than an {@code int} can say
     */
    static Remaining countedInMillis(Duration timeout) {
        if (timeout == null || timeout.isNegative()) {
            return new Remaining(null);
        }
        if (timeout.compareTo(LONGEST_IN_MILLIS) > 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The timeout is more than %,d ms: %s",
                            LONGEST_IN_MILLIS.toMillis(),
                            timeout));
        }
        return new Remaining(timeout);
    }

    static int await(Remaining remaining, Call call)
            throws SystemCallException, InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                return call.make(remaining);
            } catch (SystemCallException e) {
                if (!e.is(Errno.EINTR)) {
                    throw e;
                }
            }
        }
    }
}
