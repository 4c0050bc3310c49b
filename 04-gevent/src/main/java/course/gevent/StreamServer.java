package course.gevent;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A server that gives each connection a green thread. Made by {@link GreenSockets#serve}.
 *
 * <p>When a handler returns, fails, or is killed, its connection is closed, and nothing else is
 * concerned. What it failed with is reported by the hub, as that of any green thread.
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
     * Accepts no more, until {@link #startAccepting}. Who is served is served on; who connects
     * meanwhile waits.
     */
    void stopAccepting();

    /** Accepts again. Does nothing while it accepts, or when it has been closed. */
    void startAccepting();

    /**
     * Stops listening, waits for the handlers to end, and kills those that have not ended within
     * this time. A handler may call it; it is not waited for, nor killed.
     *
     * @param grace null to wait as long as it takes
     * @return false if some had to be killed
     */
    boolean stop(Duration grace) throws InterruptedException;

    /** Stops listening, and kills the handlers. They end in a turn to come. */
    @Override
    void close();
}
