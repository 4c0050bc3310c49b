package course.rabbitmq.demo;

import course.broker.Broker;
import course.broker.BrokerException;
import course.broker.Brokers;

import java.util.concurrent.CountDownLatch;

/** A broker for the other demos, where none is installed. Ends on Ctrl-C. */
public final class StartBroker {

    public static void main(String[] arguments) throws InterruptedException {
        sayWhere(start(arguments, StartBroker.class));
        new CountDownLatch(1).await();
    }

    /** Starts it on the port that is the only argument, and closes it at the program's end. */
    static Broker start(String[] arguments, Class<?> demo) {
        try {
            var port = arguments.length == 1 ? Integer.parseInt(arguments[0]) : 5672;
            if (arguments.length < 2 && port >= 0 && port < 65_536) {
                var broker = Brokers.start(port);
                Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
                return broker;
            }
        } catch (NumberFormatException e) {
            // no port
        } catch (BrokerException e) {
            BrokerArgument.end(1, e.getMessage());
        }
        BrokerArgument.end(
                2,
                "usage: %s [port, 0 for a free one; default 5672]".formatted(demo.getSimpleName()));
        throw new AssertionError();
    }

    static void sayWhere(Broker broker) {
        var address = broker.address();
        System.out.printf("listening on %s port %s%n", address.getHostString(), address.getPort());
    }
}
