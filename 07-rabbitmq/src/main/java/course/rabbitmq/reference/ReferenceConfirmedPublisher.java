package course.rabbitmq.reference;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;

import course.rabbitmq.ConfirmedPublisher;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

public final class ReferenceConfirmedPublisher implements ConfirmedPublisher {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    @Override
    public Publisher open(Channels channels, int outstanding)
            throws IOException, TimeoutException, InterruptedException {
        if (outstanding < 1) {
            throw new IllegalArgumentException("outstanding: %s".formatted(outstanding));
        }
        var sender = new Sender(channels, outstanding);
        sender.begin();
        return sender;
    }

    private static final class Message {
        private final long number;
        private final String exchange;
        private final String routingKey;
        private final BasicProperties properties;
        private final byte[] body;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private int nacks;

        Message(long number, String id, String exchange, String routingKey, byte[] body) {
            this.number = number;
            this.exchange = exchange;
            this.routingKey = routingKey;
            this.body = body;
            properties = new BasicProperties.Builder().deliveryMode(2).messageId(id).build();
        }

        String id() {
            return properties.getMessageId();
        }
    }

    private static final class Sender implements Publisher {
        private final Channels channels;
        private final int outstanding;
        private final Semaphore free;

        /** By message id: all whose outcome is not known yet. */
        private final Map<String, Message> underWay = new ConcurrentHashMap<>();

        /** Held while something is sent, which may take long: no confirm has to wait for it. */
        private final ReentrantLock sending = new ReentrantLock();

        private final String idPrefix = UUID.randomUUID() + "-";
        private long published;
        private volatile Line line;

        /** What a callback of the client must not do itself. */
        private final ExecutorService repairs =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("publisher's repairs").factory(),
                        new ThreadPoolExecutor.DiscardPolicy());

        private volatile boolean closing;
        private volatile Throwable ended;

        Sender(Channels channels, int outstanding) {
            this.channels = channels;
            this.outstanding = outstanding;
            free = new Semaphore(outstanding);
        }

        void begin() throws IOException, TimeoutException, InterruptedException {
            var channel = channels.open();
            try {
                use(InTime.ask(LONGEST_ANSWER, () -> new Line(channel), _ -> {}));
            } catch (InterruptedIOException e) {
                OwnChannel.abandon(channel);
                Thread.interrupted();
                throw new InterruptedException(e.getMessage());
            } catch (TimeoutException e) {
                OwnChannel.abandon(channel);
                throw e;
            } catch (IOException | RuntimeException e) {
                channel.abort();
                throw e;
            }
        }

        @Override
        public CompletableFuture<Outcome> publish(String exchange, String routingKey, byte[] body)
                throws InterruptedException {
            checkLength("exchange", exchange);
            checkLength("routing key", routingKey);
            Objects.requireNonNull(body, "body");
            free.acquire();
            try {
                sending.lockInterruptibly();
            } catch (InterruptedException e) {
                free.release();
                throw e;
            }
            try {
                var number = published++;
                var id = idPrefix + number;
                var message = new Message(number, id, exchange, routingKey, body);
                underWay.put(id, message);
                if ((closing || ended != null) && underWay.remove(id) != null) {
                    free.release();
                    throw new IllegalStateException(
                            closing ? "the publisher is closed" : "there is no new channel", ended);
                }
                line.send(message);
                return message.outcome;
            } finally {
                sending.unlock();
            }
        }

        /** The client would notice when it has counted the message already. */
        private static void checkLength(String what, String name) {
            var length = name.getBytes(StandardCharsets.UTF_8).length;
            if (length > 255) {
                throw new IllegalArgumentException(
                        "the %s has %s bytes, and may have 255".formatted(what, length));
            }
        }

        private void use(Line next) {
            line = next;
            next.channel.addShutdownListener(reason -> repairs.execute(() -> repair(next, reason)));
        }

        private void repair(Line lost, ShutdownSignalException reason) {
            if (!reason.isHardError()) {
                lost.takeAll().forEach(message -> fail(message, reason));
            }
            try {
                var next = open();
                sending.lock();
                try {
                    use(next);
                    underWay.values().stream()
                            .sorted(Comparator.comparingLong(message -> message.number))
                            .forEach(next::send);
                } finally {
                    sending.unlock();
                }
                if (ended != null) {
                    next.channel.abort();
                }
            } catch (Throwable thereIsNone) {
                end(thereIsNone);
            }
        }

