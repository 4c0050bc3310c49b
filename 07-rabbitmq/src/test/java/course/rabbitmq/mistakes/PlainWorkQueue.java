package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;

import course.rabbitmq.WorkQueue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A right answer, written in another way than the reference: with callbacks, and a lock that is
 * held as long as a task is worked on. The mistakes are made from it.
 */
class PlainWorkQueue implements WorkQueue {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    @Override
    public void submit(Connection connection, String task) throws IOException, TimeoutException {
        var channel = connection.createChannel();
        try {
            declare(channel);
            channel.confirmSelect();
            channel.basicPublish("", QUEUE, properties(), task.getBytes(StandardCharsets.UTF_8));
            awaitConfirm(channel);
        } catch (ShutdownSignalException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            close(channel);
        }
    }

    void awaitConfirm(Channel channel) throws IOException, InterruptedException, TimeoutException {
        if (!channel.waitForConfirms(LONGEST_SUBMIT.toMillis())) {
            throw new IOException("the broker has refused the task");
        }
    }

    IOException refused(ShutdownSignalException e) {
        return new IOException(e);
    }

    BasicProperties properties() {
        return new BasicProperties.Builder().deliveryMode(2).build();
    }

    @Override
    public Worker start(Connection connection, Work work, Consumer<String> givenUp)
            throws IOException {
        var channel = connection.createChannel();
        try {
            declare(channel);
            limit(channel);
            var busy = new ReentrantLock();
            DeliverCallback callback =
                    (tag, delivery) -> {
                        busy.lock();
                        try {
                            handle(channel, delivery, work, givenUp);
                        } finally {
                            busy.unlock();
                        }
                    };
            var tag = channel.basicConsume(QUEUE, autoAck(), callback, cancelled -> {});
            return () -> stop(channel, tag, busy);
        } catch (IOException e) {
            close(channel);
            throw e;
        }
    }

    void limit(Channel channel) throws IOException {
        channel.basicQos(1);
    }

    boolean autoAck() {
        return false;
    }

    void handle(Channel channel, Delivery delivery, Work work, Consumer<String> givenUp)
            throws IOException {
        var task = new String(delivery.getBody(), StandardCharsets.UTF_8);
        var number = delivery.getEnvelope().getDeliveryTag();
        try {
            try {
                work.on(task);
            } catch (Throwable failure) {
                failed(channel, delivery, task, givenUp);
                return;
            }
            channel.basicAck(number, false);
        } catch (ShutdownSignalException gone) {
            // the task is somebody else's now
        }
    }

    void failed(Channel channel, Delivery delivery, String task, Consumer<String> givenUp)
            throws IOException {
        var number = delivery.getEnvelope().getDeliveryTag();
        if (delivery.getEnvelope().isRedeliver()) {
            channel.basicAck(number, false);
            try {
                givenUp.accept(task);
            } catch (Throwable notHeard) {
                // it is given up all the same
            }
        } else {
            channel.basicReject(number, true);
        }
    }

    void cancel(Channel channel, String tag) throws IOException {
        try {
            channel.basicCancel(tag);
        } catch (IOException unknown) {
            // the broker has cancelled it already
        }
    }

    void stop(Channel channel, String tag, ReentrantLock busy) throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        cancel(channel, tag);
        busy.lock();
        try {
            close(channel);
        } finally {
            busy.unlock();
        }
    }

    /** A broker that is silent does not hear of it. */
    void close(Channel channel) {
        var closing =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                channel.abort();
                            } catch (IOException gone) {
                                // closed enough
                            }
                        });
        try {
            closing.join(LONGEST_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void declare(Channel channel) throws IOException {
        channel.queueDeclare(QUEUE, true, false, false, null);
    }
}
