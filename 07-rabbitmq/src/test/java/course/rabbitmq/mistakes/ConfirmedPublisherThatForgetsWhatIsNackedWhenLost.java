package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Sends what was nacked on its old channel or not at all. In real life: a queue is full, the broker
 * is restarted because of that, and just those messages are missing that it had no room for.
 */
@Mistake(killedBy = "whatIsNackedAsItsChannelIsLostIsSentOnTheNext", saying = "goes on")
final class ConfirmedPublisherThatForgetsWhatIsNackedWhenLost extends PlainConfirmedPublisher {

    @Override
    void nacked(Pump pump, Order order) {
        if (isClosed(order)) {
            return;
        }
        super.nacked(pump, order);
    }

    private Channel last;

    @Override
    void publish(Line line, Order order) throws IOException {
        last = line.channel();
        super.publish(line, order);
    }

    private boolean isClosed(Order order) {
        return order.nacks == 0 && !last.isOpen();
    }
}
