package course.rabbitmq.demo;

import course.broker.BrokerException;
import course.broker.Brokers;
import course.rabbitmq.ConfirmedPublisher.Channels;
import course.rabbitmq.reference.ReferenceConfirmedPublisher;

import java.time.Duration;

/** What it brings to have more than one message on its way: messages confirmed in a second. */
public final class PublishRateDemo {
    private static final String QUEUE = "rate_test";
    private static final int[] OUTSTANDING = {1, 10, 100, 1_000};

    public static void main(String[] arguments) throws Exception {
        var seconds = seconds(arguments);
        if (arguments.length > 1 || seconds < 1) {
            BrokerArgument.end(2, "usage: PublishRateDemo [seconds for each line; default 3]");
        }
        try (var broker = Brokers.start(0);
                var channels = new Reconnecting(broker.uri("/", broker.administrator()))) {
            var channel = channels.open();
            channel.queueDeclare(QUEUE, true, false, false, null);
            for (var outstanding : OUTSTANDING) {
                var rate = rate(channels, outstanding, Duration.ofSeconds(seconds));
                System.out.printf("outstanding %4s: %6s messages/s%n", outstanding, rate);
                channel.queuePurge(QUEUE);
            }
        } catch (BrokerException e) {
            BrokerArgument.end(1, e.getMessage());
        }
        System.exit(0);
    }

    private static int seconds(String[] arguments) {
        try {
            return arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static long rate(Channels channels, int outstanding, Duration time) throws Exception {
        var start = System.nanoTime();
        var count = 0L;
        try (var publisher = new ReferenceConfirmedPublisher().open(channels, outstanding)) {
            while (System.nanoTime() - start < time.toNanos()) {
                publisher.publish("", QUEUE, new byte[100]);
                count++;
            }
        }
        return count * 1_000_000_000L / (System.nanoTime() - start);
    }
}
