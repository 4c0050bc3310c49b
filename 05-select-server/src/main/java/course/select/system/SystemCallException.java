package course.select.system;

import java.io.IOException;

/** A system call failed. The message reads {@code select: EBADF (Bad file descriptor)}. */
public final class SystemCallException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String call;
    private final int errno;

    public SystemCallException(String call, int errno) {
        super(call + ": " + Errno.describe(errno));
        this.call = call;
        this.errno = errno;
    }

    public SystemCallException(String call, Errno errno) {
        this(call, errno.number());
    }

    /** The call that failed, by its C name. */
    public String call() {
        return call;
    }

    /** Why it failed, in the operating system's own number. */
    public int errno() {
        return errno;
    }

    public boolean is(Errno reason) {
        return errno == reason.number();
    }
}
