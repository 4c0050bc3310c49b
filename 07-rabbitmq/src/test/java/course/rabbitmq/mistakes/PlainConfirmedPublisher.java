package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;

import course.rabbitmq.ConfirmedPublisher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * A right answer, written in another way than the reference: what is published goes into a queue,
 * and one thread alone opens channels and sends. The mistakes are made from it.
 */
class PlainConfirmedPublisher implements ConfirmedPublisher {

    @Override
    public Publisher open(Channels channels, int outstanding)
            throws IOException, TimeoutException, InterruptedException {
        if (outstanding < 1) {
            throw new IllegalArgumentException("none may be on its way");
        }
        var pump = new Pump(channels, outstanding);
        var channel = channels.open();
        try {
            pump.use(pump.new Line(channel));
        } catch (IOException | RuntimeException e) {
            channel.abort();
            throw e;
        }
        pump.thread.start();
        return pump;
    }

    static final class Order {
        final long number;
        final String exchange;
        final String routingKey;
        final byte[] body;
        final String id;
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        boolean returned;
        int nacks;

        Order(long number, String exchange, String routingKey, byte[] body, String id) {
            this.number = number;
            this.exchange = exchange;
            this.routingKey = routingKey;
            this.body = body;
            this.id = id;
        }
    }

    void check(String exchange, String routingKey) {
        if (exchange.getBytes(StandardCharsets.UTF_8).length > 255
                || routingKey.getBytes(StandardCharsets.UTF_8).length > 255) {
            throw new IllegalArgumentException("too long");
        }
    }

    boolean isFull(int onTheirWay, int outstanding) {
        return onTheirWay >= outstanding;
    }

    /** Who is sent first. */
    Comparator<Order> turn() {
        return Comparator.comparingLong(order -> order.number);
    }

    /** Puts it where the answer will look for it, and sends it. */
    void send(Pump pump, Line line, Order order) throws IOException {
        var number = line.channel().getNextPublishSeqNo();
        pump.register(line, number, order);
        try {
            publish(line, order);
        } catch (AlreadyClosedException notSent) {
            pump.takeBack(line, number);
        }
    }

    void publish(Line line, Order order) throws IOException {
        line.channel()
                .basicPublish(
                        order.exchange,
                        order.routingKey,
                        isMandatory(),
                        properties(id(order)),
                        order.body);
    }

    boolean isMandatory() {
        return true;
    }

    String id(Order order) {
        return order.id;
    }

    BasicProperties properties(String id) {
        return new BasicProperties.Builder().deliveryMode(2).messageId(id).build();
    }

    /** Which messages an answer is for. */
    Collection<Order> answered(SortedMap<Long, Order> sent, long number, boolean multiple) {
        return sent.subMap(multiple ? 0 : number, number + 1).values();
    }

    /** Which message it is that has come back. */
    Order returned(SortedMap<Long, Order> sent, String id) {
        return sent.values().stream().filter(order -> order.id.equals(id)).findFirst().get();
    }

    void nacked(Pump pump, Order order) {
        if (++order.nacks == MOST_NACKS) {
            pump.fail(order, new IOException("nacked too often"));
        } else {
            pump.again(order);
        }
    }

    void lost(Pump pump, Collection<Order> sent, ShutdownSignalException reason) {
        for (var order : sent) {
            if (reason.isHardError()) {
                pump.again(order);
            } else {
                pump.fail(order, reason);
            }
        }
    }

    /** Called on a thread of the connection. */
    void hasLost(Pump pump) {}

    /** While a new channel is prepared; another one is opened then. */
    void lostAgain(Exception reason) throws IOException {}

    void thereIsNoChannel(Pump pump, Throwable reason) {
        pump.breakDown(reason);
    }

    boolean failuresMakeRoom() {
        return true;
    }

    boolean waitsForAll() {
        return true;
    }

    void close(Channel channel) {
        try {
            channel.abort();
        } catch (IOException gone) {
            // closed enough
        }
    }

    /** A channel, and what is on its way on it. */
    interface Line {
        Channel channel();
    }

    final class Pump implements Publisher {
        private final Channels channels;
        private final int outstanding;
        private final Thread thread = new Thread(this::run, "pump");
        private final String ids = UUID.randomUUID().toString();
        private final Queue<Order> toSend = new PriorityQueue<>(turn());
        private volatile Line line;
        private long published;
        private int onTheirWay;
        private boolean closed;
        private boolean over;
        private Throwable broken;

        Pump(Channels channels, int outstanding) {
            this.channels = channels;
            this.outstanding = outstanding;
            thread.setDaemon(true);
        }

