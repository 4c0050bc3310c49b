package course.select;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Exercise 5.6: the tutorial's three models of a server, behind one interface. Each serves any
 * number of connections at once, and answers in upper case what it reads (ASCII letters; other
 * bytes as they are).
 *
 * <p>A client that has finished sending gets its answers, and then the end of the stream. If a
 * client is silent, does not read its answers, or has a connection that fails, the others are
 * served as before.
 *
 * <p>Tutorial: 论事件驱动与异步IO (the models), Select\Poll\Epoll异步IO (what the third one uses).
 */
public interface ServerModels {

    /** What a server makes for each connection. */
    enum Model {
        /** A new process, which has the connection as its standard input. */
        PROCESS,
        /** A new thread, which waits for its client. */
        THREAD,
        /** An entry in a list of events, and one thread that waits for all of them. */
        EVENT
    }

    /**
     * Starts a server on a free port of the loopback interface, and of no other. Several may run at
     * once.
     */
    Server start(Model model) throws IOException;

    /** A server that runs until it is closed. */
    interface Server extends AutoCloseable {

        InetSocketAddress address();

        /** What it costs to serve the clients that are connected now. */
        Cost cost();

        /**
         * Ends the server: afterwards its port is free, its connections are closed, and its threads
         * and child processes have ended, even if the closing thread is interrupted, before or
         * meanwhile (its interrupt status stays set). Closing again does nothing.
         */
        @Override
        void close() throws IOException;
    }

    /**
     * What a server uses, without the server itself: 0 and 0 while nobody is connected. But the one
     * thread of an event-driven server, and a listening thread, are always counted. A server that
     * is closed uses nothing.
     *
     * @param processes child processes that are alive
     * @param threads threads of this JVM that the server has started and that are alive; whether
     *     the one is among them that {@code Inetd} keeps for each child is left open
     */
    record Cost(int processes, int threads) {}
}
