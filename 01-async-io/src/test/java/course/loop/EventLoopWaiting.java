package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.loop.time.SystemClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What the loop does when there is nothing to do, and what ends that. */
abstract class EventLoopWaiting extends EventLoopExamples {
    private static final int POSTERS = 4;
    private static final int MANY = 10_000;
    private static final int AT_ONCE = 100_000;

    EventLoopWaiting(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void withNothingToProcessItWaitsForTheNextMessage() {
        start();
        settle();

        post("A");

        settle();
        diary.expectProcessed(
                "a message that is posted to a waiting loop wakes it (clock.wake())", "A");
        post("B");
        settle();
        diary.expectProcessed(
                "a message that is posted to a waiting loop wakes it (clock.wake())", "A", "B");
    }

    @Test
    void idleItUsesNoCpu() {
        start();
        post("A", () -> post("A's own"));
        settle();
        var before = clock.awaits();

        advance(ofHours(1));

        expectFewWakeUps(before, "in an hour in which nothing happened");
    }

    @Test
    void aPostDoesNotWaitForTheMessageThatIsBeingProcessed() {
        post("A", () -> takes(ofSeconds(5)));
        start();
        settle();

        var other = background.start("another thread", () -> post("B"));

        inTheDiary(() ->
                background.await(
                        "post() returns at once, though A is still being processed; which lock"
                                + " does it wait for?",
                        other::hasEnded));
        advance(ofSeconds(5));
        diary.expectProcessed(FIRST_IN_FIRST_OUT, "A", "B");
    }

    @Test
    void aPostWakesTheLoopWhateverItIsDoing() throws Exception {
        startStepByStep();

        atEachStepOfTheLoop(this::post, this::expectNotLost);
    }

    @Test
    void aPostWakesTheLoopWhateverItDoesMeanwhile() throws Exception {
        startStepByStep();

        atEachStepOfACaller(this::post, this::expectNotLost);
    }

    @Test
    void noneOfManyPostsIsLost() throws Exception {
        var loop = candidate.create(new SystemClock(), (Consumer<Throwable>) failures::add);
        running = background.start("the loop", loop::run);
        Example.current().closesAtEnd(loop::stop);
        var last = new AtomicInteger();
        var enough = System.nanoTime() + ofSeconds(1).toNanos();

        for (var i = 1; i <= 30_000 && System.nanoTime() - enough < 0; i++) {
            var number = i;
            loop.post(() -> last.set(number));

            awaitProcessed(last, number);
            // the next one comes a little later each time, so that it falls everywhere
            for (var pause = 0; pause < number % 100; pause++) {
                Thread.onSpinWait();
            }
        }
    }

    private void awaitProcessed(AtomicInteger last, int number) {
        for (var spins = 0; last.get() != number && spins < 10_000; spins++) {
            Thread.onSpinWait();
        }
        if (last.get() != number) {
            background.await(
                    "message %,d is processed, as those before it were (or was it a wake-up that got lost?)"
                            .formatted(number),
                    () -> last.get() == number);
        }
    }

    @Test
    void manyThreadsMayPostAtOnce() throws Exception {
        loop = candidate.create(new RestlessClock(), (Consumer<Throwable>) failures::add);
        running = background.start("the loop", loop::run);
        Example.current().closesAtEnd(loop::stop);
        var enough = System.nanoTime() + ofSeconds(1).toNanos();

        while (System.nanoTime() - enough < 0) {
            manyThreadsPost();
        }
    }

    private void manyThreadsPost() {
        var begin = new CountDownLatch(1);
        var posters = new ArrayList<Background.Task>();
        var seen = new ArrayList<List<Integer>>();
        for (var i = 1; i <= POSTERS; i++) {
            var numbers = Collections.synchronizedList(new ArrayList<Integer>());
            seen.add(numbers);
            posters.add(
                    background.start(
                            "poster " + i,
                            () -> {
                                begin.await();
                                for (var n = 1; n <= MANY; n++) {
                                    var number = n;
                                    loop.post(() -> numbers.add(number));
                                }
                            }));
        }

        begin.countDown();
        posters.forEach(Background.Task::awaitEnd);

        var last = new AtomicBoolean();
        loop.post(() -> last.set(true));
        background.await(
                "what is posted after all the others is processed; is the queue made for several"
                        + " threads?",
                last::get);
        for (var i = 0; i < POSTERS; i++) {
            expectAllInOrder(seen.get(i), "poster " + (i + 1));
        }
    }

    private static void expectAllInOrder(List<Integer> numbers, String poster) {
        for (var i = 0; i < MANY; i++) {
            if (i >= numbers.size() || numbers.get(i) != i + 1) {
                throw new AssertionError(
                        "%s threads posted at once, each the numbers 1 to %,d. Of %s, %,d were processed, and after %,d came %s. Is the queue made for several threads?"
                                .formatted(
                                        POSTERS,
                                        MANY,
                                        poster,
                                        numbers.size(),
                                        i,
                                        i < numbers.size() ? numbers.get(i) : "nothing"));
            }
        }
        assertThat(numbers.size())
                .withFailMessage(
                        "each message is processed once; %s posted %s, and %s were processed",
                        poster, MANY, numbers.size())
                .isEqualTo(MANY);
    }

    @Test
    void anotherThreadMayStopAWaitingLoop() {
        start();
        settle();

        stop();

        awaitTheEnd();
    }

    @Test
    void aStopEndsTheLoopWhateverItIsDoing() throws Exception {
        var more = true;
        for (var steps = 1; more && steps <= MOST_STEPS; steps++) {
            if (steps > 1) {
                createLoop();
            }
            startStepByStep();
            var hold = new Hold(steps, this::stop);

            post("early", hold);
            settle();

            more = hold.happened();
            if (!more) {
                stop();
            }
            awaitTheEnd();
        }
    }

    @Test
    void aStopEndsTheLoopWhateverItDoesMeanwhile() throws Exception {
        var more = new AtomicBoolean(true);
        for (var number = 1; more.get() && number <= MOST_STEPS; number++) {
            var steps = number;
            if (steps > 1) {
                createLoop();
            }
            startStepByStep();
            more.set(false);

            awaitReturn(
                    background.start(
                            "another thread",
                            () -> {
                                Steps.holdAfter(
                                        steps,
                                        () -> {
                                            more.set(true);
                                            letTheLoopGoOn();
                                        });
                                stop();
                            }));

            awaitTheEnd();
        }
    }

    @Test
    void anInterruptEndsAWaitingLoop() {
        startToBeInterrupted();
        settle();

        interrupt();

        expectInterrupted();
    }

    static List<Duration> delays() {
        return List.of(ofNanos(1), ofHours(1), ofSeconds(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("delays")
    void anInterruptEndsALoopThatWaitsForATimer(Duration delay) {
        postDelayed("A", delay);
        startToBeInterrupted();
        settle();

        interrupt();

        expectInterrupted();
        diary.expectProcessed("A's time had not come when the loop was interrupted");
    }

    @Test
    void anInterruptThatCameBeforeEndsItAsSoonAsItWaits() {
        post("A", () -> Thread.currentThread().interrupt());
        startToBeInterrupted();

        expectInterrupted();
        diary.expectProcessed("the loop was interrupted after A had come", "A");
    }

    /** Who interrupts the loop's thread when it does not wait. */
    enum Interrupter {
        WHO_RUNS_IT,
        A_MESSAGE,
        A_MESSAGE_THAT_FAILS
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptKeepsNothingThatIsThereFromBeingProcessed(Interrupter interrupter) {
        expectsAFailure = interrupter == Interrupter.A_MESSAGE_THAT_FAILS;
        interruptsBefore = interrupter == Interrupter.WHO_RUNS_IT;
        post(
                "A",
                () -> {
                    if (!interruptsBefore) {
                        Thread.currentThread().interrupt();
                    }
                    if (expectsAFailure) {
                        throw new IllegalStateException("message A has failed");
                    }
                });
        post("B");
        startToBeInterrupted();

        expectInterrupted();
        diary.expectProcessed(
                "an interrupt ends the loop when it waits, and not before: A and B were there",
                "A",
                "B");
    }

    static List<Arguments> interruptsAndKinds() {
        var forms = new ArrayList<Arguments>();
        for (var interrupter : Interrupter.values()) {
            for (var kind : Kind.values()) {
                forms.add(Arguments.of(interrupter, kind));
            }
        }
        return forms;
    }

    @ParameterizedTest
    @MethodSource("interruptsAndKinds")
    void norWhatAMessageAddsBeforeIt(Interrupter interrupter, Kind kind) {
        expectsAFailure = interrupter == Interrupter.A_MESSAGE_THAT_FAILS;
        interruptsBefore = interrupter == Interrupter.WHO_RUNS_IT;
        add(
                kind,
                "A",
                () -> {
                    add(kind, "A's own");
                    if (!interruptsBefore) {
                        Thread.currentThread().interrupt();
                    }
                    if (expectsAFailure) {
                        throw new IllegalStateException("message A has failed");
                    }
                });
        add(kind, "B");
        startToBeInterrupted();

        expectInterrupted();
        diary.expectProcessed(
                "an interrupt ends the loop when it waits, and not before: A and B were there, and"
                        + " so was what A had added, each of them %s that was due"
                                .formatted(kind.told),
                "A",
                "B",
                "A's own");
    }

    @Test
    void theLoopMayRunOnAVirtualThread() {
        var thread = new AtomicReference<Thread>();
        running =
                background.start(
                        "who waits for the loop's thread",
                        () -> {
                            thread.set(Thread.ofVirtual().unstarted(this::runHere));
                            thread.get().start();
                            thread.get().join();
                        });
        Example.current().closesAtEnd(loop::stop);
        background.await("the virtual thread has begun", () -> thread.get() != null);
        clock.of(thread.get());
        settle();

        var seen = new AtomicReference<Thread>();
        post("A", () -> seen.set(Thread.currentThread()));

        settle();
        diary.expectProcessed("the loop runs on whichever thread calls run()", "A");
        assertThat(seen.get())
                .withFailMessage(
                        "run() was called by a virtual thread, which has to process A; it was"
                                + " processed by %s",
                        seen.get())
                .isSameAs(thread.get());
        stop();
        awaitTheEnd();
    }

    private void runHere() {
        try {
            loop.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who puts many messages into the queue. */
    enum Poster {
        BEFORE_THE_LOOP_RUNS,
        A_MESSAGE,
        ANOTHER_THREAD_WHILE_A_MESSAGE_IS_PROCESSED
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfMessagesMayWaitInTheQueue(Poster poster) {
        var processed = new AtomicInteger();
        Runnable posting =
                () -> {
                    diary.note("post(…) %s times".formatted(AT_ONCE));
                    for (var i = 0; i < AT_ONCE; i++) {
                        loop.post(processed::incrementAndGet);
                    }
                };

        switch (poster) {
            case BEFORE_THE_LOOP_RUNS -> {
                awaitPosted(posting);
                start();
            }
            case A_MESSAGE -> {
                post("A", posting);
                start();
            }
            case ANOTHER_THREAD_WHILE_A_MESSAGE_IS_PROCESSED -> {
                post("A", () -> awaitPosted(posting));
                start();
            }
        }

        settle();
        assertThat(processed.get())
                .withFailMessage(() ->
                        diary.with(
                                "%s messages were posted, and %s of them were processed"
                                        .formatted(AT_ONCE, processed.get())))
                .isEqualTo(AT_ONCE);
    }

    private void awaitPosted(Runnable posting) {
        var other = background.start("another thread", posting::run);
        inTheDiary(() ->
                background.await(
                        "post() returns at once, however many messages are in the queue; does it"
                                + " wait for room in it?",
                        other::hasEnded));
    }
}
