package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Closes without waiting for the task at hand. Nothing is lost, since it was not acknowledged. In
 * real life: with every deploy some letters are sent twice.
 */
@Mistake(
        killedBy = "closingWaitsForTheTaskAtHand",
        saying = "close returned while the worker was at a task")
final class WorkQueueThatDropsItsTaskWhenClosed extends PlainWorkQueue {

    @Override
    void stop(Channel channel, String tag, ReentrantLock busy) {
        close(channel);
    }
}
