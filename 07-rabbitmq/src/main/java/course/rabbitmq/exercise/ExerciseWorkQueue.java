package course.rabbitmq.exercise;

import com.rabbitmq.client.Connection;

import course.rabbitmq.WorkQueue;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Exercise 7.4. Begin each call with {@code connection.createChannel()}. */
public final class ExerciseWorkQueue implements WorkQueue {

    @Override
    public void submit(Connection connection, String task) throws IOException, TimeoutException {
        // TODO 7.4.2: make the message persistent: see MessageProperties
        // TODO 7.4.3: return when the broker has confirmed it: confirmSelect before you publish,
        //  waitForConfirms with a limit after it (false is a nack). Of a broker that has fallen
        //  silent, close waits for an answer, too: a thread of its own can do that
        throw new UnsupportedOperationException(
                "TODO 7.4.1: open a channel, declare the queue, publish the task, close the"
                        + " channel");
    }

    @Override
    public Worker start(Connection connection, Work work, Consumer<String> givenUp)
            throws IOException {
        // TODO 7.4.5: acknowledge yourself (autoAck is false), when the work has been done
        // TODO 7.4.6: one task at a time: basicQos
        // TODO 7.4.7: work that throws: basicNack puts the task back; if it was delivered before
        //  (Envelope.isRedeliver), take it out and tell givenUp
        // TODO 7.4.8: when the worker is closed: cancel, wait for the last delivery (a
        //  consumer's handleCancelOk comes after it), and close the channel
        throw new UnsupportedOperationException(
                "TODO 7.4.4: open a channel, declare the queue, and consume it");
    }
}
