package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Counts how often a task has failed in this worker. In real life: the poisoned task goes round,
 * and each of forty workers tries it twice.
 */
@Mistake(
        killedBy = "aTaskThatWasDeliveredBeforeAndFailsIsGivenUp",
        saying = "the attempts of the second worker")
final class WorkQueueThatCountsItsOwnFailures extends PlainWorkQueue {

    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    @Override
    void failed(Channel channel, Delivery delivery, String task, Consumer<String> givenUp)
            throws IOException {
        var number = delivery.getEnvelope().getDeliveryTag();
        if (failed.add(task)) {
            channel.basicReject(number, true);
        } else {
            channel.basicAck(number, false);
            givenUp.accept(task);
        }
    }
}
