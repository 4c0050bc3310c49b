package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Lets the handler's exception leave the callback, and the client closes the channel. In real life:
 * one line that can't be parsed, and the log window stands still from then on.
 */
@Mistake(
        killedBy = "aHandlerThatThrowsIsHandedTheNextMessage",
        saying = "is handed the next message")
final class LogExchangeThatDiesOfOneMessage extends PlainLogExchange {

    @Override
    void handle(Channel channel, Delivery delivery, Handler handler) throws IOException {
        try {
            handler.on(
                    delivery.getEnvelope().getRoutingKey(),
                    new String(delivery.getBody(), StandardCharsets.UTF_8));
        } catch (Exception failure) {
            throw new IOException(failure);
        }
        acknowledge(channel, delivery);
    }
}
