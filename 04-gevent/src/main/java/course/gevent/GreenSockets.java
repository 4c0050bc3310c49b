package course.gevent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Exercise 4.6: sockets that look as if they blocked, and switch to the hub instead. A green thread
 * that would have to wait for the network waits in {@link Hub#await}; meanwhile the others go on,
 * all on one thread.
 *
 * <p>Implementations have one constructor, with the {@link Hub} and the {@link
 * course.gevent.system.SelectorClock} that the hub waits by: {@code clock.ready(channel,
 * operation)} is the watcher to wait for until a channel is ready, and {@code
 * clock.wakeWaitersFor(channel)} is to be called by whoever closes one.
 *
 * <p>These rules apply to every method that waits here:
 *
 * <ul>
 *   <li>Only the green thread that calls waits. An exception that is thrown into it ({@link
 *       GreenThread#throwInto}: a kill, an outer timeout) ends its wait; the socket stays as it
 *       was, and nothing that arrives later is lost.
 *   <li>If another green thread closes a socket, those who wait for it are woken, and get a {@link
 *       java.nio.channels.ClosedChannelException}. So does everyone who calls afterwards.
 *   <li>While one green thread waits, a second one that would have to wait for the same thing (two
 *       readers of one socket, two who send, two who accept) is refused with an {@link
 *       IllegalStateException}. The first one waits on as if nothing had happened.
 *   <li>No matter how much one peer sends or takes, and how many clients connect, the others get
 *       their turn. A green thread that does not have to wait lets the others go on from time to
 *       time, at the latest after a hundred calls.
 *   <li>A negative duration is refused with an {@link IllegalArgumentException}; null means without
 *       limit.
 * </ul>
 *
 * <p>Everything here is for the hub's thread.
 *
 * <p>Tutorial: Gevent, 通过gevent实现单线程下的多socket并发.
 */
public interface GreenSockets {

    /** How many clients may wait to be accepted; the same as in the tutorial. */
    int BACKLOG = 500;

    /**
     * Listens on this address; port 0 stands for a free one. An address that has just been given up
     * can be used again at once.
     *
     * @throws java.net.BindException if somebody else listens there
     */
    default GreenServerSocket listen(InetSocketAddress address) throws IOException {
        return listen(address, BACKLOG);
    }

    /**
     * Listens on this address.
     *
     * @param backlog how many clients may wait to be accepted
     */
    GreenServerSocket listen(InetSocketAddress address, int backlog) throws IOException;

    /** Connects, and waits until it is done. */
    default GreenSocket connect(InetSocketAddress address)
            throws IOException, InterruptedException {
        return connect(address, null);
    }

    /**
     * Connects, and waits until it is done. However that ends, no socket is left open except the
     * one that is returned.
     *
     * @throws java.net.ConnectException if nobody listens there
     * @throws java.net.UnknownHostException if the address is unresolved
     * @throws java.net.SocketTimeoutException if it was not done within this time
     */
    GreenSocket connect(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException;

    /**
     * Serves all clients that connect, beginning in a later turn: each connection in a green thread
     * of its own.
     *
     * @param listener of whatever class, since it is only asked what its interface has; it belongs
     *     to the server from now on
     * @param most how many connections are served at a time, 1 or more; the next client is accepted
     *     when one of them has ended
     */
    StreamServer serve(GreenServerSocket listener, int most, StreamServer.Handler handler);
}
