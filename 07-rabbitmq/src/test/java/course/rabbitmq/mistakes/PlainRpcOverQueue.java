package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;

import course.rabbitmq.RpcOverQueue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A right answer, written in another way than the reference: with callbacks, calls that are counted
 * and wait on the client's monitor, and two channels for each client. The mistakes are made from
 * it.
 */
class PlainRpcOverQueue implements RpcOverQueue {
    private static final CancelCallback IGNORED = tag -> {};

    record Answer(String type, String text) {}

    @Override
    public Server serve(Connection connection, Procedure procedure) throws IOException {
        var channel = connection.createChannel();
        try {
            channel.queueDeclare(QUEUE, true, false, false, null);
            limit(channel);
            var busy = new ReentrantLock();
            DeliverCallback callback =
                    (tag, delivery) -> {
                        busy.lock();
                        try {
                            handle(channel, delivery, procedure);
                        } catch (AlreadyClosedException gone) {
                            // the call is somebody else's now
                        } finally {
                            busy.unlock();
                        }
                    };
            var tag = channel.basicConsume(QUEUE, false, callback, IGNORED);
            return () -> stop(channel, tag, busy);
        } catch (IOException e) {
            channel.abort();
            throw e;
        }
    }

    void limit(Channel channel) throws IOException {
        channel.basicQos(1);
    }

    void handle(Channel channel, Delivery delivery, Procedure procedure) throws IOException {
        var request = delivery.getProperties();
        if (request.getReplyTo() == null || request.getCorrelationId() == null) {
            drop(channel, delivery);
            return;
        }
        answer(channel, request, work(procedure, text(delivery)));
        acknowledge(channel, delivery);
    }

    void drop(Channel channel, Delivery delivery) throws IOException {
        channel.basicReject(delivery.getEnvelope().getDeliveryTag(), false);
    }

    Answer work(Procedure procedure, String argument) {
        try {
            return new Answer(null, Objects.requireNonNull(procedure.on(argument)));
        } catch (Throwable failure) {
            return new Answer(FAILURE, textOf(failure));
        }
    }

    String textOf(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getName());
    }

    void answer(Channel channel, BasicProperties request, Answer answer) throws IOException {
        var properties =
                new BasicProperties.Builder()
                        .correlationId(request.getCorrelationId())
                        .type(answer.type())
                        .build();
        channel.basicPublish("", request.getReplyTo(), properties, bytes(answer.text()));
    }

    static void acknowledge(Channel channel, Delivery delivery) throws IOException {
        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
    }

    private static void stop(Channel channel, String tag, ReentrantLock busy) throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.basicCancel(tag);
        } catch (IOException unknown) {
            // the broker has cancelled it already
        }
        busy.lock();
        try {
            channel.abort();
        } finally {
            busy.unlock();
        }
    }

    static String text(Delivery delivery) {
        return new String(delivery.getBody(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Client client(Connection connection) throws IOException {
        var out = connection.createChannel();
        var in = connection.createChannel();
        try {
            return new Caller(out, in);
        } catch (IOException e) {
            in.abort();
            out.abort();
            throw e;
        }
    }

    boolean mandatory() {
        return true;
    }

    String number(long count) {
        return String.valueOf(count);
    }

    String expiration(Duration timeout) {
        return String.valueOf(timeout.toMillis());
    }

    String declareReplies(Channel channel) throws IOException {
        return channel.queueDeclare().getQueue();
    }

    /** Which call an answer is for; null if nobody waits for it. */
    Call take(SequencedMap<String, Call> calls, BasicProperties answer) {
        return calls.remove(answer.getCorrelationId());
    }

    boolean isFailure(BasicProperties answer) {
        return FAILURE.equals(answer.getType());
    }

    void forget(Map<String, Call> calls, String number) {
        calls.remove(number);
    }

    void closed(Caller caller) {
        caller.end("the client is closed");
    }

    boolean autoAck() {
        return true;
    }

    void cancelled(Caller caller) {
        caller.end("the reply queue is gone");
    }

    void lost(Caller caller) {
        caller.end("the connection is gone");
    }

    /** What has become of a call; nothing yet, as long as both are null. */
    static final class Call {
        String result;
        IOException failure;

        boolean isWaiting() {
            return result == null && failure == null;
        }
    }

    /** Its monitor guards the calls. */
    final class Caller implements Client {
        private final Channel out;
        private final Channel in;
        private final String replies;
        private final SequencedMap<String, Call> calls = new LinkedHashMap<>();
        private long count;
        private boolean ended;

        Caller(Channel out, Channel in) throws IOException {
            this.out = out;
            this.in = in;
            replies = declareReplies(in);
            out.addReturnListener(
                    returned -> returned(returned.getProperties().getCorrelationId()));
            out.addShutdownListener(_ -> lost(this));
            in.addShutdownListener(_ -> lost(this));
            in.basicConsume(
                    replies, autoAck(), (_, delivery) -> answered(delivery), _ -> cancelled(this));
        }

        @Override
        public String call(String argument, Duration timeout)
                throws IOException, TimeoutException, InterruptedException {
            var call = new Call();
            var number = begin(call);
            try {
                var properties =
                        new BasicProperties.Builder()
                                .replyTo(replies)
                                .correlationId(number)
                                .expiration(expiration(timeout))
                                .build();
                out.basicPublish("", QUEUE, mandatory(), properties, bytes(argument));
                return await(call, timeout);
            } catch (AlreadyClosedException e) {
                throw new IOException("no connection", e);
            } finally {
                synchronized (this) {
                    forget(calls, number);
                }
            }
        }

        private synchronized String begin(Call call) throws IOException {
            if (ended) {
                throw new IOException("the client is closed, or has lost its connection");
            }
            count++;
            calls.put(number(count), call);
            return number(count);
        }

        private synchronized String await(Call call, Duration timeout)
                throws IOException, TimeoutException, InterruptedException {
            var until = System.nanoTime() + timeout.toNanos();
            while (call.isWaiting()) {
                var left = until - System.nanoTime();
                if (left <= 0) {
                    throw new TimeoutException("no answer");
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            if (call.failure != null) {
                throw call.failure;
            }
            return call.result;
        }

        private synchronized void answered(Delivery delivery) {
            var call = take(calls, delivery.getProperties());
            if (isFailure(delivery.getProperties())) {
                failed(call, new ProcedureFailed(text(delivery)));
            } else if (call != null) {
                call.result = text(delivery);
                notifyAll();
            }
        }

        private synchronized void returned(String number) {
            failed(calls.get(number), new NoServer("no server has ever declared " + QUEUE));
        }

        private synchronized void failed(Call call, IOException failure) {
            if (call != null) {
                call.failure = failure;
                notifyAll();
            }
        }

        synchronized void end(String why) {
            ended = true;
            calls.values().forEach(call -> failed(call, new IOException(why)));
        }

        @Override
        public void close() throws IOException {
            closed(this);
            in.abort();
            out.abort();
        }
    }
}
