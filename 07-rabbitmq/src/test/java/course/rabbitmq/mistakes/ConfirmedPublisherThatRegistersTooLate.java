package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Publishes first, and then writes down what it has published. In real life: now and then, on a
 * fast broker, a confirm is there first, finds nothing, and its message is never confirmed.
 */
@Mistake(
        killedBy = "anAckMayComeBeforeThePublishHasReturned",
        saying = "before the channel's basicPublish returned")
final class ConfirmedPublisherThatRegistersTooLate extends PlainConfirmedPublisher {

    @Override
    void send(Pump pump, Line line, Order order) throws IOException {
        var number = line.channel().getNextPublishSeqNo();
        publish(line, order);
        pump.register(line, number, order);
    }
}
