package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Coroutine.Caller;
import course.kit.Candidate;
import course.kit.Example;
import course.kit.Exercise;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

@Exercise(id = "2.4", title = "Baozi", section = "使用yield实现协程操作例子")
class BaoziSpec {
    private static final String STARTING = "--->starting eating baozi...";

    private final Coroutine.Factory coroutines = new GivenCoroutines();
    private final Baozi baozi;
    private final List<String> printed = new ArrayList<>();

    BaoziSpec(Candidate<Baozi> candidate) throws Exception {
        baozi = candidate.create(coroutines);
    }

    private Coroutine<Integer, Void, Void> consumer(String name) {
        return Example.current().closesAtEnd(baozi.consumer(name, printed::add));
    }

    private static String made(int number) {
        return "\033[32;1m[producer]\033[0m is making baozi " + number;
    }

    @Test
    void aConsumerPrintsThatItStarts() {
        var consumer = consumer("c1");
        expectPrinted("a consumer does nothing before it is asked to begin");

        consumer.next();

        expectPrinted("it says that it starts, and waits", STARTING);
    }

    @Test
    void aConsumerEatsWhatItIsSent() {
        var consumer = consumer("c1");
        consumer.next();

        consumer.send(1);
        consumer.send(28);

        expectPrinted(
                "a consumer eats as long as it is sent baozi",
                STARTING,
                "[c1] is eating baozi 1",
                "[c1] is eating baozi 28");
    }

    @Test
    void aConsumerEndsWhenItIsClosed() {
        var consumer = consumer("c1");
        consumer.next();

        consumer.close();

        assertThatThrownBy(() -> consumer.send(1), "a baozi for a consumer that was closed")
                .isInstanceOf(IllegalStateException.class);
        expectPrinted("a closed consumer eats nothing", STARTING);
    }

    @Test
    void theTutorialsTranscript() {
        baozi.producer(List.of(consumer("c1"), consumer("c2")), 5, printed::add);

        expectPrinted(
                "the tutorial's transcript",
                STARTING,
                STARTING,
                "[c1] is eating baozi 1",
                "[c2] is eating baozi 1",
                made(1),
                "[c1] is eating baozi 2",
                "[c2] is eating baozi 2",
                made(2),
                "[c1] is eating baozi 3",
                "[c2] is eating baozi 3",
                made(3),
                "[c1] is eating baozi 4",
                "[c2] is eating baozi 4",
                made(4),
                "[c1] is eating baozi 5",
                "[c2] is eating baozi 5",
                made(5));
    }

    @Test
    void allConsumersBeginBeforeTheFirstBaozi() {
        var consumers = List.of(noting("first"), noting("second"), noting("third"));

        baozi.producer(consumers, 1, printed::add);

        expectPrinted(
                "a consumer is begun with next(), and can be sent something then",
                "first begins",
                "second begins",
                "third begins",
                "first has 1",
                "second has 1",
                "third has 1",
                made(1));
    }

    /** A consumer that is not the candidate's. */
    private Coroutine<Integer, Void, Void> noting(String name) {
        return coroutines.create(caller -> {
            printed.add(name + " begins");
            while (true) {
                printed.add(name + " has " + caller.yield(null));
            }
        });
    }

    @Test
    void thereMayBeAnyNumberOfConsumers() {
        var consumers = IntStream.rangeClosed(1, 1_000).mapToObj(i -> consumer("c" + i)).toList();

        baozi.producer(consumers, 3, printed::add);

        var expected = new ArrayList<String>();
        consumers.forEach(consumer -> expected.add(STARTING));
        for (int round = 1; round <= 3; round++) {
            for (int i = 1; i <= consumers.size(); i++) {
                expected.add("[c%s] is eating baozi %s".formatted(i, round));
            }
            expected.add(made(round));
        }
        assertThat(printed).as("1,000 consumers, three rounds").isEqualTo(expected);
    }

    @Test
    void withoutConsumersBaoziAreMadeAllTheSame() {
        baozi.producer(List.of(), 2, printed::add);

        expectPrinted("nobody is there to eat", made(1), made(2));
    }

    @Test
    void withoutRoundsTheConsumersWaitForTheFirst() {
        var consumer = consumer("c1");

        baozi.producer(List.of(consumer), 0, printed::add);

        expectPrinted("nothing is made", STARTING);
        consumer.send(1);
        expectPrinted("the consumer waits for the first", STARTING, "[c1] is eating baozi 1");
    }

    @Test
    void inTheEndTheConsumersWaitForMore() {
        var consumer = consumer("c1");
        baozi.producer(List.of(consumer), 1, printed::add);

        consumer.send(2);

        expectPrinted(
                "who has made the consumer closes it, not the producer",
                STARTING,
                "[c1] is eating baozi 1",
                made(1),
                "[c1] is eating baozi 2");
    }

    @Test
    void whoHasHadEnoughIsSentNoMore() {
        var small = eating(1, "small");
        var none = eating(0, "none");

        baozi.producer(List.of(none, small, noting("big")), 3, printed::add);

        expectPrinted(
                "a consumer that has returned is left out, and the others go on",
                "big begins",
                "small eats 1",
                "big has 1",
                made(1),
                "big has 2",
                made(2),
                "big has 3",
                made(3));
    }

    private Coroutine<Integer, Void, Void> eating(int most, String name) {
        return coroutines.create((Caller<Integer, Void> caller) -> {
            for (int eaten = 0; eaten < most; eaten++) {
                printed.add(name + " eats " + caller.yield(null));
            }
            return null;
        });
    }

    @Test
    void whatAConsumerThrowsReachesWhoCallsTheProducer() {
        var failure = new IllegalStateException("not another one");
        Coroutine<Integer, Void, Void> fussy =
                coroutines.create(caller -> {
                    caller.yield(null);
                    throw failure;
                });

        assertThatThrownBy(
                        () -> baozi.producer(List.of(fussy, noting("other")), 2, printed::add),
                        "producer(), when a consumer fails")
                .isSameAs(failure);
    }

    @Test
    void lessThanNoRoundsAreRefused() {
        assertThatThrownBy(
                        () -> baozi.producer(List.of(noting("first")), -1, printed::add),
                        "producer() with -1 rounds")
                .isInstanceOf(IllegalArgumentException.class);
        expectPrinted("nobody has begun");
    }

    private void expectPrinted(String why, String... expected) {
        assertThat(visible(printed))
                .withFailMessage(
                        "%s%n  expected:%n    %s%n  but was:%n    %s",
                        why,
                        String.join("\n    ", visible(List.of(expected))),
                        String.join("\n    ", visible(printed)))
                .isEqualTo(visible(List.of(expected)));
    }

    /** A failure is to show the escape sequences, not to be coloured by them. */
    private static List<String> visible(List<String> lines) {
        return lines.stream().map(line -> line.replace("\033", "\\033")).toList();
    }
}
