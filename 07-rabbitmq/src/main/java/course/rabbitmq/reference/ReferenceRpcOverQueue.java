package course.rabbitmq.reference;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;

import course.rabbitmq.RpcOverQueue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class ReferenceRpcOverQueue implements RpcOverQueue {

    @Override
    public Server serve(Connection connection, Procedure procedure) throws IOException {
        return InTime.agree(
                DrainedConsumer.LONGEST_ANSWER,
                () -> begin(connection, procedure),
                server -> OwnChannel.abandon(server.requests().getChannel()));
    }

    private static RunningServer begin(Connection connection, Procedure procedure)
            throws IOException {
        var channel = OwnChannel.on(connection);
        try {
            channel.queueDeclare(QUEUE, true, false, false, null);
            channel.basicQos(1);
            var requests = new Requests(channel, procedure);
            return new RunningServer(requests, channel.basicConsume(QUEUE, false, requests));
        } catch (IOException | RuntimeException e) {
            channel.abort();
            throw e;
        }
    }

    private record RunningServer(Requests requests, String tag) implements Server {
        @Override
        public void close() throws IOException, TimeoutException {
            requests.end(tag);
        }
    }

    @Override
    public Client client(Connection connection) throws IOException {
        return InTime.agree(
                DrainedConsumer.LONGEST_ANSWER,
                () -> connect(connection),
                client -> OwnChannel.abandon(client.channel));
    }

    private static QueueClient connect(Connection connection) throws IOException {
        var channel = OwnChannel.on(connection);
        try {
            return new QueueClient(channel);
        } catch (IOException | RuntimeException e) {
            channel.abort();
            throw e;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private record Answer(String type, String text) {
        static Answer of(Procedure procedure, String argument) {
            try {
                var result = procedure.on(argument);
                return result == null
                        ? new Answer(FAILURE, "the procedure returned null")
                        : new Answer(null, result);
            } catch (Throwable failure) { // passed on, it would close the channel
                var message = failure.getMessage();
                return new Answer(
                        FAILURE, message == null ? failure.getClass().getName() : message);
            }
        }

        String result() throws ProcedureFailed {
            if (FAILURE.equals(type)) {
                throw new ProcedureFailed(text);
            }
            return text;
        }

        BasicProperties properties(String correlationId) {
            return new BasicProperties.Builder().type(type).correlationId(correlationId).build();
        }
    }

    private static final class Requests extends DrainedConsumer {
        private final Procedure procedure;

        Requests(Channel channel, Procedure procedure) {
            super(channel);
            this.procedure = procedure;
        }

        @Override
        public void handleDelivery(
                String tag, Envelope envelope, BasicProperties request, byte[] body)
                throws IOException {
            try {
                if (request.getReplyTo() != null && request.getCorrelationId() != null) {
                    var answer = Answer.of(procedure, text(body));
                    getChannel()
                            .basicPublish(
                                    "",
                                    request.getReplyTo(),
                                    answer.properties(request.getCorrelationId()),
                                    bytes(answer.text()));
                }
                getChannel().basicAck(envelope.getDeliveryTag(), false);
            } catch (AlreadyClosedException connectionLost) {
                // the broker gives the call to another server
            }
        }
    }

    /** How a call ends; what it throws is made by the caller, and shows the caller's stack. */
    @FunctionalInterface
    private interface Outcome {
        String get() throws IOException;
    }

    private static final class QueueClient implements Client {
        private final Channel channel;
        private final String replies;
        private final Map<String, BlockingQueue<Outcome>> waiting = new ConcurrentHashMap<>();

        /** Why no answer can come any more. */
        private volatile Outcome gone;

        QueueClient(Channel channel) throws IOException {
            this.channel = channel;
            replies = channel.queueDeclare().getQueue();
            channel.addReturnListener(
                    returned -> end(returned.getProperties().getCorrelationId(), this::noServer));
            channel.basicConsume(replies, true, new Replies());
        }

        @Override
        public String call(String argument, Duration timeout)
                throws IOException, TimeoutException, InterruptedException {
            var id = UUID.randomUUID().toString();
            var end = new ArrayBlockingQueue<Outcome>(1);
            waiting.put(id, end);
            try {
                if (gone != null) {
                    return gone.get();
                }
                send(id, argument, timeout);
                var outcome = end.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
                if (outcome == null) {
                    throw new TimeoutException("no answer within " + timeout);
                }
                return outcome.get();
            } catch (AlreadyClosedException e) {
                throw new IOException("no call can be made: " + Refusal.reason(e), e);
            } finally {
                waiting.remove(id);
            }
        }

        private void send(String id, String argument, Duration timeout) throws IOException {
            var properties =
                    new BasicProperties.Builder()
                            .replyTo(replies)
                            .correlationId(id)
                            .expiration(Long.toString(timeout.toMillis()))
                            .build();
            synchronized (channel) {
                channel.basicPublish("", QUEUE, true, properties, bytes(argument));
            }
        }

        /** The first outcome counts; if nobody waits for it, it is ignored. */
        private void end(String id, Outcome outcome) {
            var call = id == null ? null : waiting.get(id);
            if (call != null) {
                call.offer(outcome);
            }
        }

        /** First no call gets in any more; then those that did are ended. */
        private synchronized void endAll(String why) {
            if (gone == null) {
                gone =
                        () -> {
                            throw new IOException(why);
                        };
            }
            waiting.keySet().forEach(id -> end(id, gone));
        }

        private String noServer() throws NoServer {
            throw new NoServer("there is no queue " + QUEUE);
        }

        @Override
        public void close() throws IOException, TimeoutException {
            endAll("the client was closed");
            try {
                InTime.talk(DrainedConsumer.LONGEST_ANSWER, channel::abort);
            } finally {
                if (channel.isOpen()) {
                    OwnChannel.abandon(channel);
                }
            }
        }

        private final class Replies extends DefaultConsumer {
            Replies() {
                super(channel);
            }

            @Override
            public void handleDelivery(
                    String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                var answer = new Answer(properties.getType(), text(body));
                end(properties.getCorrelationId(), answer::result);
            }

            @Override
            public void handleCancel(String tag) {
                endAll("the reply queue is gone");
            }

            @Override
            public void handleShutdownSignal(String tag, ShutdownSignalException reason) {
                endAll("the channel is closed: " + Refusal.reason(reason));
            }
        }
    }
}
