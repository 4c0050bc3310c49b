package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP.BasicProperties;

import course.kit.Mistake;

/**
 * Waits for confirms of messages that are not persistent. In real life: the broker confirms what it
 * has in its memory, and its restart empties the queue.
 */
@Mistake(killedBy = "aMessageIsPersistent", saying = "2 is persistent")
final class ConfirmedPublisherThatForgetsToPersist extends PlainConfirmedPublisher {

    @Override
    BasicProperties properties(String id) {
        return new BasicProperties.Builder().messageId(id).build();
    }
}
