package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers its messages by a static counter. In real life: after a restart the receiver takes the
 * first thousand orders for old ones, and throws them away.
 */
@Mistake(killedBy = "anotherProgramGivesOtherIds", saying = "another program")
final class ConfirmedPublisherThatNumbersItsMessages extends PlainConfirmedPublisher {

    private static final AtomicLong COUNT = new AtomicLong();

    private final Map<Order, String> ids = new ConcurrentHashMap<>();

    @Override
    String id(Order order) {
        return ids.computeIfAbsent(order, _ -> String.valueOf(COUNT.incrementAndGet()));
    }

    @Override
    Order returned(SortedMap<Long, Order> sent, String id) {
        return sent.values().stream().filter(order -> id(order).equals(id)).findFirst().get();
    }
}
