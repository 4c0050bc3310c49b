package course.rabbitmq.reference;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.MessageProperties;

import course.rabbitmq.WorkQueue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

public final class ReferenceWorkQueue implements WorkQueue {

    @Override
    public void submit(Connection connection, String task) throws IOException, TimeoutException {
        InTime.talk(
                LONGEST_SUBMIT,
                () -> {
                    try (var channel = OwnChannel.on(connection)) {
                        declare(channel);
                        channel.confirmSelect();
                        InTime.checkThatSomebodyWaits();
                        channel.basicPublish(
                                "",
                                QUEUE,
                                MessageProperties.PERSISTENT_TEXT_PLAIN,
                                task.getBytes(StandardCharsets.UTF_8));
                        if (!channel.waitForConfirms()) {
                            throw new IOException("the broker has not taken the task (nack)");
                        }
                    }
                });
    }

    @Override
    public Worker start(Connection connection, Work work, Consumer<String> givenUp)
            throws IOException {
        return InTime.agree(
                LONGEST_SUBMIT,
                () -> begin(connection, work, givenUp),
                worker -> OwnChannel.abandon(worker.channel()));
    }

    private static RunningWorker begin(Connection connection, Work work, Consumer<String> givenUp)
            throws IOException {
        var channel = OwnChannel.on(connection);
        try {
            declare(channel);
            channel.basicQos(1);
            var tasks = new Tasks(channel, work, givenUp);
            return new RunningWorker(tasks, channel.basicConsume(QUEUE, false, tasks));
        } catch (IOException | RuntimeException e) {
            channel.abort();
            throw e;
        }
    }

    private record RunningWorker(Tasks tasks, String tag) implements Worker {
        Channel channel() {
            return tasks.getChannel();
        }

        @Override
        public void close() throws IOException, TimeoutException {
            tasks.end(tag);
        }
    }

    private static void declare(Channel channel) throws IOException {
        channel.queueDeclare(QUEUE, true, false, false, null);
    }

    private static final class Tasks extends DrainedConsumer {
        private final Work work;
        private final Consumer<String> givenUp;

        Tasks(Channel channel, Work work, Consumer<String> givenUp) {
            super(channel);
            this.work = work;
            this.givenUp = givenUp;
        }

        @Override
        public void handleDelivery(
                String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws IOException {
            var task = new String(body, StandardCharsets.UTF_8);
            var failed = fails(task);
            try {
                if (!failed) {
                    getChannel().basicAck(envelope.getDeliveryTag(), false);
                } else if (envelope.isRedeliver()) {
                    getChannel().basicAck(envelope.getDeliveryTag(), false);
                    giveUp(task);
                } else {
                    getChannel().basicNack(envelope.getDeliveryTag(), false, true);
                }
            } catch (AlreadyClosedException connectionLost) {
                // the broker gives the task to somebody else
            }
        }

        private boolean fails(String task) {
            try {
                work.on(task);
                return false;
            } catch (Throwable failure) { // passed on, it would close the channel
                return true;
            }
        }

        private void giveUp(String task) {
            try {
                givenUp.accept(task);
            } catch (Throwable notHeard) {
                // passed on, it would close the channel
            }
        }
    }
}