        @Override
        public synchronized CompletableFuture<Outcome> publish(
                String exchange, String routingKey, byte[] body) throws InterruptedException {
            check(exchange, routingKey);
            while (!closed && broken == null && isFull(onTheirWay, outstanding)) {
                wait();
            }
            if (closed || broken != null) {
                throw new IllegalStateException("closed", broken);
            }
            published++;
            onTheirWay++;
            var order = new Order(published, exchange, routingKey, body, ids + published);
            toSend.add(order);
            notifyAll();
            return order.outcome;
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
                notifyAll();
                try {
                    while (waitsForAll() && onTheirWay > 0) {
                        wait();
                    }
                } catch (InterruptedException e) {
                    breakDown(e);
                    Thread.currentThread().interrupt();
                }
                over = true;
            }
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void run() {
            try {
                while (true) {
                    awaitWork();
                    if (line.lost) {
                        reopen();
                    } else {
                        sendNext();
                    }
                }
            } catch (InterruptedException closed) {
                // by close
            } catch (Throwable e) {
                thereIsNoChannel(this, e);
            } finally {
                PlainConfirmedPublisher.this.close(line.channel);
            }
        }

        private synchronized void awaitWork() throws InterruptedException {
            while (!line.lost && toSend.isEmpty()) {
                wait();
            }
            if (over) {
                throw new InterruptedException();
            }
        }

        void reopen() throws IOException, TimeoutException, InterruptedException {
            var channel = channels.open();
            try {
                use(new Line(channel));
            } catch (IOException | ShutdownSignalException e) {
                channel.abort();
                lostAgain(e);
            }
        }

        private void sendNext() throws InterruptedException {
            Order next;
            synchronized (this) {
                next = toSend.poll();
            }
            if (next == null) {
                return;
            }
            try {
                send(this, line, next);
            } catch (IOException perhapsSent) {
                // the line will be lost
            }
        }

        synchronized void register(PlainConfirmedPublisher.Line on, long number, Order order) {
            ((Line) on).sent.put(number, order);
        }

        synchronized void takeBack(PlainConfirmedPublisher.Line on, long number) {
            var order = ((Line) on).sent.remove(number);
            if (order != null) {
                again(order);
            }
        }

        synchronized void settle(Order order, Outcome outcome) {
            onTheirWay--;
            notifyAll();
            order.outcome.complete(outcome);
        }

        synchronized void fail(Order order, Throwable reason) {
            onTheirWay -= failuresMakeRoom() ? 1 : 0;
            notifyAll();
            order.outcome.completeExceptionally(reason);
        }

        synchronized void again(Order order) {
            order.returned = false;
            toSend.add(order);
            notifyAll();
        }

        synchronized void breakDown(Throwable reason) {
            broken = reason;
            var all = new ArrayList<>(toSend);
            all.addAll(line.sent.values());
            toSend.clear();
            line.sent.clear();
            all.forEach(order -> fail(order, reason));
            notifyAll();
        }

        void use(Line next) {
            line = next;
            next.channel.addShutdownListener(next::isLost);
        }

        final class Line implements PlainConfirmedPublisher.Line {
            private final Channel channel;
            private final TreeMap<Long, Order> sent = new TreeMap<>();
            private volatile boolean lost;

            Line(Channel channel) throws IOException {
                this.channel = channel;
                channel.addReturnListener(
                        message -> isBack(message.getProperties().getMessageId()));
                channel.addConfirmListener(this::isAcked, this::isNacked);
                channel.confirmSelect();
            }

            @Override
            public Channel channel() {
                return channel;
            }

            private void isBack(String id) {
                synchronized (Pump.this) {
                    returned(sent, id).returned = true;
                }
            }

            private List<Order> take(long number, boolean multiple) {
                var part = answered(sent, number, multiple);
                var orders = List.copyOf(part);
                part.clear();
                return orders;
            }

            private void isAcked(long number, boolean multiple) {
                synchronized (Pump.this) {
                    for (var order : take(number, multiple)) {
                        settle(order, order.returned ? Outcome.UNROUTABLE : Outcome.CONFIRMED);
                    }
                }
            }

            private void isNacked(long number, boolean multiple) {
                synchronized (Pump.this) {
                    take(number, multiple).forEach(order -> nacked(Pump.this, order));
                }
            }

            private void isLost(ShutdownSignalException reason) {
                synchronized (Pump.this) {
                    lost(Pump.this, List.copyOf(sent.values()), reason);
                    sent.clear();
                    lost = true;
                    Pump.this.notifyAll();
                }
                hasLost(Pump.this);
            }
        }
    }
}
