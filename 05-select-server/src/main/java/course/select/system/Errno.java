package course.select.system;

import java.util.Arrays;
import java.util.Optional;

/** The error numbers that this package's calls are known to fail with. */
public enum Errno {
    EPERM(1, "Operation not permitted"),
    ENOENT(2, "No such file or directory"),
    EINTR(4, "Interrupted system call"),
    EBADF(9, "Bad file descriptor"),
    ECHILD(10, "No child processes"),
    EAGAIN(11, 35, "Resource temporarily unavailable"),
    ENOMEM(12, "Cannot allocate memory"),
    EACCES(13, "Permission denied"),
    EFAULT(14, "Bad address"),
    EEXIST(17, "File exists"),
    EINVAL(22, "Invalid argument"),
    ENFILE(23, "Too many open files in system"),
    EMFILE(24, "Too many open files"),
    ENOSPC(28, "No space left on device"),
    ENOSYS(38, 78, "Function not implemented"),
    ELOOP(40, 62, "Too many levels of symbolic links");

    private final int number;
    private final String meaning;

    Errno(int number, String meaning) {
        this(number, number, meaning);
    }

    Errno(int linux, int mac, String meaning) {
        this.number = Platform.MAC ? mac : linux;
        this.meaning = meaning;
    }

    /** The number on this operating system. */
    public int number() {
        return number;
    }

    /** The error with this number, unless it is none of those listed here. */
    public static Optional<Errno> of(int number) {
        return Arrays.stream(values()).filter(errno -> errno.number == number).findFirst();
    }

    static String describe(int number) {
        return of(number)
                .map(errno -> errno + " (" + errno.meaning + ")")
                .orElseGet(() -> "errno " + number + " (" + Libc.strerror(number) + ")");
    }
}
