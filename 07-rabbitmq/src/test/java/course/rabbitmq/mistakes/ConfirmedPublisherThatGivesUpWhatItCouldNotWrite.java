package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Takes an exception of basicPublish for the end of the message. In real life: whoever publishes
 * just when the broker dies is told that it has failed, sends it again, and so it comes twice, with
 * two ids.
 */
@Mistake(killedBy = "whatCouldNotBeWrittenIsSentAgain", saying = "Broken pipe")
final class ConfirmedPublisherThatGivesUpWhatItCouldNotWrite extends PlainConfirmedPublisher {

    @Override
    void send(Pump pump, Line line, Order order) throws IOException {
        try {
            super.send(pump, line, order);
        } catch (IOException e) {
            pump.fail(order, e);
        }
    }
}
