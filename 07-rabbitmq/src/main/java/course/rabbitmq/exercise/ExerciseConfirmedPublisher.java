package course.rabbitmq.exercise;

import course.rabbitmq.ConfirmedPublisher;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Exercise 7.7. Begin with {@code channels.open()} and a {@link Publisher} that forgets everything;
 * then let it learn.
 */
public final class ExerciseConfirmedPublisher implements ConfirmedPublisher {

    @Override
    public Publisher open(Channels channels, int outstanding)
            throws IOException, TimeoutException, InterruptedException {
        // TODO 7.7.2: confirmSelect on the channel, and a publisher that keeps what it publishes
        //  in a map, by getNextPublishSeqNo (put it there first, then publish): persistent,
        //  with a messageId
        // TODO 7.7.3: addConfirmListener: an ack takes its message out of the map, or all up to
        //  its number (multiple), and completes what publish has returned
        // TODO 7.7.4: mandatory, and addReturnListener: what comes back was UNROUTABLE; its
        //  ack comes next
        // TODO 7.7.5: so many at the most: a Semaphore
        // TODO 7.7.6: nacks: send it again, with the same messageId. A callback runs on the
        //  connection's thread: give everything that may take long to a thread of your own
        // TODO 7.7.7: addShutdownListener: open a channel, and send again what is in the map, in
        //  its order; if the channel alone was closed (isHardError says so), fail it instead
        // TODO 7.7.8: close: wait for what is on its way
        throw new UnsupportedOperationException(
                "TODO 7.7.1: refuse an outstanding below 1, and open the first channel");
    }
}
