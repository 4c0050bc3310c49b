package course.rabbitmq.demo;

import com.rabbitmq.client.Channel;

import course.broker.Broker;
import course.broker.BrokerException;
import course.broker.Brokers;
import course.rabbitmq.ConfirmedPublisher.Outcome;
import course.rabbitmq.reference.ReferenceConfirmedPublisher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes with confirms to a broker of its own while that one is killed and started again, then
 * empties the queue, and counts.
 */
public final class CrashDemo {
    private static final String QUEUE = "crash_test";
    private static final int OUTSTANDING = 200;

    public static void main(String[] arguments) throws Exception {
        var messages = number(arguments, 0, 20_000);
        var crashes = number(arguments, 1, 3);
        if (arguments.length > 2 || messages < 1 || crashes < 0) {
            BrokerArgument.end(2, "usage: CrashDemo [messages [crashes]]; default 20000 3");
        }
        try (var broker = Brokers.start(0)) {
            if (!broker.canCrash()) {
                BrokerArgument.end(
                        1, "needs a broker that it may kill: install rabbitmq-server, or Docker");
            }
            publish(broker, messages, crashes);
        } catch (BrokerException e) {
            BrokerArgument.end(1, e.getMessage());
        }
        System.exit(0);
    }

    private static int number(String[] arguments, int index, int otherwise) {
        try {
            return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void publish(Broker broker, int messages, int crashes) throws Exception {
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        var confirmed = new AtomicInteger();
        try (var channels = new Reconnecting(broker.uri("/", broker.administrator()))) {
            channels.open().queueDeclare(QUEUE, true, false, false, null);
            var killer =
                    Thread.ofPlatform().start(() -> kill(broker, crashes, messages, confirmed));
            try (var publisher = new ReferenceConfirmedPublisher().open(channels, OUTSTANDING)) {
                for (var i = 0; i < messages; i++) {
                    var body = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                    var outcome = publisher.publish("", QUEUE, body);
                    outcome.thenRun(confirmed::incrementAndGet);
                    outcomes.add(outcome);
                }
            }
            killer.join();
            count(channels.open(), outcomes);
        }
    }

    /** Each time that a further part of the messages is confirmed. */
    private static void kill(Broker broker, int crashes, int messages, AtomicInteger confirmed) {
        for (var i = 1; i <= crashes; i++) {
            while (confirmed.get() < (long) messages * i / (crashes + 1)) {
                LockSupport.parkNanos(1_000_000);
            }
            broker.crash();
            System.out.printf("killed the broker; %s confirmed so far%n", confirmed.get());
            broker.restart();
        }
    }

    private static void count(Channel channel, List<CompletableFuture<Outcome>> outcomes)
            throws IOException {
        var there = new BitSet();
        var messages = 0;
        for (var next = channel.basicGet(QUEUE, true);
                next != null;
                next = channel.basicGet(QUEUE, true)) {
            messages++;
            there.set(Integer.parseInt(new String(next.getBody(), StandardCharsets.UTF_8)));
        }
        var confirmed = new BitSet();
        for (var i = 0; i < outcomes.size(); i++) {
            confirmed.set(i, outcomes.get(i).join() == Outcome.CONFIRMED);
        }
        System.out.printf("published %s, confirmed %s%n", outcomes.size(), confirmed.cardinality());
        System.out.printf(
                "in the queue %s, of them a second time %s%n",
                messages, messages - there.cardinality());
        confirmed.andNot(there);
        System.out.printf("confirmed and lost: %s%n", confirmed.cardinality());
    }
}
