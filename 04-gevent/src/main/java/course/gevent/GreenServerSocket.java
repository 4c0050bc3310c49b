package course.gevent;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Where clients connect. The rules in {@link GreenSockets} apply to it. */
public interface GreenServerSocket extends Closeable {

    /** Where it listens. */
    InetSocketAddress address();

    /** Waits for a client. Short messages to it are sent at once ({@code TCP_NODELAY}). */
    GreenSocket accept() throws IOException, InterruptedException;

    /** Closing it again does nothing. Connections that were accepted stay open. */
    @Override
    void close() throws IOException;
}
