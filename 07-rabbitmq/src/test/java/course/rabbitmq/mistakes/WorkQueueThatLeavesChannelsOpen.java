package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Opens a channel for each task and closes none. In real life: after 2,047 tasks there is no
 * channel any more, on the busiest day.
 */
@Mistake(killedBy = "noChannelIsLeftOpen", saying = "submit failed")
final class WorkQueueThatLeavesChannelsOpen extends PlainWorkQueue {

    @Override
    void close(Channel channel) {}
}
