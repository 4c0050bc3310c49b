package course.rabbitmq;

import com.rabbitmq.client.Connection;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Exercise 7.6: calls over queues. A client sends a request and waits for the answer to this very
 * request; servers share the requests.
 *
 * <p>A request goes over the default exchange to {@link #QUEUE}. Its body is the argument in UTF-8;
 * its {@code replyTo} names the queue for the answer, its {@code correlationId} is the call's
 * number. The answer goes over the default exchange to that queue, with the same correlation id and
 * the result in UTF-8. If the procedure has failed, the answer's {@code type} is {@link #FAILURE},
 * and its body says why.
 *
 * <p>So a client or a server may be written by somebody else, in another language. Each client and
 * each server works on channels of its own, and closes them; the connection is the caller's.
 *
 * <p>Tutorial: RabbitMQ队列; it ends before calls, and RabbitMQ's own goes on with them.
 */
public interface RpcOverQueue {
    String QUEUE = "rpc_queue";

    /** The {@code type} of an answer that is a failure; those of results have none, or another. */
    String FAILURE = "failure";

    /** What a server does for its clients. */
    @FunctionalInterface
    interface Procedure {
        String on(String argument) throws Exception;
    }

    /**
     * Declares the queue (durable, not exclusive, not deleted by itself) and begins to take calls
     * from it; returns when the broker has agreed. A server is at one call at a time: while it is
     * busy, the calls are left to other servers.
     *
     * <p>A call is acknowledged after its answer has been sent. So the call whose server dies goes
     * to another one.
     *
     * <p>Whatever {@code procedure} throws is answered with a failure, and the server goes on. The
     * text of the failure is the message of what was thrown, or the name of its class if it has
     * none, and no more: stacks are nobody's business. A procedure that returns null has failed,
     * too.
     *
     * <p>A call that can't be answered, since it has no {@code replyTo} or no {@code
     * correlationId}, is taken out of the queue, and the procedure is not called. An answer for a
     * client that is gone is lost, and harms nobody.
     *
     * @param procedure called on some other thread
     * @throws IOException if the broker refuses; no channel is left open then
     */
    Server serve(Connection connection, Procedure procedure) throws IOException;

    /** Until it is closed, it takes calls. */
    interface Server extends AutoCloseable {

        /**
         * Takes no more calls, waits until the one that it is at is answered and acknowledged, and
         * closes its channels. Closing twice does nothing more, and closing one whose connection is
         * gone does nothing. Not to be called by {@link Procedure}.
         */
        @Override
        void close() throws IOException, TimeoutException;
    }

    /**
     * A client that waits for its answers on one reply queue, which no other client has, and which
     * ends with it. It does not declare {@link #QUEUE}: that is the servers' business.
     *
     * @throws IOException if the broker refuses; no channel is left open then
     */
    Client client(Connection connection) throws IOException;

    /** Calls servers; any number of threads may call at the same time. */
    interface Client extends AutoCloseable {

        /**
         * Sends a request, and waits for its answer. Answers may come in any order. One that nobody
         * waits for (its number is unknown or missing, it came too late or twice) is ignored.
         *
         * <p>A request that is still in the queue when {@code timeout} is over expires: no server
         * works for somebody who has gone. When a call is over, however it ended, the client keeps
         * nothing of it.
         *
         * @param timeout from one millisecond to one day
         * @throws ProcedureFailed if the answer is a failure
         * @throws NoServer at once, if there is no such queue: no server has ever been there
         * @throws TimeoutException if there is no answer within {@code timeout}; also if the queue
         *     is there, and no server takes the request from it
         * @throws IOException at once, if no answer can come any more, since the client is closed
         *     or its connection is gone, be it before the call or while it waits
         * @throws InterruptedException if the thread is interrupted while it waits
         */
        String call(String argument, Duration timeout)
                throws IOException, TimeoutException, InterruptedException;

        /**
         * Ends the calls that are waiting, closes its channels, and its reply queue is gone.
         * Closing twice does nothing more, and closing one whose connection is gone does nothing.
         */
        @Override
        void close() throws IOException, TimeoutException;
    }

    /** The procedure has failed; the message is the failure's text. */
    final class ProcedureFailed extends IOException {
        private static final long serialVersionUID = 1;

        public ProcedureFailed(String message) {
            super(message);
        }
    }

    /** There is nothing that could take the call; the message names the queue. */
    final class NoServer extends IOException {
        private static final long serialVersionUID = 1;

        public NoServer(String message) {
            super(message);
        }
    }
}
