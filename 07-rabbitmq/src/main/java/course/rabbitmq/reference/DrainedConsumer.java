package course.rabbitmq.reference;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.ShutdownSignalException;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A consumer that can be stopped in good order: what has been delivered is handled first. */
abstract class DrainedConsumer extends DefaultConsumer {
    private final CountDownLatch drained = new CountDownLatch(1);

    DrainedConsumer(Channel channel) {
        super(channel);
    }

    /** Comes after the last delivery. */
    @Override
    public void handleCancelOk(String tag) {
        drained.countDown();
    }

    /** The queue was deleted. */
    @Override
    public void handleCancel(String tag) {
        drained.countDown();
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException reason) {
        drained.countDown();
    }

    /** Takes no more deliveries, and returns when the last one has been handled. */
    void stop(String tag) throws IOException {
        try {
            getChannel().basicCancel(tag);
            drained.await();
        } catch (AlreadyClosedException connectionLost) {
            // there is nothing to be cancelled any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops, and closes the channel. */
    void end(String tag) throws IOException {
        if (getChannel().isOpen()) {
            try {
                stop(tag);
            } finally {
                getChannel().abort();
            }
        }
    }
}
