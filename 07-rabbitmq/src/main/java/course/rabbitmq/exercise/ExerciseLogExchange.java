package course.rabbitmq.exercise;

import com.rabbitmq.client.Connection;

import course.rabbitmq.LogExchange;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Exercise 7.5. */
public final class ExerciseLogExchange implements LogExchange {

    @Override
    public boolean matches(Type type, String bindingKey, String routingKey) {
        // TODO 7.5.2: for a topic exchange, split both keys into words (empty ones are words, too),
        //  and go through them; beware of trying all ways in which several # can match
        throw new UnsupportedOperationException(
                "TODO 7.5.1: answer for a fanout exchange, then for a direct one");
    }

    @Override
    public void publish(Connection connection, Exchange exchange, String routingKey, String message)
            throws IOException, TimeoutException {
        // TODO 7.5.4: return when the broker has confirmed it: confirmSelect before you publish,
        //  waitForConfirms with a limit after it (false is a nack). Of a broker that has fallen
        //  silent, close waits for an answer, too: a thread of its own can do that
        // TODO 7.5.5: a refusal's words are in the exception's cause, a ShutdownSignalException
        throw new UnsupportedOperationException(
                "TODO 7.5.3: open a channel, declare the exchange, publish the message, close the"
                        + " channel");
    }

    @Override
    public Subscription subscribe(
            Connection connection, Exchange exchange, List<String> bindingKeys, Handler handler)
            throws IOException {
        // TODO 7.5.7: bind the queue with each of the keys; refuse what is no key beforehand
        // TODO 7.5.8: consume the queue; what the handler throws must not leave the callback
        // TODO 7.5.9: let most of what is for a slow handler wait at the broker: basicQos, and
        //  basicAck when the handler is done
        // TODO 7.5.10: when it is closed: cancel, wait for the handler, delete the queue, close the
        //  channel
        throw new UnsupportedOperationException(
                "TODO 7.5.6: open a channel, declare the exchange, and let the broker name a queue:"
                        + " queueDeclare()");
    }
}
