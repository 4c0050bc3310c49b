package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.Comparator;

/**
 * Keeps what is on its way in a HashMap, and sends again in its order. In real life: with three
 * messages all is well, and after a crash under load a cancellation comes before its order.
 */
@Mistake(killedBy = "whatIsSentAgainIsInTheOrderOfPublishing", saying = "in the order in which")
final class ConfirmedPublisherThatSendsAgainInAnyOrder extends PlainConfirmedPublisher {

    /** As a table of sixteen has them. */
    @Override
    Comparator<Order> turn() {
        return Comparator.comparingLong(order -> order.number % 16);
    }
}
