package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Closes without waiting for the handler. In real life: the log file is closed while the last line
 * is being written to it.
 */
@Mistake(
        killedBy = "closingWaitsForTheMessageAtHand",
        saying = "close returned while the handler was at a message")
final class LogExchangeThatClosesInAHurry extends PlainLogExchange {

    @Override
    void stop(Channel channel, String queue, String tag, ReentrantLock busy) throws IOException {
        super.stop(channel, queue, tag, new ReentrantLock());
    }
}
