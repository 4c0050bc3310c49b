package course.rabbitmq;

import static course.rabbitmq.ConfirmedPublisher.Outcome.CONFIRMED;
import static course.rabbitmq.ConfirmedPublisher.Outcome.UNROUTABLE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import course.kit.Background;
import course.rabbitmq.ConfirmedPublisher.Outcome;
import course.rabbitmq.ConfirmingChannel.Sent;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** What is confirmed, and when. */
abstract class ConfirmedPublisherConfirms extends ConfirmedPublisherExamples {
    ConfirmedPublisherConfirms(
            VirtualHost host, ConfirmedPublisher publishers, Background background) {
        super(host, publishers, background);
    }

    @Test
    void aMessageIsConfirmed() throws Exception {
        declareQueue();
        var publisher = open(10);

        var outcome = publish(publisher, QUEUE, "tea");

        becomes("tea", outcome, CONFIRMED);
        assertThat(text(get())).as("the message in the queue").isEqualTo("tea");
    }

    @Test
    void itIsNotConfirmedBeforeTheBrokerSaysSo() throws Exception {
        var publisher = open(line, 10);

        var outcome = publish(publisher, "tea");
        publish(publisher, "milk");
        line.first().awaitCount(2, "two messages are sent");
        isNotKnown("tea, which the broker has not answered,", outcome);

        line.first().acks(1);
        becomes("tea", outcome, CONFIRMED);
    }

    @Test
    void anAckIsForOneMessage() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        var bread = publish(publisher, "bread");

        line.first().acks(2);

        becomes("milk", milk, CONFIRMED);
        isNotKnown("tea, while milk alone is acked,", tea);
        isNotKnown("bread, while milk alone is acked,", bread);
    }

    @Test
    void anAckOfSeveralIsForAllUpToItsNumber() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        var bread = publish(publisher, "bread");

        line.first().acksUpTo(2);

        becomes("tea, with an ack up to milk (multiple),", tea, CONFIRMED);
        becomes("milk", milk, CONFIRMED);
        isNotKnown("bread, with an ack up to milk,", bread);
    }

    @Test
    void aMessageIsPersistent() throws Exception {
        declareQueue();
        var publisher = open(10);

        becomes("tea", publish(publisher, QUEUE, "tea"), CONFIRMED);

        assertThat(get().getProps().getDeliveryMode())
                .as("the delivery mode; 2 is persistent, others are gone after a restart")
                .isEqualTo(PERSISTENT);
    }

    @Test
    void noTwoMessagesHaveTheSameId() throws Exception {
        var one = open(line, 10);
        var other = open(line, 10);
        for (var i = 0; i < 5; i++) {
            publish(one, "tea");
            publish(other, "tea");
        }
        line.channel(1).awaitCount(5, "five messages are sent by each publisher");
        line.channel(2).awaitCount(5, "five messages are sent by each publisher");

        var ids = new ArrayList<>(line.channel(1).ids());
        ids.addAll(line.channel(2).ids());

        assertThat(ids)
                .as("the message ids of ten messages, by two publishers")
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void whatNoQueueTakesIsReported() throws Exception {
        var publisher = open(10);

        var outcome = publish(publisher, "nowhere", "tea");

        becomes("a message that no queue takes (was it mandatory?)", outcome, UNROUTABLE);
    }

    @Test
    void aMessageThatComesBackDoesNotSpoilTheOthers() throws Exception {
        var publisher = open(line, 10);
        var tea = publish(publisher, "tea");
        var milk = publish(publisher, "milk");
        var bread = publish(publisher, "bread");

        line.first().returns(2);
        line.first().acksUpTo(3);

        becomes("tea", tea, CONFIRMED);
        becomes("milk, which came back before its ack,", milk, UNROUTABLE);
        becomes("bread", bread, CONFIRMED);
    }

    @Test
    void eachOfManyHasItsOwnOutcome() throws Exception {
        declareQueue();
        var publisher = open(50);
        var expected = new ArrayList<String>();
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (var i = 0; i < 150; i++) {
            var queue = i % 7 == 0 ? "nowhere" : QUEUE;
            outcomes.add(publish(publisher, queue, "order " + i));
            if (queue.equals(QUEUE)) {
                expected.add("order " + i);
            }
        }

        for (var i = 0; i < outcomes.size(); i++) {
            var outcome = i % 7 == 0 ? UNROUTABLE : CONFIRMED;
            becomes("order " + i, outcomes.get(i), outcome);
        }
        assertThat(drain().stream().map(ConfirmedPublisherExamples::text))
                .as("the messages in the queue")
                .containsExactlyElementsOf(expected);
    }

    @Test
    void severalThreadsMayPublish() throws Exception {
        declareQueue();
        var publisher = open(20);
        var outcomes = new CopyOnWriteArrayList<CompletableFuture<Outcome>>();
        var threads =
                IntStream.range(0, 4)
                        .mapToObj(thread ->
                                background.start(
                                        "publishing thread " + thread,
                                        () -> {
                                            for (var i = 0; i < 50; i++) {
                                                outcomes.add(
                                                        publish(
                                                                publisher,
                                                                QUEUE,
                                                                thread + "/" + i));
                                            }
                                        }))
                        .toList();

        threads.forEach(Background.Task::awaitEnd);
        for (var outcome : outcomes) {
            becomes("one of 200 messages by four threads", outcome, CONFIRMED);
        }
        assertThat(drain().stream().map(ConfirmedPublisherExamples::text))
                .as("the messages in the queue")
                .hasSize(200)
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherProgramGivesOtherIds() throws Exception {
        for (var program = 1; program <= 2; program++) {
            var elsewhere = AnotherProgram.with(ConfirmedPublisher.class, publishers);
            publish(open(elsewhere, line, 10), "tea");
            line.channel(program).awaitCount(1, "a message is sent by each of two programs");
        }

        assertThat(line.channel(2).ids())
                .as(
                        "the message id that another program, or this one when it is started again,"
                                + " gives to its first message: no other message has it, whoever"
                                + " publishes it (a static counter begins from the beginning)")
                .doesNotContainAnyElementsOf(line.channel(1).ids());
    }

    @Test
    void eachMessageGoesWhereItIsMeantTo() throws Exception {
        var publisher = open(line, 10);

        publisher.publish("shop", "orders.tea", bytes("tea"));
        publisher.publish("", QUEUE, bytes(""));
        line.first().awaitCount(2, "two messages are sent");

        assertThat(line.first().sent())
                .as("exchange, routing key and text of what is sent")
                .extracting(Sent::exchange, Sent::routingKey, Sent::text)
                .containsExactly(tuple("shop", "orders.tea", "tea"), tuple("", QUEUE, ""));
    }

    @Test
    void anActionThatThrowsHarmsNobody() throws Exception {
        var publisher = open(line, 2);
        var tea = publish(publisher, "tea");
        tea.whenComplete((_, _) -> {
            throw new IllegalStateException("the action that depends on tea");
        });
        var milk = publish(publisher, "milk");

        line.first().acksUpTo(2);

        becomes("tea", tea, CONFIRMED);
        becomes("milk, acked together with tea, whose action throws,", milk, CONFIRMED);
    }

    @Test
    void whatIsAnsweredBeforeThePublishReturnsIsNotMissed() throws Exception {
        var publisher = open(line, 2);
        line.first().answersAtOnce();

        for (var text : List.of("tea", "milk", "bread", "salt")) {
            becomes(
                    text + ", acked before the channel's basicPublish returned,",
                    publishSoon(publisher, text),
                    CONFIRMED);
        }
    }
}
