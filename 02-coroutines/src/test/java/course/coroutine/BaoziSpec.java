package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Coroutine.Caller;
import course.coroutine.Coroutine.Yielded;
import course.kit.Candidate;
import course.kit.Example;
import course.kit.Exercise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Exercise(id = "2.4", title = "Baozi", section = "使用yield实现协程操作例子")
class BaoziSpec {
    private static final String STARTING = "--->starting eating baozi...";

    private final Switches switches = new Switches();
    private final Coroutine.Factory coroutines = switches.seen(new GivenCoroutines());
    private final Counting factory = new Counting(coroutines);
    private final Baozi baozi;
    private final List<String> printed = switches.diary();

    BaoziSpec(Candidate<Baozi> candidate) throws Exception {
        baozi = candidate.create(factory);
    }

    /** What the candidate is given: counts what it creates. */
    private static final class Counting implements Coroutine.Factory {
        private final Coroutine.Factory coroutines;
        private int created;

        Counting(Coroutine.Factory coroutines) {
            this.coroutines = coroutines;
        }

        @Override
        public <I, O, R> Coroutine<I, O, R> create(Coroutine.Body<I, O, R> body) {
            created++;
            return coroutines.create(body);
        }
    }

    private Coroutine<Integer, Void, Void> consumer(String name) {
        return consumer(name, printed::add);
    }

