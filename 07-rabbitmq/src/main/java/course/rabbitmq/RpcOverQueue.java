package course.rabbitmq;

import com.rabbitmq.client.Connection;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Exercise 7.6: calls over queues. A client sends a request and waits for the answer to exactly
 * this request; servers share the requests.
 *
 * <p>A request goes over the default exchange to {@link #QUEUE}. Its body is the argument in UTF-8;
 * its {@code replyTo} names the queue for the answer, its {@code correlationId} is the call's
 * number. The answer goes over the default exchange to that queue, with the same correlation id and
 * the result in UTF-8. If the procedure has failed, the answer's {@code type} is {@link #FAILURE},
 * and its body says why. An answer does not expire, as a request does (see {@link Client#call}).
 *
 * <p>So a client or a server may be written by somebody else, in another language. Each client and
 * each server works on channels of its own, and closes them; the connection is the caller's.
 *
 * <p>Tutorial: RabbitMQ队列; it ends before calls; RabbitMQ's own tutorial has them.
 */
public interface RpcOverQueue {
    String QUEUE = "rpc_queue";

    /**
     * The {@code type} of an answer that is a failure; an answer that is a result has no type, or
     * another one.
     */
    String FAILURE = "failure";

    /** What a server does for its clients. */
    @FunctionalInterface
    interface Procedure {
        String on(String argument) throws Exception;
    }

    /**
     * Declares the queue (durable, not exclusive, not auto-delete) and begins to take calls from
     * it; returns when the broker has agreed. A server works on one call at a time: while it is
     * busy, other servers can take the calls.
     *
     * <p>A call is acknowledged after its answer has been sent. So if a server dies, its call goes
     * to another server.
     *
     * <p>Whatever {@code procedure} throws is answered with a failure, and the server goes on. The
     * text of the failure is the message of what was thrown, or the name of its class if it has
     * none, and nothing else: stack traces are not sent. A procedure that returns null has failed,
     * too.
     *
     * <p>A call that can't be answered, since it has no {@code replyTo} or no {@code
     * correlationId}, is taken out of the queue, and the procedure is not called. An answer for a
     * client that is gone is lost, and causes no error.
     *
     * @param procedure called on another thread
     * @throws IOException if the broker refuses; no channel is left open then
     */
    Server serve(Connection connection, Procedure procedure) throws IOException;

    /** Takes calls until it is closed. */
    interface Server extends AutoCloseable {

        /**
         * Takes no more calls, waits until its current call is answered and acknowledged, and
         * closes its channels. Closing again does nothing, and closing a server whose connection is
         * gone does nothing; if the connection is lost while it waits for the call, it need not
         * wait any more. If its thread is interrupted while it waits, it waits on, and its
         * interrupt status is set when it returns, or it throws an IOException. If the queue has
         * been deleted, it closes its channels, and that is all. A {@link Procedure} must not call
         * this.
         */
        @Override
        void close() throws IOException, TimeoutException;
    }

    /**
     * A client that waits for its answers on one reply queue, which no other client has, and which
     * ends with it. It does not declare {@link #QUEUE}: only servers do that.
     *
     * @throws IOException if the broker refuses; no channel is left open then
     */
    Client client(Connection connection) throws IOException;

    /** Calls servers; any number of threads may call at the same time. */
    interface Client extends AutoCloseable {

        /**
         * Sends a request, and waits for its answer. Answers may come in any order. An answer that
         * nobody waits for (its number is unknown or missing, it came too late or twice) is
         * ignored.
         *
         * <p>A request that is still in the queue when {@code timeout} is over expires: no server
         * works on a call that nobody waits for. When a call is over, no matter how it ended, the
         * client keeps nothing of it, and the broker keeps no answer: each counts as delivered when
         * it was sent, or is acknowledged.
         *
         * @param timeout from one millisecond to one day; how long to wait for the answer when the
         *     request has been written. (Writing takes longer if the connection's buffers are full
         *     and the broker reads nothing.)
         * @throws ProcedureFailed if the answer is a failure
         * @throws NoServer at once, if the queue {@link #QUEUE} does not exist: no server has ever
         *     been there
         * @throws TimeoutException if there is no answer within {@code timeout}; also if the queue
         *     exists, but no server takes the request from it
         * @throws IOException at once, if no answer can come any more, since the client is closed,
         *     its connection is gone, the broker has closed its channel alone (this user may not
         *     send requests), or its reply queue is gone, before the call or while it waits
         * @throws InterruptedException if the thread is interrupted while it waits
         */
        String call(String argument, Duration timeout)
                throws IOException, TimeoutException, InterruptedException;

        /**
         * Ends the calls that are waiting and closes its channels; its reply queue is gone then.
         * Closing again does nothing, and closing a client whose connection is gone does nothing.
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

    /** Nobody can take the call, since there is no queue; the message names the queue. */
    final class NoServer extends IOException {
        private static final long serialVersionUID = 1;

        public NoServer(String message) {
            super(message);
        }
    }
}
