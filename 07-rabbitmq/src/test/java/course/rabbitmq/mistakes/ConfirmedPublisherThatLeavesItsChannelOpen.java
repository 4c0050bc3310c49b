package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Does not close its channel. In real life: after 2,047 publishers there is no channel any more.
 */
@Mistake(killedBy = "closingWaitsForWhatIsOnItsWay", saying = "the channel is closed")
final class ConfirmedPublisherThatLeavesItsChannelOpen extends PlainConfirmedPublisher {

    @Override
    void close(Channel channel) {}
}
