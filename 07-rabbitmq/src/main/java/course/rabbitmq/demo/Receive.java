package course.rabbitmq.demo;

import course.python.Python;
import course.rabbitmq.HelloQueue.Subscription;
import course.rabbitmq.reference.ReferenceHelloQueue;
import course.rabbitmq.reference.Refusal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

/** The tutorial's receiver. Ends on Ctrl-C. */
public final class Receive {

    public static void main(String[] arguments) throws InterruptedException {
        var broker = BrokerArgument.of(arguments, Receive.class, BrokerArgument.LOCAL);
        try {
            System.out.println(" [*] Waiting for messages. To exit press CTRL+C");
            closeAtEnd(new ReferenceHelloQueue().receive(broker, Receive::print));
            new CountDownLatch(1).await();
        } catch (IOException | TimeoutException e) {
            BrokerArgument.failed(broker, e);
        }
    }

    private static void print(String message) {
        System.out.println(
                " [x] Received " + Python.bytes(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static void closeAtEnd(Subscription subscription) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            try {
                                subscription.close();
                            } catch (IOException e) {
                                System.err.println(Refusal.reason(e));
                            }
                        }));
    }
}
