package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Publishes with no routing key, which is right for a fanout exchange alone. In real life: the
 * exchange is made a direct one, and nobody hears anything any more.
 */
@Mistake(killedBy = "aDirectExchangeTellsSeveritiesApart", saying = "messages arrive")
final class LogExchangeThatLosesTheKey extends PlainLogExchange {

    @Override
    void send(Channel channel, Exchange exchange, String routingKey, byte[] body)
            throws IOException {
        super.send(channel, exchange, "", body);
    }
}
