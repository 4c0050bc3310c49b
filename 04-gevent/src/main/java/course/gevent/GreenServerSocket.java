package course.gevent;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Where clients connect. What is said in {@link GreenSockets} goes for it. */
public interface GreenServerSocket extends Closeable {

    /** Where it listens. */
    InetSocketAddress address();

    /** Waits for a client. What is short is sent at once to it ({@code TCP_NODELAY}). */
    GreenSocket accept() throws IOException, InterruptedException;

    /** To close it again does no harm. Connections that were accepted are not concerned. */
    @Override
    void close() throws IOException;
}
