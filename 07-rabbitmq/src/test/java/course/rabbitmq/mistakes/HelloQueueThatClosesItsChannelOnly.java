package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Only the channel is closed. In real life: each subscription leaves a connection behind, until the
 * broker takes no more.
 */
@Mistake(killedBy = "aReceiverMayComeBeforeAnySender", saying = "left behind: ")
final class HelloQueueThatClosesItsChannelOnly extends PlainHelloQueue {

    @Override
    void stop(Connection connection, Channel channel, String tag) throws IOException {
        if (channel.isOpen()) {
            channel.basicCancel(tag);
            channel.abort();
        }
    }
}
