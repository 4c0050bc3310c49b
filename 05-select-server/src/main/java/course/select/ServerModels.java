package course.select;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Exercise 5.6: the tutorial's three models of a server, behind one contract. Each serves any
 * number of connections at once, and answers in upper case what it reads (ASCII letters; other
 * bytes as they are).
 *
 * <p>A client that has finished sending gets its answers, and then the end of the stream. A client
 * that is silent, does not read its answers, or whose connection fails, does not concern the
 * others.
 *
 * <p>Tutorial: 论事件驱动与异步IO (the models), Select\Poll\Epoll异步IO (the third one's means).
 */
public interface ServerModels {

    /** What a server makes for each connection. */
    enum Model {
        /** A new process, that has the connection as its standard input. */
        PROCESS,
        /** A new thread, that waits for its client. */
        THREAD,
        /** An entry in a list of events, for one thread that waits for all. */
        EVENT
    }

    /** Starts a server on a free port of the loopback interface. */
    Server start(Model model) throws IOException;

    /** A server that runs until it is closed. */
    interface Server extends AutoCloseable {

        InetSocketAddress address();

        /** What it takes to serve those who are connected now. */
        Cost cost();

        /**
         * Ends the server: afterwards its port is free, its connections are closed, and its threads
         * and child processes have ended. Repeatable.
         */
        @Override
        void close() throws IOException;
    }

    /**
     * What a server uses, itself not counted: 0 and 0 while nobody is connected, except that an
     * event-driven server's one thread and a listening thread are counted always.
     *
     * @param processes child processes that are alive
     * @param threads threads of this JVM that the server has started and that are alive
     */
    record Cost(int processes, int threads) {}
}
