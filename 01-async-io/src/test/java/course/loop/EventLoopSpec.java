package course.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.kit.Exercise;
import course.kit.Patience;
import course.loop.time.LoopClock;
import course.loop.time.SystemClock;
import course.loop.time.VirtualTime;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

@Exercise(id = "1.1", title = "EventLoop", section = "异步IO")
class EventLoopSpec {
    private static final String FIRST_IN_FIRST_OUT =
            "messages are processed in the order in which they were posted, each of them once";
    private static final String LOST_WAKE_UP =
            "lost wake-up: the loop waits, though a message is in its queue; what if it is posted"
                    + " between the loop's last look at the queue and its wait?";
    private static final int FEW = 60;
    private static final int MOST_STEPS = 300;
    private static final int POSTERS = 4;
    private static final int MANY = 10_000;

    private final Candidate<EventLoop> candidate;
    private final Background background;
    private final VirtualTime time = new VirtualTime(this::check, Patience.limit());
    private final Diary diary = new Diary(time);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private VirtualTime.Clock clock;
    private EventLoop loop;
    private Background.Task running;
    private volatile boolean mayEnd;
    private volatile boolean expectsAFailure;
    private volatile boolean stopCalled;

    EventLoopSpec(Candidate<EventLoop> candidate, Background background) throws Exception {
        this.candidate = candidate;
        this.background = background;
        createLoop();
    }

    private void createLoop() throws Exception {
        clock = time.newClock("the loop");
        loop = candidate.create(clock, (Consumer<Throwable>) failures::add);
        running = null;
        mayEnd = false;
        stopCalled = false;
    }

    /** Starts a loop whose thread, and whose callers, can be held between any two steps. */
    private void startStepByStep() throws Exception {
        var constructor = Steps.copyOf(loop.getClass()).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        loop = (EventLoop) constructor.newInstance(clock, (Consumer<Throwable>) failures::add);
        Example.current().closesAtEnd(Steps::holdNobody);
        start();
        settle();
    }

    // 1.1.1: post, run, stop

    @Test
    void messagesAreProcessedInTheOrderInWhichTheyWerePosted() {
        post("A", this::stopAfterThree);
        post("B", this::stopAfterThree);
        post("C", this::stopAfterThree);

        runToTheEnd();

        diary.expectProcessed(FIRST_IN_FIRST_OUT, "A", "B", "C");
    }

    private void stopAfterThree() {
        if (diary.processed().size() == 3) {
            stop();
        }
    }

    @Test
    void whatAMessagePostsComesAfterWhatWasThere() {
        post("A", () -> post("A's own", this::stop));
        post("B");

        runToTheEnd();

        diary.expectProcessed(FIRST_IN_FIRST_OUT, "A", "B", "A's own");
    }

    @Test
    void oneThreadProcessesAllAndNobodyElseDoes() {
        var threads = new ArrayList<Thread>();
        Runnable message = () -> threads.add(Thread.currentThread());
        loop.post(message);
        loop.post(() -> loop.post(message));
        post("the end", () -> post("the very end", this::stop));

        runToTheEnd();

        assertThat(threads)
                .withFailMessage(() ->
                        diary.with(
                                "post() only puts a message into the queue; it is the"
                                        + " thread that called run() that processes it%n"
                                                .formatted()
                                        + "  expected: processed by the loop, twice%n".formatted()
                                        + "  but was:  processed by "
                                        + threads.stream().map(Thread::getName).toList()))
                .containsExactly(running.thread(), running.thread());
    }

    @Test
    void aMessageStopsTheLoopAndTheRestIsLeft() {
        post("A");
        post(
                "B",
                () -> {
                    stop();
                    diary.note("B has called stop(), and goes on to its own end");
                });
        post("C");

        runToTheEnd();

        diary.expectProcessed("the message that calls stop() is the last one", "A", "B");
    }

