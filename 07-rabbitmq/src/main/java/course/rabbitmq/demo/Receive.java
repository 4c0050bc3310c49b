package course.rabbitmq.demo;

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
        System.out.println(" [x] Received " + python(message));
    }

    /** As Python shows bytes: {@code b'Hello World!'}. */
    private static String python(String message) {
        var text = new StringBuilder("b'");
        for (var octet : message.getBytes(StandardCharsets.UTF_8)) {
            switch (octet) {
                case '\'', '\\' -> text.append('\\').append((char) octet);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (octet >= ' ' && octet < 127) {
                        text.append((char) octet);
                    } else {
                        text.append("\\x%02x".formatted(octet));
                    }
                }
            }
        }
        return text.append('\'').toString();
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
