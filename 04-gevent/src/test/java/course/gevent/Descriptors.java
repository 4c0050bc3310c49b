package course.gevent;

import static course.kit.Assumptions.assumeTrue;

import course.kit.Background;

import java.io.File;

/**
 * The descriptors that the process has open. A socket that nobody closes stays among them when its
 * connection is long gone.
 */
final class Descriptors {
    private static final File OPEN = new File("/dev/fd");

    /** Enough to tell them from what the JVM itself opens meanwhile. */
    static final int MANY = 20;

    private final int before = open();

    /** Counts them; an example that needs it is skipped where there is no such folder. */
    static Descriptors counted() {
        assumeTrue(OPEN.isDirectory(), "descriptors can be counted");
        return new Descriptors();
    }

    private static int open() {
        return OPEN.list().length;
    }

    /** Waits until it can't be that all of {@link #MANY} more are open. */
    void expectClosed(String what, Background background) {
        background.await(
                "the sockets of %s %s are closed".formatted(MANY, what),
                () -> open() - before < MANY / 2);
    }
}
