package course.rabbitmq.demo;

import course.rabbitmq.reference.ReferenceHelloQueue;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** The tutorial's sender. */
public final class Send {

    public static void main(String[] arguments) {
        var broker = BrokerArgument.of(arguments, Send.class, BrokerArgument.LOCAL);
        try {
            new ReferenceHelloQueue().send(broker, "Hello World!");
            System.out.println(" [x] Sent 'Hello World!'");
        } catch (IOException | TimeoutException e) {
            BrokerArgument.failed(broker, e);
        }
    }
}
