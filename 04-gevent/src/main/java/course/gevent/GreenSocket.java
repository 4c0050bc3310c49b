package course.gevent;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** One end of a connection. The rules in {@link GreenSockets} apply to it. */
public interface GreenSocket extends Closeable {

    /**
     * Waits until something has come, and takes it: Python's {@code recv}.
     *
     * @param most how many bytes at most, 1 or more
     * @return what has come, at least one byte; an empty array at the end of the stream, at every
     *     call
     * @throws java.net.SocketTimeoutException if nothing has come within {@link #setTimeout}
     * @throws IOException if the peer has reset the connection
     */
    byte[] receive(int most) throws IOException, InterruptedException;

    /**
     * Sends all of it, and waits until the system has taken the last byte: Python's {@code
     * sendall}. While it waits for room, others may receive.
     *
     * @throws java.net.SocketTimeoutException if not all of it was taken within {@link
     *     #setTimeout}, counted from the call on; part of it has been sent then
     * @throws IOException if the connection is gone
     */
    void sendAll(byte[] bytes) throws IOException, InterruptedException;

    /**
     * Ends the sending: the peer sees the end of the stream when it has taken all that was sent.
     * What the peer sends can be received as before.
     */
    void shutdownOutput() throws IOException;

    /**
     * How long each {@link #receive} and each {@link #sendAll} may take; at first there is no
     * limit.
     */
    void setTimeout(Duration timeout);

    InetSocketAddress localAddress();

    InetSocketAddress remoteAddress();

    /**
     * Closing it again does nothing. What was sent still reaches the peer, even if something that
     * the peer has sent was not received.
     */
    @Override
    void close() throws IOException;
}