    /** Whether it can be closed has an example of its own: here it is tidied up. */
    private Coroutine<Integer, Void, Void> consumer(String name, Consumer<String> print) {
        var consumer = baozi.consumer(name, print);
        Example.current()
                .closesAtEnd(() -> {
                    try {
                        consumer.close();
                    } catch (RuntimeException | Error notHere) {
                        // it has failed the example that is about that
                    }
                });
        return consumer;
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
    void theFactoryCreatesTheConsumers() {
        consumer("c1").next();
        consumer("c2").next();

        assertThat(factory.created)
                .withFailMessage(
                        "two consumers have begun, and of the coroutines that they are, the factory"
                            + " that was given to the constructor has created %s; it creates the"
                            + " consumers, whatever its coroutines are made of",
                        factory.created)
                .isGreaterThanOrEqualTo(2);
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
    void aConsumerThatIsAskedForNothingGoesOn() {
        var consumer = consumer("c1");
        consumer.next();

        assertThat(consumer.next() instanceof Yielded)
                .as("whether a consumer waits for more after next(): it ends when it is closed")
                .isTrue();

        consumer.send(1);
        assertThat(printed.getLast())
                .as("what it prints when it is sent the next baozi")
                .isEqualTo("[c1] is eating baozi 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aConsumerEatsABaoziOfAnyNumber(int number) {
        var consumer = consumer("c1");
        consumer.next();

        for (int time = 0; time < 2; time++) {
            assertThat(consumer.send(number) instanceof Yielded)
                    .as("whether a consumer waits for more, when it was sent baozi %s", number)
                    .isTrue();
        }

        var eating = "[c1] is eating baozi " + number;
        expectPrinted("it eats whatever it is sent", STARTING, eating, eating);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c1",
                "包子",
                "",
                "two words",
                " c1 ",
                "100%",
                "%s",
                "$1",
                "%d%n",
                "O'Neil",
                "{0}",
                "{",
                "'{1}'",
                "\\",
                "a\\1",
                "\"c1\"",
                "[c1]",
                "a\nb"
            })
    void aConsumerMayHaveAnyName(String name) {
        var consumer = consumer(name);

        consumer.next();
        consumer.send(1_234_567);
        consumer.send(0);

        expectPrinted(
                "name and number stand in the line as they are",
                STARTING,
                "[" + name + "] is eating baozi 1234567",
                "[" + name + "] is eating baozi 0");
    }

    @Test
    void consumersKnowNothingOfEachOther() {
        var others = new ArrayList<String>();
        var first = consumer("c1");
        var second = consumer("c1", others::add);

        second.next();
        first.next();
        second.send(7);
        first.send(8);
        first.close();
        second.send(9);

        expectPrinted("each prints with its own print", STARTING, "[c1] is eating baozi 8");
        assertThat(others)
                .as("what the second one prints, which was closed later than the first")
                .containsExactly(STARTING, "[c1] is eating baozi 7", "[c1] is eating baozi 9");
    }

    @Test
    void aConsumerThatIsClosedBeforeItBeginsPrintsNothing() {
        var consumer = consumer("c1");

        consumer.close();

        Attempt.of("next() of a consumer that was closed", consumer::next).expectRefused();
        expectPrinted("it has never begun");
    }

    @Test
    void aConsumerEndsWhenItIsClosed() {
        var consumer = consumer("c1");
        consumer.next();

        consumer.close();

        Attempt.of("a baozi for a consumer that was closed", () -> consumer.send(1))
                .expectRefused();
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

    @ParameterizedTest
    @ValueSource(strings = {"1 3 3", "3 1 3", "3 3 1", "1 1 3", "3 1 1", "0 0 3", "1 2 3", "0 1 0"})
    void whoeverLeavesTheOthersGoOn(String appetites) {
        var most = Stream.of(appetites.split(" ")).map(Integer::valueOf).toList();
        var consumers = new ArrayList<Coroutine<Integer, Void, Void>>();
        var expected = new ArrayList<String>();
        for (int i = 0; i < most.size(); i++) {
            consumers.add(eating(most.get(i), "c" + i));
        }
        for (int round = 1; round <= 4; round++) {
            for (int i = 0; i < most.size(); i++) {
                if (round <= most.get(i)) {
                    expected.add("c%s eats %s".formatted(i, round));
                }
            }
            expected.add(made(round));
        }
        var before = List.copyOf(consumers);

        baozi.producer(consumers, 4, printed::add);

        expectPrinted(
                "three consumers return after %s baozi; four are made".formatted(appetites),
                expected.toArray(String[]::new));
        assertThat(consumers.equals(before))
                .as("whether the list of consumers, which is the caller's, is as it was")
                .isTrue();
    }

    @Test
    void consumersThatAreEqualLeaveEachForItself() {
        baozi.producer(
                List.of(
                        new Alike<>(eating(3, "big")),
                        new Alike<>(eating(1, "small")),
                        new Alike<>(eating(2, "middle"))),
                3,
                printed::add);

        expectPrinted(
                "who has returned is left out, and not one that is equal to it",
                "big eats 1",
                "small eats 1",
                "middle eats 1",
                made(1),
                "big eats 2",
                "middle eats 2",
                made(2),
                "big eats 3",
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

        Attempt.of(
                        "producer(), when a consumer fails",
                        () ->
                                baozi.producer(
                                        List.of(fussy(1, failure), noting("other")),
                                        2,
                                        printed::add))
                .expect(failure);
    }

    /** Fails when it gets the baozi of this number; at 0, when it begins. */
    private Coroutine<Integer, Void, Void> fussy(int number, Throwable failure) {
        return coroutines.create(caller -> {
            for (int eaten = 0; eaten < number; eaten++) {
                caller.yield(null);
            }
            throw Thrown.sneakily(failure);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whateverAConsumerThrowsEndsTheProducer(Thrown thrown) {
        for (int number = 0; number <= 2; number++) {
            printed.clear();
            var failure = thrown.create();
            var before = noting("before");
            var behind = noting("behind");
            var consumers = List.of(before, fussy(number, failure), behind);

            Attempt.of(
                            "producer(), when the second of three consumers throws %s, %s"
                                    .formatted(
                                            thrown,
                                            number == 0
                                                    ? "when it begins"
                                                    : "when it gets baozi " + number),
                            () -> baozi.producer(consumers, 3, printed::add))
                    .expect(failure);

            var expected = new ArrayList<String>();
            expected.add("before begins");
            for (int made = 1; made <= number; made++) {
                expected.add(made == 1 ? "behind begins" : "behind has " + (made - 1));
                if (made > 1) {
                    expected.add(made(made - 1));
                }
                expected.add("before has " + made);
            }
            expectPrinted("nobody gets anything after a failure", expected.toArray(String[]::new));
            expectWaiting(before, "before", "who had its turn before the one that failed");
            if (number > 0) {
                expectWaiting(behind, "behind", "who would have had its turn next");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "EXIT")
    void whatTheirPrintThrowsIsThrownByConsumers(Thrown thrown) {
        for (int number = 0; number <= 2; number++) {
            printed.clear();
            int last = number;
            var failure = thrown.create();
            var broken =
                    consumer(
                            "c1",
                            line -> {
                                printed.add(line);
                                if (line.equals(last == 0 ? STARTING : eating(last))) {
                                    throw Thrown.sneakily(failure);
                                }
                            });
            var behind = noting("behind");

            Attempt.of(
                            ("producer(), when the print of the first of two consumers throws"
                                            + " %s, asked to print %s")
                                    .formatted(thrown, last == 0 ? STARTING : eating(last)),
                            () -> baozi.producer(List.of(broken, behind), 3, printed::add))
                    .expect(failure);

            var expected = new ArrayList<String>();
            expected.add(STARTING);
            for (int made = 1; made <= number; made++) {
                expected.add(made == 1 ? "behind begins" : "behind has " + (made - 1));
                if (made > 1) {
                    expected.add(made(made - 1));
                }
                expected.add(eating(made));
            }
            expectPrinted(
                    "a consumer throws what its print throws, and nobody gets anything after that",
                    expected.toArray(String[]::new));
            Attempt.of(
                            "send() to a consumer whose print has thrown %s before"
                                    .formatted(thrown),
                            () -> broken.send(28))
                    .expectRefused();
        }
    }

    private static String eating(int number) {
        return "[c1] is eating baozi " + number;
    }

    private void expectWaiting(Coroutine<Integer, Void, Void> consumer, String name, String which) {
        printed.clear();
        try {
            consumer.send(28);
        } catch (IllegalStateException closed) {
            throw new AssertionError(
                    "%s waits for more, and is closed by whoever has created it, not by the producer"
                            .formatted(which),
                    closed);
        }
        expectPrinted(which + " waits for more", name + " has 28");
    }

    @ParameterizedTest
    @EnumSource
    void whatItsPrintThrowsIsThrownByTheProducer(Thrown thrown) {
        for (int number = 1; number <= 2; number++) {
            printed.clear();
            var failure = thrown.create();
            var last = made(number);
            var consumer = noting("c");

            Attempt.of(
                            "producer(), when its print throws %s, asked to print line %s"
                                    .formatted(thrown, number),
                            () ->
                                    baozi.producer(
                                            List.of(consumer),
                                            3,
                                            line -> {
                                                printed.add(line);
                                                if (line.equals(last)) {
                                                    throw Thrown.sneakily(failure);
                                                }
                                            }))
                    .expect(failure);

            var expected = new ArrayList<>(List.of("c begins"));
            for (int made = 1; made <= number; made++) {
                expected.add("c has " + made);
                expected.add(made(made));
            }
            expectPrinted("nobody gets anything after a failure", expected.toArray(String[]::new));
            expectWaiting(consumer, "c", "a consumer whose producer has failed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -2, Integer.MIN_VALUE})
    void lessThanNoRoundsAreRefused(int rounds) {
        var first = noting("first");

        Attempt.of(
                        "producer() with %s rounds".formatted(rounds),
                        () -> baozi.producer(List.of(first), rounds, printed::add))
                .expect(IllegalArgumentException.class);
        expectPrinted("nobody has begun");

        baozi.producer(List.of(first), 1, printed::add);
        expectPrinted("it can begin later", "first begins", "first has 1", made(1));
    }

    @Test
    void withoutConsumersLessThanNoRoundsAreRefusedToo() {
        Attempt.of(
                        "producer() with -1 rounds and no consumers",
                        () -> baozi.producer(List.of(), -1, printed::add))
                .expect(IllegalArgumentException.class);
    }

    // once more

    @Test
    void eachCallOfTheProducerBeginsWithTheFirstBaozi() {
        baozi.producer(List.of(noting("a"), eating(1, "b")), 2, printed::add);
        printed.clear();

        baozi.producer(List.of(noting("c"), noting("d")), 2, printed::add);

        expectPrinted(
                "the second call is for the consumers of its own list",
                "c begins",
                "d begins",
                "c has 1",
                "d has 1",
                made(1),
                "c has 2",
                "d has 2",
                made(2));
    }

    @Test
    void aCallOfTheProducerAfterAFailureBeginsAnew() {
        var failure = new IllegalArgumentException("not another one");
        Attempt.of(
                        "producer(), when a consumer fails",
                        () ->
                                baozi.producer(
                                        List.of(noting("a"), fussy(2, failure)), 3, printed::add))
                .expect(failure);
        printed.clear();

        baozi.producer(List.of(noting("c")), 1, printed::add);

        expectPrinted("the second call is on its own", "c begins", "c has 1", made(1));
    }

    @Test
    void aConsumerMayItselfCallTheProducer() {
        Coroutine<Integer, Void, Void> host =
                coroutines.create(caller -> {
                    caller.yield(null);
                    baozi.producer(List.of(noting("guest")), 2, printed::add);
                    while (true) {
                        printed.add("host has " + caller.yield(null));
                    }
                });

        baozi.producer(List.of(host, noting("other")), 2, printed::add);

        expectPrinted(
                "the inner call is for the guest alone, and the outer one goes on where it is",
                "other begins",
                "guest begins",
                "guest has 1",
                made(1),
                "guest has 2",
                made(2),
                "other has 1",
                made(1),
                "host has 2",
                "other has 2",
                made(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aConsumerMayCallTheProducerAlsoWhenItBegins(int place) {
        Coroutine<Integer, Void, Void> host =
                coroutines.create(caller -> {
                    baozi.producer(List.of(noting("guest"), eating(0, "small")), 1, printed::add);
                    while (true) {
                        printed.add("host has " + caller.yield(null));
                    }
                });
        var consumers = new ArrayList<>(List.of(noting("c0"), noting("c1")));
        consumers.add(place, host);
        var expected = new ArrayList<>(List.of("c0 begins", "c1 begins"));
        expected.addAll(place, List.of("guest begins", "guest has 1", made(1)));
        for (int number = 1; number <= 2; number++) {
            var eaten = new ArrayList<>(List.of("c0 has " + number, "c1 has " + number));
            eaten.add(place, "host has " + number);
            expected.addAll(eaten);
            expected.add(made(number));
        }

        baozi.producer(consumers, 2, printed::add);

        expectPrinted(
                ("consumer %s of 3 itself calls producer() when it begins: the inner call is for"
                     + " the guests alone, and the outer one for the consumers of its own list")
                        .formatted(place + 1),
                expected.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void whateverACallByAConsumerThrowsTheOuterOneGoesOn(Thrown thrown) {
        for (int number = 0; number <= 2; number++) {
            printed.clear();
            int last = number;
            var failure = thrown.create();
            Coroutine<Integer, Void, Void> host =
                    coroutines.create(caller -> {
                        caller.yield(null);
                        try {
                            baozi.producer(List.of(fussy(last, failure)), 3, printed::add);
                        } catch (Throwable caught) {
                            printed.add(caught == failure ? "host has caught it" : "" + caught);
                        }
                        while (true) {
                            printed.add("host has " + caller.yield(null));
                        }
                    });

            baozi.producer(List.of(host, noting("other")), 2, printed::add);

            var expected = new ArrayList<>(List.of("other begins"));
            if (number == 2) {
                expected.add(made(1));
            }
            expected.addAll(
                    List.of(
                            "host has caught it",
                            "other has 1",
                            made(1),
                            "host has 2",
                            "other has 2",
                            made(2)));
            expectPrinted(
                    ("a consumer itself calls producer(), which throws %s (its guest throws that"
                                    + " %s), and catches that; the outer call goes on where it is")
                            .formatted(
                                    thrown, number == 0 ? "when it begins" : "at baozi " + number),
                    expected.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"is refused", "fails when the guests begin", "fails at their first"})
    void aCallByAConsumerThatFailsIsNothingToTheOuterOne(String inner) {
        var failure = new IllegalArgumentException("not another one");
        Coroutine<Integer, Void, Void> host =
                coroutines.create(caller -> {
                    caller.yield(null);
                    var guests =
                            List.of(
                                    noting("guest"),
                                    fussy(inner.endsWith("begin") ? 0 : 1, failure));
                    try {
                        baozi.producer(guests, inner.equals("is refused") ? -1 : 2, printed::add);
                    } catch (IllegalArgumentException e) {
                        printed.add("host has caught it");
                    }
                    while (true) {
                        printed.add("host has " + caller.yield(null));
                    }
                });

        baozi.producer(List.of(host, noting("other")), 2, printed::add);

        var expected = new ArrayList<>(List.of("other begins"));
        if (!inner.equals("is refused")) {
            expected.add("guest begins");
        }
        if (inner.equals("fails at their first")) {
            expected.add("guest has 1");
        }
        expected.addAll(
                List.of(
                        "host has caught it",
                        "other has 1",
                        made(1),
                        "host has 2",
                        "other has 2",
                        made(2)));
        expectPrinted(
                "a consumer itself calls producer(), which %s, and catches that; the outer call is"
                                .formatted(inner)
                        + " for the consumers of its own list, and goes on where it is",
                expected.toArray(String[]::new));
    }

    @Test
    void thereMayBeAnyNumberOfRounds() {
        int rounds = 50_000;

        baozi.producer(List.of(noting("c")), rounds, printed::add);

        assertThat(printed).as("lines of %s rounds", rounds).hasSize(1 + 2 * rounds);
        assertThat(printed.getLast()).as("the last line").isEqualTo(made(rounds));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE - 1, Integer.MAX_VALUE})
    void thereMayBeAsManyRoundsAsCanBeAskedFor(int rounds) {
        var failure = new IllegalArgumentException("not another one");

        Attempt.of(
                        "producer() with %s rounds, when a consumer fails at baozi 3"
                                .formatted(rounds),
                        () ->
                                baozi.producer(
                                        List.of(noting("c"), fussy(3, failure)),
                                        rounds,
                                        printed::add))
                .expect(failure);

        expectPrinted(
                "of %s rounds, two have been made when a consumer fails".formatted(rounds),
                "c begins",
                "c has 1",
                made(1),
                "c has 2",
                made(2),
                "c has 3");
    }

    @Test
    void consumersAndProducerPrintEachWithTheirOwn() {
        var producers = new ArrayList<String>();

        baozi.producer(List.of(consumer("c1")), 1, producers::add);

        expectPrinted("what the consumer prints", STARTING, "[c1] is eating baozi 1");
        assertThat(visible(producers))
                .as("what the producer prints")
                .isEqualTo(visible(List.of(made(1))));
    }

    @Test
    void allOfItHappensOnTheCallersThread() {
        var threads = new ArrayList<Thread>();
        Coroutine<Integer, Void, Void> consumer =
                coroutines.create(caller -> {
                    while (true) {
                        threads.add(Thread.currentThread());
                        caller.yield(null);
                    }
                });

        baozi.producer(List.of(consumer), 2, line -> threads.add(Thread.currentThread()));

        assertThat(threads)
                .withFailMessage(
                        "producer() ran its consumers, or printed, on %s; all is on one thread, the"
                                + " caller's",
                        threads)
                .containsOnly(Thread.currentThread());
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
