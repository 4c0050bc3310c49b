package course.rabbitmq;

import com.rabbitmq.client.Connection;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Exercise 7.4: tasks that take time, and workers that share them. Each task is worked on by one
 * worker, and is not lost if that worker dies during the work.
 *
 * <p>Both sides declare the queue: durable, not exclusive, not auto-delete. A task's body is its
 * text in UTF-8. Each call works on a channel of its own, and closes it; the connection is the
 * caller's.
 *
 * <p>Tutorial: RabbitMQ队列; it uses {@code no_ack=True}; this exercise does not.
 */
public interface WorkQueue {
    String QUEUE = "task_queue";

    /** How long {@link #submit} waits for the broker to take a task. */
    Duration LONGEST_SUBMIT = Duration.ofSeconds(5);

    /** What is done with a task. */
    @FunctionalInterface
    interface Work {
        void on(String task) throws Exception;
    }

    /**
     * Declares the queue and sends a task, as a persistent message: it is still there after a
     * restart of the broker. When it returns, the broker has the task.
     *
     * <p>A broker that falls silent is waited for no longer than {@link #LONGEST_SUBMIT} once the
     * task has been sent; closing the channel, which the broker would have to answer, too, is part
     * of that. Before the task is sent, it may be this time as well, or the connection's own limit
     * ({@code ConnectionFactory.setChannelRpcTimeout}), which is an IOException.
     *
     * @throws IOException if the broker refuses, or says that it has not taken the task. It is also
     *     thrown if the thread is interrupted while it waits: the thread's interrupt status is
     *     still set then, and nobody knows whether the broker has the task
     * @throws TimeoutException if the broker does not confirm the task within {@link
     *     #LONGEST_SUBMIT}
     */
    void submit(Connection connection, String task) throws IOException, TimeoutException;

    /**
     * Declares the queue and begins to take tasks from it; returns when the broker has agreed, and
     * does not wait for a task. A worker works on one task at a time, and takes the next one when
     * it is done: while it is busy, the other workers can take the tasks.
     *
     * <p>A task is acknowledged when the work on it has been done, not before. So if a worker dies,
     * its task goes to another worker.
     *
     * <p>If {@code work} throws, no matter what, the task goes back to the queue, but only once: a
     * task that has been delivered before, to whomever, and fails is given up. It is taken out of
     * the queue, {@code givenUp} is told then, and the worker goes on with the next task, even if
     * {@code givenUp} throws.
     *
     * @param work called on another thread
     * @param givenUp called on the same thread as {@code work}
     * @throws IOException if the broker refuses, or does not answer (see {@link #submit}); no
     *     channel is left open then
     */
    Worker start(Connection connection, Work work, Consumer<String> givenUp) throws IOException;

    /** Takes tasks until it is closed. */
    interface Worker extends AutoCloseable {

        /**
         * Takes no more tasks, waits until its current task is done and acknowledged, and closes
         * its channel. Closing again does nothing, and closing a worker whose connection is gone
         * does nothing; if the connection is lost while it waits for the task, it need not wait any
         * more. If its thread is interrupted while it waits, it waits on, and its interrupt status
         * is set when it returns, or it throws an IOException. If the queue has been deleted, it
         * closes the channel, and that is all. {@link Work} must not call this.
         */
        @Override
        void close() throws IOException, TimeoutException;
    }
}
