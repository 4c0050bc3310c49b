package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import course.kit.Mistake;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has one channel for all, as a connection is one for all. An error closes a channel. In real life:
 * one declaration is refused, and every subscription of the program is dead, in silence.
 */
@Mistake(killedBy = "aRefusalHarmsNobodyElse", saying = "a message arrives")
final class LogExchangeThatSharesOneChannel extends PlainLogExchange {

    private final Map<Connection, Channel> channels = new ConcurrentHashMap<>();

    @Override
    Channel open(Connection connection) throws IOException {
        var known = channels.get(connection);
        if (known == null || !known.isOpen()) {
            known = connection.createChannel();
            channels.put(connection, known);
        }
        return known;
    }

    @Override
    void close(Channel channel) {}
}