    @Test
    void stoppedBeforeItBeginsItReturnsAtOnce() {
        post("A");
        stop();

        runToTheEnd();

        diary.expectProcessed("a loop that was stopped processes nothing");
    }

    @Test
    void stopMayBeCalledAgain() {
        post(
                "A",
                () -> {
                    stop();
                    stop();
                });

        runToTheEnd();
        stop();
        post("B");

        diary.expectProcessed("what is posted after the end is never processed", "A");
    }

    // 1.1.2: wait and wake

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
        assertThat(numbers).as("the numbers of " + poster).hasSize(MANY);
    }

    /** So cheap that threads which wake the loop do not queue for it, but meet in its queue. */
    private static final class RestlessClock implements LoopClock {
        private volatile boolean woken;

        @Override
        public Duration now() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void await(Duration until) throws InterruptedException {
            while (!woken && (until == null || until.compareTo(now()) > 0)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Thread.yield();
            }
            woken = false;
        }

        @Override
        public void wake() {
            woken = true;
        }
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
    void anInterruptEndsAWaitingLoop() {
        var ended = new AtomicReference<>("nothing: run() returned");
        running =
                background.start(
                        "the loop",
                        () -> {
                            try {
                                loop.run();
                            } catch (InterruptedException e) {
                                ended.set("InterruptedException");
                            }
                        });
        clock.of(running.thread());
        settle();
        mayEnd = true;

        diary.note("the loop's thread is interrupted");
        running.thread().interrupt();

        background.await("run() ends when its thread is interrupted", running::hasEnded);
        assertThat(ended.get())
                .as("what run() throws when its thread is interrupted")
                .isEqualTo("InterruptedException");
    }

    // 1.1.3: failures

    @Test
    void aFailingMessageIsReportedAndTheLoopGoesOn() {
        expectsAFailure = true;
        var failure = new IllegalStateException("message A has failed");
        post(
                "A",
                () -> {
                    throw failure;
                });
        post("B");
        start();

        settle();

        diary.expectProcessed("one message that fails does not end the loop", "A", "B");
        expectReported(failure);
    }

    @Test
    void anErrorIsReportedAsWell() {
        expectsAFailure = true;
        var failure = new AssertionError("message A has failed");
        post(
                "A",
                () -> {
                    throw failure;
                });
        post("B");
        start();

        settle();

        diary.expectProcessed("one message that fails does not end the loop", "A", "B");
        expectReported(failure);
    }

    // 1.1.4: timers

    @Test
    void aDelayedMessageIsProcessedWhenItsTimeHasComeAndNotBefore() {
        postDelayed("A", ofSeconds(2));
        start();

        advance(ofSeconds(2).minusNanos(1));
        diary.expectProcessed("A is due after 2 s, and not before");

        advance(ofNanos(1));
        diary.expectProcessed("A is due after 2 s", "A");
        advance(ofHours(1));
        diary.expectProcessed("a delayed message is processed once", "A");
    }

    @Test
    void timersGoByTheirTimes() {
        postDelayed("after 3 s", ofSeconds(3));
        postDelayed("after 1 s", ofSeconds(1));
        postDelayed("after 2 s", ofSeconds(2));
        start();

        advance(ofSeconds(3));

        diary.expectProcessed(
                "what is due first is processed first", "after 1 s", "after 2 s", "after 3 s");
    }

    @Test
    void timersOfTheSameTimeGoInTheOrderOfPosting() {
        var names = new ArrayList<String>();
        for (var i = 1; i <= 12; i++) {
            names.add("number " + i);
        }
        names.forEach(name -> postDelayed(name, ofSeconds(2)));
        start();
        advance(ofSeconds(1));
        postDelayed("a late one of 1 s", ofSeconds(1));
        names.add("a late one of 1 s");

        advance(ofSeconds(1));

        diary.expectProcessed(
                "all were due at the same time: then the order is that of posting",
                names.toArray(String[]::new));
    }

    @Test
    void aDelayedMessageCutsTheLoopsWaitShort() {
        start();
        settle();
        postDelayed("after 10 s", ofSeconds(10));
        settle();

        postDelayed("after 1 s", ofSeconds(1));

        advance(ofSeconds(1));
        diary.expectProcessed(
                "a loop that waits must learn of a message that is due earlier", "after 1 s");
        advance(ofSeconds(9));
        diary.expectProcessed("then comes the other one", "after 1 s", "after 10 s");
    }

    @Test
    void aDelayedMessageIsNotLostWhateverTheLoopIsDoing() throws Exception {
        startStepByStep();

        atEachStepOfTheLoop(
                name -> postDelayed(name, ofSeconds(1)),
                name -> {
                    advance(ofSeconds(1));
                    expectNotLost(name);
                });
    }

    @Test
    void aDelayedMessageIsNotLostWhateverTheLoopDoesMeanwhile() throws Exception {
        startStepByStep();

        atEachStepOfACaller(
                name -> postDelayed(name, ofSeconds(1)),
                name -> {
                    advance(ofSeconds(1));
                    expectNotLost(name);
                });
    }

    @Test
    void aDelayIsCountedFromItsCall() {
        post(
                "A",
                () -> {
                    takes(ofSeconds(5));
                    postDelayed("B, 2 s later", ofSeconds(2));
                });
        start();

        advance(ofSeconds(6));
        diary.expectProcessed("B is due 2 s after it was posted, at 7 s", "A");

        advance(ofSeconds(1));
        diary.expectProcessed("B is due 2 s after it was posted, at 7 s", "A", "B, 2 s later");
    }

    @Test
    void waitingForATimerUsesNoCpu() {
        postDelayed("after an hour", ofHours(1));
        start();
        settle();
        var before = clock.awaits();

        advance(ofHours(1).minusNanos(1));

        expectFewWakeUps(before, "in an hour in which it only had to wait for one timer");
    }

    @Test
    void aFractionOfAMillisecondIsWaitedForAsWell() {
        postDelayed("after 1.5 ms", ofNanos(1_500_000));
        start();

        advance(ofNanos(1_499_999));
        diary.expectProcessed("a message is never processed before its time");

        advance(ofMillis(2));
        diary.expectProcessed("1.5 ms have passed", "after 1.5 ms");
    }

    @Test
    void aMessageThatPostsItselfAgainAndAgainKeepsNoTimerWaiting() {
        postDelayed("the timer", ofMillis(5));
        postAgainAndAgain("the busy one", "the timer", message -> loop.post(message));
        start();

        advance(ofSeconds(1));

        expectNotStarved("the timer", 10);
    }

    @Test
    void aTimerThatStartsItselfAgainAndAgainKeepsNoMessageWaiting() {
        postAgainAndAgain(
                "the busy timer", "the message", message -> loop.postDelayed(message, ZERO));
        start();
        post("the message");

        advance(ofSeconds(1));

        expectNotStarved("the message", 10);
    }

    @Test
    void aTimerOfNoDelayWaitsForALaterTurnToo() {
        post("A", () -> postDelayed("A's timer", ZERO));
        post("B");
        start();

        settle();

        diary.expectProcessed(
                "what a message posts comes after what was there, also with no delay",
                "A",
                "B",
                "A's timer");
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatThrownBy(
                        () -> loop.postDelayed(() -> {}, ofNanos(-1)),
                        "postDelayed with a delay of -1 ns")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTimerIsProcessedAfterTheEnd() {
        postDelayed("A", ofSeconds(1));
        post("the end", this::stop);

        runToTheEnd();
        time.advance(ofSeconds(2));

        diary.expectProcessed("after its end the loop processes nothing", "the end");
    }

    // 1.1.5: cancel

    @Test
    void aCancelledMessageIsNotProcessed() {
        var timer = postDelayed("A", ofSeconds(2));
        postDelayed("B", ofSeconds(2));
        start();
        advance(ofSeconds(1));

        expectCancelled(timer, true, "A is still waiting for its time");

        advance(ofSeconds(2));
        diary.expectProcessed("A was cancelled", "B");
    }

    @Test
    void cancelledASecondTimeItSaysNo() {
        var timer = postDelayed("A", ofSeconds(2));

        expectCancelled(timer, true, "A is still waiting for its time");
        expectCancelled(timer, false, "A was cancelled before");
    }

    @Test
    void whatHasBeenProcessedCannotBeCancelled() {
        var timer = postDelayed("A", ofSeconds(2));
        start();

        advance(ofSeconds(2));

        diary.expectProcessed("A is due after 2 s", "A");
        expectCancelled(timer, false, "A has been processed");
    }

    @Test
    void whatIsBeingProcessedCannotBeCancelled() {
        var timer = new AtomicReference<EventLoop.Timer>();
        var answers = new ArrayList<Boolean>();
        timer.set(postDelayed("A", ofSeconds(2), () -> answers.add(timer.get().cancel())));
        start();

        advance(ofSeconds(2));

        diary.expectProcessed("A is due after 2 s", "A");
        assertThat(answers)
                .as("what cancel() answers to the message itself, while it is processed")
                .containsExactly(false);
    }

    @Test
    void aMessageMayCancelTheNextOneOfTheSameTime() {
        var second = new AtomicReference<EventLoop.Timer>();
        postDelayed(
                "A",
                ofSeconds(2),
                () -> expectCancelled(second.get(), true, "B comes after A, in the same turn"));
        second.set(postDelayed("B", ofSeconds(2)));
        start();

        advance(ofSeconds(2));

        diary.expectProcessed("B was cancelled by A, just in time", "A");
    }

    @Test
    void whatIsOverdueCanBeCancelledWhileTheLoopIsBusy() {
        post("A", () -> takes(ofSeconds(5)));
        var timer = postDelayed("B", ofSeconds(2));
        start();
        advance(ofSeconds(3));

        expectCancelled(timer, true, "B was due at 2 s, but A is still being processed");

        advance(ofSeconds(5));
        diary.expectProcessed("B was cancelled before it began", "A");
    }

    @Test
    void aMessageIsEitherCancelledOrProcessedWhateverTheLoopIsDoing() throws Exception {
        startStepByStep();

        var more = true;
        for (var steps = 1; more && steps <= MOST_STEPS; steps++) {
            var name = "late " + steps;
            var timer = new AtomicReference<EventLoop.Timer>();
            var cancelled = new AtomicReference<Boolean>();
            var hold = new Hold(steps, () -> cancelled.set(cancel(timer.get())));
            postDelayed("early", ofSeconds(1), hold);
            timer.set(postDelayed(name, ofSeconds(1)));

            advance(ofSeconds(1));
            more = hold.happened();

            if (more && cancelled.get() == diary.processed().contains(name)) {
                throw new AssertionError(
                        diary.with(
                                "cancel() answers whether the message will not be processed; it was called by another thread, and answered %s"
                                        .formatted(cancelled.get())));
            }
        }
    }

    @Test
    void nothingOfACancelledMessageIsKept() {
        start();
        settle();

        var kept = postAndCancel();

        background.await(
                "a cancelled message can be collected (it was due in an hour: whoever only marks it"
                        + " keeps it until then)",
                () -> {
                    System.gc();
                    return kept.get() == null;
                });
    }

    private WeakReference<Object> postAndCancel() {
        var big = new Object();
        loop.postDelayed(big::hashCode, ofHours(1)).cancel();
        return new WeakReference<>(big);
    }

    // 1.1.6: once, on one thread

    @Test
    void runIsRefusedWhileTheLoopRuns() {
        start();
        settle();

        assertThatThrownBy(loop::run, "run() called by a second thread while the loop runs")
                .isInstanceOf(IllegalStateException.class);

        post("A");
        settle();
        diary.expectProcessed("the loop goes on, undisturbed", "A");
    }

    @Test
    void runIsRefusedInsideAMessage() {
        var refusal = new AtomicReference<Throwable>();
        post(
                "A",
                () -> {
                    try {
                        loop.run();
                    } catch (Throwable thrown) {
                        refusal.set(thrown);
                    }
                });
        post("B");
        start();

        settle();

        diary.expectProcessed("the loop goes on, undisturbed", "A", "B");
        assertThat(refusal.get())
                .as("what run() throws when a message calls it")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void runIsRefusedAfterTheEnd() {
        post("the end", this::stop);
        runToTheEnd();

        assertThatThrownBy(loop::run, "run() called again after the loop's end")
                .isInstanceOf(IllegalStateException.class);
    }

    private void post(String name) {
        post(name, () -> {});
    }

    private void post(String name, Runnable body) {
        diary.note("post(%s)".formatted(name));
        loop.post(message(name, body));
    }

    private EventLoop.Timer postDelayed(String name, Duration delay) {
        return postDelayed(name, delay, () -> {});
    }

    private EventLoop.Timer postDelayed(String name, Duration delay, Runnable body) {
        diary.note("postDelayed(%s, %s)".formatted(name, Diary.seconds(delay)));
        return loop.postDelayed(message(name, body), delay);
    }

    private Runnable message(String name, Runnable body) {
        return () -> {
            diary.processed(name);
            body.run();
        };
    }

    private void stop() {
        diary.note("stop()");
        stopCalled = true;
        mayEnd = true;
        loop.stop();
    }

    private void start() {
        diary.note("run()");
        running = background.start("the loop", loop::run);
        clock.of(running.thread());
        Example.current().closesAtEnd(loop::stop);
    }

    private void runToTheEnd() {
        mayEnd = true;
        start();
        awaitTheEnd();
    }

    private void awaitTheEnd() {
        inTheDiary(() -> {
            background.await(
                    "the message that calls stop() is processed",
                    () -> stopCalled || running.hasEnded());
            background.await(
                    "run() returns, since stop() was called (which has to wake a loop that waits)",
                    running::hasEnded);
        });
    }

    /** Lets the loop process all that there is to process now. */
    private void settle() {
        inTheDiary(() -> {
            time.awaitIdle();
            check();
        });
    }

    private void advance(Duration duration) {
        inTheDiary(() -> {
            time.advance(duration);
            check();
        });
    }

    private void inTheDiary(Runnable step) {
        try {
            step.run();
        } catch (AssertionError e) {
            throw new AssertionError(diary.with(e.getMessage()), e);
        }
    }

    /** Nobody is waited for in vain. */
    private void check() {
        Example.current().checkBackground();
        if (running != null && running.hasEnded() && !mayEnd) {
            throw new AssertionError(
                    "run() has returned, though nobody has called stop(): a loop that has nothing"
                            + " to process waits for the next message");
        }
        if (!failures.isEmpty() && !expectsAFailure) {
            var first = failures.getFirst();
            throw new AssertionError("a message has failed: " + first.getMessage(), first);
        }
    }

    /** Holds the loop after so many steps from here on, for another thread to do something. */
    private final class Hold implements Runnable {
        private final int steps;
        private final Background.Body meanwhile;
        private volatile Background.Task other;

        Hold(int steps, Background.Body meanwhile) {
            this.steps = steps;
            this.meanwhile = meanwhile;
        }

        @Override
        public void run() {
            Steps.holdAfter(steps, this::letTheOtherGoOn);
        }

        private void letTheOtherGoOn() {
            diary.note("the loop is held at " + Steps.place() + "; meanwhile, another thread");
            other = background.start("another thread", meanwhile);
            Steps.awaitAsFarAsPossible(other.thread(), () -> false);
            diary.note("the loop goes on");
        }

        /** Whether the loop has done so many steps before it went to sleep. */
        boolean happened() {
            if (other == null) {
                return false;
            }
            awaitReturn(other);
            return true;
        }
    }

    /** Another thread does something when the loop is at its first step to sleep, second, … */
    private void atEachStepOfTheLoop(Consumer<String> action, Consumer<String> expectation) {
        var more = true;
        for (var steps = 1; more && steps <= MOST_STEPS; steps++) {
            var name = "late " + steps;
            var hold = new Hold(steps, () -> action.accept(name));
            post("early", hold);
            settle();
            more = hold.happened();
            if (more) {
                settle();
                expectation.accept(name);
            }
        }
    }

    /** Another thread does something, and rests after its first step, second, … for the loop. */
    private void atEachStepOfACaller(Consumer<String> action, Consumer<String> expectation) {
        var more = new AtomicBoolean(true);
        for (var number = 1; more.get() && number <= MOST_STEPS; number++) {
            var steps = number;
            var name = "slow " + number;
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
                                action.accept(name);
                            }));
            settle();
            expectation.accept(name);
        }
    }

    private void awaitReturn(Background.Task caller) {
        inTheDiary(() -> background.await("the other thread's call returns", caller::hasEnded));
    }

    private void letTheLoopGoOn() {
        diary.note("the other thread is held at " + Steps.place() + ", and the loop goes on");
        Steps.awaitAsFarAsPossible(running.thread(), clock::isIdle);
        diary.note("the other thread goes on");
    }

    private void expectNotLost(String name) {
        if (!diary.processed().contains(name)) {
            throw new AssertionError(diary.with(LOST_WAKE_UP));
        }
    }

    private void expectFewWakeUps(int before, String when) {
        var count = clock.awaits() - before;
        if (count > FEW) {
            throw new AssertionError(
                    "the loop spins: %s it woke up %,d times. Wait for a wake or for the next timer, and no shorter"
                            .formatted(when, count));
        }
    }

    /** A message takes so long. */
    private void takes(Duration duration) {
        try {
            time.work(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Posts a message that takes 1 ms and posts itself again, until the patient one had its turn.
     */
    private void postAgainAndAgain(String name, String patient, Consumer<Runnable> post) {
        var rounds = new AtomicInteger();
        var message = new AtomicReference<Runnable>();
        message.set(() -> {
            diary.processed(name);
            takes(ofMillis(1));
            if (rounds.incrementAndGet() < 100 && !diary.processed().contains(patient)) {
                post.accept(message.get());
            }
        });
        post.accept(message.get());
    }

    private void expectNotStarved(String patient, int bound) {
        var position = diary.processed().indexOf(patient);
        if (position < 0 || position > bound) {
            throw new AssertionError(
                    diary.with(
                            ("%s was starved: it was processed after %s others. A turn processes"
                                 + " what was there when it began; what a message posts waits for a"
                                 + " later turn")
                                    .formatted(
                                            patient,
                                            position < 0 ? diary.processed().size() : position)));
        }
    }

    private void expectReported(Throwable failure) {
        assertThat(failures)
                .withFailMessage(() ->
                        diary.with(
                                "a message that fails is reported%n  expected: [%s]%n  but was:  %s"
                                        .formatted(failure, failures)))
                .singleElement()
                .isSameAs(failure);
    }

    private void expectCancelled(EventLoop.Timer timer, boolean expected, String since) {
        var answer = cancel(timer);
        if (answer != expected) {
            throw new AssertionError(
                    diary.with(
                            "cancel() answers whether the message will not be processed%n  expected: %s, since %s%n  but was:  %s"
                                    .formatted(expected, since, answer)));
        }
    }

    private boolean cancel(EventLoop.Timer timer) {
        var answer = timer.cancel();
        diary.note("cancel() answers " + answer);
        return answer;
    }
}
