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
 * operation)} is what to wait for until a channel is ready, and {@code
 * clock.wakeWaitersFor(channel)} is for who closes one.
 *
 * <p>This goes for all that waits here:
 *
 * <ul>
 *   <li>Only the green thread that calls waits. What is thrown into it ({@link
 *       GreenThread#throwInto}: a kill, an outer timeout) ends its wait; the socket stays as it
 *       was, and nothing that arrives later is lost.
 *   <li>Whoever waits for a socket that is closed meanwhile, by another green thread, is woken, and
 *       gets a {@link java.nio.channels.ClosedChannelException}. So does whoever calls afterwards.
 *   <li>While one waits, a second one who would wait for the same thing (two readers of one socket,
 *       two who send, two who accept) is refused with an {@link IllegalStateException}. The first
 *       one does not notice.
 *   <li>However much one peer sends or takes, or however many connect: the others get their turn.
 *       Whoever need not wait lets the others go on from time to time, at the latest after a
 *       hundred calls.
 *   <li>Durations are not negative, or it is an {@link IllegalArgumentException}; null is for ever.
 * </ul>
 *
 * <p>All is for the hub's thread.
 *
 * <p>Tutorial: Gevent, 通过gevent实现单线程下的多socket并发.
 */
public interface GreenSockets {

    /** As many clients may wait to be accepted, as in the tutorial. */
    int BACKLOG = 500;

    /**
     * Listens on this address; port 0 is a free one. An address that has been left just now may be
     * used again at once.
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
     * Connects, and waits until it is done. However that ends, nothing is left open but a socket
     * that was returned.
     *
     * @throws java.net.ConnectException if nobody listens there
     * @throws java.net.UnknownHostException if the address is unresolved
     * @throws java.net.SocketTimeoutException if it was not done within this time
     */
    GreenSocket connect(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException;

    /**
     * Serves whoever connects, from a turn to come on: each connection in a green thread of its
     * own.
     *
     * @param listener it belongs to the server from now on
     * @param most how many connections are served at a time, 1 or more; the next client is accepted
     *     when one of them has ended
     */
    StreamServer serve(GreenServerSocket listener, int most, StreamServer.Handler handler);
}
