package course.gevent;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A server that gives each connection a green thread. {@link GreenSockets#serve} creates it.
 *
 * <p>When a handler returns, fails, or is killed, its connection is closed, and nothing else
 * changes. The hub reports what it failed with, as for any green thread.
 *
 * <p>If a client can't be accepted, because the process has no descriptors left, that is reported
 * too; the server goes on with the clients that it has, and tries again after a while.
 */
public interface StreamServer extends AutoCloseable {

    /** What is done with each connection. */
    @FunctionalInterface
    interface Handler {
        void handle(GreenSocket connection) throws Exception;
    }

    /** Where it listens, or listened. */
    InetSocketAddress address();

    /** How many connections are being served. */
    int connections();

    /**
     * Accepts no more clients, until {@link #startAccepting}. The connections that are being served
     * go on; clients that connect meanwhile wait.
     */
    void stopAccepting();

    /** Accepts again. Does nothing while it accepts, or when it has been closed. */
    void startAccepting();

    /**
     * Stops listening: clients that wait to be served are hung up on. Waits for the handlers to
     * end, and kills those that have not ended within this time, which is that of all together. It
     * does not wait for long for one that survives its kill. A handler may call this; then this
     * handler is neither waited for nor killed.
     *
     * @param grace how long to wait; null to wait without limit
     * @return false if some had to be killed
     */
    boolean stop(Duration grace) throws InterruptedException;

    /**
     * Stops listening: clients that wait to be served are hung up on. Kills the handlers, and does
     * not wait for them: they end in a later turn, or at once if the hub itself calls, in a message
     * or a listener. Whether a handler that calls this is killed, too, is left open.
     */
    @Override
    void close();
}