        private Line open() throws IOException, TimeoutException, InterruptedException {
            while (true) {
                var channel = channels.open();
                try {
                    return new Line(channel);
                } catch (IOException | ShutdownSignalException lostAgain) {
                    channel.abort();
                }
            }
        }

        private void sendAgain(Message message, Line nackedOn) {
            sending.lock();
            try {
                // on another line it has been sent already
                if (line == nackedOn && underWay.containsKey(message.id())) {
                    nackedOn.send(message);
                }
            } finally {
                sending.unlock();
            }
        }

        private void settle(Message message, Outcome outcome) {
            if (underWay.remove(message.id()) != null) {
                message.outcome.complete(outcome);
                free.release();
            }
        }

        private void fail(Message message, Throwable reason) {
            if (underWay.remove(message.id()) != null) {
                message.outcome.completeExceptionally(reason);
                free.release();
            }
        }

        private void end(Throwable reason) {
            ended = reason;
            underWay.values().forEach(message -> fail(message, reason));
        }

        @Override
        public void close() {
            if (closing) {
                return;
            }
            closing = true;
            try {
                free.acquire(outstanding);
                free.release(outstanding);
                ended = new IOException("closed");
                repairs.shutdownNow();
                closeChannel().join(LONGEST_ANSWER);
            } catch (InterruptedException e) {
                end(new IOException("closed before the broker had confirmed it", e));
                repairs.shutdownNow();
                closeChannel();
                Thread.currentThread().interrupt();
            }
        }

        private Thread closeChannel() {
            return Thread.ofPlatform()
                    .daemon()
                    .name("publisher's end")
                    .start(() -> OwnChannel.abort(line.channel));
        }

        /** A channel, and what is on its way on it. */
        private final class Line {
            private final Channel channel;

            /** By the number that the broker will answer. */
            private final NavigableMap<Long, Message> sent = new ConcurrentSkipListMap<>();

            private final Set<String> returned = ConcurrentHashMap.newKeySet();

            Line(Channel channel) throws IOException {
                this.channel = channel;
                channel.addReturnListener(
                        message -> returned.add(message.getProperties().getMessageId()));
                channel.addConfirmListener(this::acked, this::nacked);
                channel.confirmSelect();
            }

            /** What can't be sent stays under way, until there is another channel. */
            void send(Message message) {
                var number = channel.getNextPublishSeqNo();
                sent.put(number, message);
                try {
                    channel.basicPublish(
                            message.exchange,
                            message.routingKey,
                            true,
                            message.properties,
                            message.body);
                } catch (AlreadyClosedException notSent) {
                    sent.remove(number);
                } catch (IOException perhapsSent) {
                    // the shutdown listener hears of it, too
                }
            }

            private void acked(long number, boolean multiple) {
                for (var message : take(number, multiple)) {
                    var isReturned = returned.remove(message.id());
                    settle(message, isReturned ? Outcome.UNROUTABLE : Outcome.CONFIRMED);
                }
            }

            private void nacked(long number, boolean multiple) {
                for (var message : take(number, multiple)) {
                    returned.remove(message.id());
                    if (++message.nacks < MOST_NACKS) {
                        repairs.execute(() -> sendAgain(message, this));
                    } else {
                        fail(
                                message,
                                new IOException(
                                        "the broker has nacked it %s times".formatted(MOST_NACKS)));
                    }
                }
            }

            private List<Message> take(long number, boolean multiple) {
                if (multiple) {
                    return take(sent.headMap(number, true));
                }
                var message = sent.remove(number);
                return message == null ? List.of() : List.of(message);
            }

            private List<Message> takeAll() {
                sending.lock();
                try {
                    return take(sent);
                } finally {
                    sending.unlock();
                }
            }

            private static List<Message> take(Map<Long, Message> part) {
                var messages = List.copyOf(part.values());
                part.clear();
                return messages;
            }
        }
    }
}
