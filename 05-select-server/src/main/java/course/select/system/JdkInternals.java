package course.select.system;

import sun.nio.ch.IOUtil;
import sun.nio.ch.NativeThread;
import sun.nio.ch.SelChImpl;

import java.io.IOException;
import java.nio.channels.Channel;

/** Everything this package asks of {@code sun.nio.ch}, which the JDK does not export by itself. */
final class JdkInternals {

    private static final String FLAG = "--add-exports java.base/sun.nio.ch=ALL-UNNAMED";

    private JdkInternals() {}

    static int descriptorOf(Channel channel) {
        try {
            if (channel instanceof SelChImpl selectable) {
                return selectable.getFDVal();
            }
        } catch (IllegalAccessError e) {
            throw flagMissing(e);
        }
        throw new IllegalArgumentException("no descriptor is known of " + channel);
    }

    /**
     * Makes the descriptor itself blocking. {@code SelectableChannel.configureBlocking} does not
     * always reach it: a channel once read from a virtual thread stays non-blocking underneath.
     */
    static void makeDescriptorBlocking(Channel channel) throws IOException {
        try {
            IOUtil.configureBlocking(((SelChImpl) channel).getFD(), true);
        } catch (IllegalAccessError e) {
            throw flagMissing(e);
        }
    }

    /** Makes {@link #signal} harmless to its target, which by default would end the process. */
    static void installSignalHandler() {
        try {
            NativeThread.current();
        } catch (IllegalAccessError e) {
            throw flagMissing(e);
        }
    }

    /** Ends the system call, if any, in which the thread with this {@code pthread_t} is blocked. */
    static void signal(long thread) {
        NativeThread.signal(thread);
    }

    private static IllegalStateException flagMissing(IllegalAccessError cause) {
        return new IllegalStateException("the JVM must be run with " + FLAG, cause);
    }
}
