package course.select.system;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;

/** Finds the number by which the operating system knows a channel. */
public final class Descriptors {

    private Descriptors() {}

    /**
     * The descriptor of an open channel.
     *
     * <p>The number belongs to the channel only while the channel is open: once it is closed, the
     * operating system gives the same number to the next file or socket that is opened.
     *
     * @throws ClosedChannelException if the channel is closed
     * @throws IllegalArgumentException if the channel is neither the JDK's own nor a {@link Fileno}
     * @throws IllegalStateException if the JVM runs without {@code --add-exports
     *     java.base/sun.nio.ch=ALL-UNNAMED}, or is so new that it tells no descriptors
     */
    public static int of(SelectableChannel channel) throws ClosedChannelException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        return channel instanceof Fileno known
                ? known.fileno()
                : JdkInternals.descriptorOf(channel);
    }
}
