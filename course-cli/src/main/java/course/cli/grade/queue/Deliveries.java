package course.cli.grade.queue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What comes from a queue, one after the other, until the channel is lost. */
final class Deliveries {
    private final BlockingQueue<Optional<Delivery>> arrived = new LinkedBlockingQueue<>();

    private Deliveries() {}

    /**
     * @param prefetch how many may be unacknowledged; 0 for any number
     */
    static Deliveries of(Channel channel, String queue, int prefetch) throws IOException {
        var deliveries = new Deliveries();
        channel.basicQos(prefetch);
        channel.addShutdownListener(lost -> deliveries.arrived.add(Optional.empty()));
        channel.basicConsume(
                queue,
                false,
                (tag, delivery) -> deliveries.arrived.add(Optional.of(delivery)),
                cancelled -> deliveries.arrived.add(Optional.empty()));
        return deliveries;
    }

    /**
     * @throws IOException if no more will come
     */
    Delivery take() throws IOException, InterruptedException {
        return orLost(arrived.take());
    }

    /** None if nothing comes for so long. */
    Optional<Delivery> poll(Duration limit) throws IOException, InterruptedException {
        var next = arrived.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        return next == null ? Optional.empty() : Optional.of(orLost(next));
    }

    private Delivery orLost(Optional<Delivery> next) throws IOException {
        if (next.isEmpty()) {
            arrived.add(next);
            throw new IOException("the channel is lost");
        }
        return next.get();
    }
}
