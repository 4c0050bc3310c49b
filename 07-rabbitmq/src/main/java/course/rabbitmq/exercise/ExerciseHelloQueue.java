package course.rabbitmq.exercise;

import course.rabbitmq.HelloQueue;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Exercise 7.1. A {@link com.rabbitmq.client.ConnectionFactory} is where it begins. */
public final class ExerciseHelloQueue implements HelloQueue {

    @Override
    public void send(URI broker, String message) throws IOException, TimeoutException {
        // TODO 7.1.2: declare the queue, then publish the text's bytes to the exchange ""
        // TODO 7.1.3: close the connection, also when something fails
        throw new UnsupportedOperationException(
                "TODO 7.1.1: connect to the broker, and open a channel");
    }

    @Override
    public Subscription receive(URI broker, Consumer<String> onMessage)
            throws IOException, TimeoutException {
        // TODO 7.1.5: declare the queue here, too, and consume it; hand each text to onMessage,
        //  and let no exception out
        // TODO 7.1.6: when the subscription is closed: cancel, wait for the last delivery (a
        //  consumer's handleCancelOk comes after it), and close the connection
        throw new UnsupportedOperationException(
                "TODO 7.1.4: connect to the broker, and open a channel");
    }
}
