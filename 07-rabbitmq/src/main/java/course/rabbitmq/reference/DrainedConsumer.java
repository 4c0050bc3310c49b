package course.rabbitmq.reference;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.ShutdownSignalException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

/** A consumer that can be stopped in good order: what has been delivered is handled first. */
abstract class DrainedConsumer extends DefaultConsumer {
    /** How long the broker may take to agree to something. */
    static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

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
    final void stop(String tag) throws IOException, TimeoutException {
        try {
            if (drained.getCount() > 0) {
                InTime.talk(LONGEST_ANSWER, () -> cancel(tag));
            }
            drained.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the last delivery was handled");
        }
    }

    private void cancel(String tag) throws IOException {
        try {
            getChannel().basicCancel(tag);
        } catch (ChannelContinuationTimeoutException silent) {
            throw silent;
        } catch (IOException | AlreadyClosedException cancelledAlready) {
            // by the broker, or since the connection is lost: that is told, too
        }
    }

    /** What is left to be done on the channel when the last delivery has been handled. */
    void leave() throws IOException {}

    /** Stops, and closes the channel. */
    final void end(String tag) throws IOException, TimeoutException {
        var channel = getChannel();
        if (!channel.isOpen()) {
            return;
        }
        try {
            stop(tag);
            InTime.talk(
                    LONGEST_ANSWER,
                    () -> {
                        if (channel.isOpen()) {
                            leave();
                        }
                        channel.abort();
                    });
        } catch (AlreadyClosedException connectionLost) {
            // and all that was to be closed with it
        } finally {
            if (channel.isOpen()) {
                OwnChannel.abandon(channel);
            }
        }
    }
}
