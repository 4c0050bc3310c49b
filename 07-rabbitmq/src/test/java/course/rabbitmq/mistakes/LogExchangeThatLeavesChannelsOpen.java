package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Opens a channel for each message and closes none. In real life: after 2,047 lines of log there is
 * no channel any more.
 */
@Mistake(killedBy = "noChannelIsLeftOpen", saying = "publish failed")
final class LogExchangeThatLeavesChannelsOpen extends PlainLogExchange {

    @Override
    void close(Channel channel) {}
}
