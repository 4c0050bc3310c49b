package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP.BasicProperties;

import course.kit.Mistake;

/**
 * Declares the queue durable and sends messages that are not. In real life: after the broker's
 * restart the queue is there, and it is empty.
 */
@Mistake(killedBy = "aTaskIsAPersistentMessage", saying = "2 is persistent")
final class WorkQueueThatForgetsToPersist extends PlainWorkQueue {

    @Override
    BasicProperties properties() {
        return null;
    }
}
