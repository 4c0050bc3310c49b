package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends again in the order in which it has sent last. In real life: the queue was full for a
 * moment, the broker was restarted then, and a cancellation came before its order.
 */
@Mistake(killedBy = "whatWasNackedKeepsItsTurn", saying = "1")
final class ConfirmedPublisherThatSendsNackedOnesLast extends PlainConfirmedPublisher {

    private final AtomicLong turns = new AtomicLong();
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    @Override
    Comparator<Order> turn() {
        return Comparator.comparingLong(order -> last.getOrDefault(order.id, order.number));
    }

    @Override
    void publish(Line line, Order order) throws IOException {
        last.put(order.id, 1_000_000 + turns.incrementAndGet());
        super.publish(line, order);
    }
}
