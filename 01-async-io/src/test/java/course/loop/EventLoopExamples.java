package course.loop;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.kit.Patience;
import course.loop.time.LoopClock;
import course.loop.time.VirtualTime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What the parts of EventLoop's specification have in common. */
abstract class EventLoopExamples {
    static final String FIRST_IN_FIRST_OUT =
            "messages are processed in the order in which they were posted, each of them once";
    static final String LOST_WAKE_UP =
            "lost wake-up: the loop waits, though a message is in its queue; what if it is posted"
                    + " between the loop's last look at the queue and its wait?";
    static final int FEW = 60;
    static final int MOST_STEPS = 300;
    final Candidate<EventLoop> candidate;
    final Background background;
    final VirtualTime time = new VirtualTime(this::check, Patience.limit());
    final Diary diary = new Diary(time);
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    VirtualTime.Clock clock;
    EventLoop loop;
    Background.Task running;
    volatile boolean mayEnd;
    volatile boolean expectsAFailure;
    volatile boolean stopCalled;
    volatile boolean interruptsBefore;
    volatile InterruptedException interruption;

    EventLoopExamples(Candidate<EventLoop> candidate, Background background) throws Exception {
        this.candidate = candidate;
        this.background = background;
        createLoop();
    }

    void createLoop() throws Exception {
        clock = time.newClock("the loop");
        loop = candidate.create(clock, (Consumer<Throwable>) failures::add);
        running = null;
        mayEnd = false;
        stopCalled = false;
    }

    /** How something gets into the loop. */
    enum Kind {
        POSTED("a posted message"),
        DELAYED("a delayed message");

        final String told;

        Kind(String told) {
            this.told = told;
        }
    }

    /** What another thread calls while the loop is busy. */
    enum Call {
        POST,
        POST_DELAYED,
        CANCEL,
        STOP
    }

    /** Another thread makes a call, which must not wait for what the loop is doing. */
    void expectAnswered(Call call, EventLoop.Timer timer, String meanwhile) {
        var other =
                background.start(
                        "another thread",
                        () -> {
                            switch (call) {
                                case POST -> post("B");
                                case POST_DELAYED -> postDelayed("B", Duration.ofSeconds(1));
                                case CANCEL -> timer.cancel();
                                case STOP -> stop();
                            }
                        });

        inTheDiary(() ->
                background.await(
                        "%s returns at once, though %s; which lock does it wait for?"
                                .formatted(call, meanwhile),
                        other::hasEnded));
    }

    /** Starts a loop whose thread, and whose callers, can be held between any two steps. */
    void startStepByStep() throws Exception {
        useStepByStep();
        start();
        settle();
    }

    void useStepByStep() throws Exception {
        var constructor = Steps.copyOf(loop.getClass()).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        loop = (EventLoop) constructor.newInstance(clock, (Consumer<Throwable>) failures::add);
        Example.current().closesAtEnd(Steps::holdNobody);
    }

    /** So cheap that threads which wake the loop do not queue for it, but meet in its queue. */
    static final class RestlessClock implements LoopClock {
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

    void post(String name) {
        post(name, () -> {});
    }

    void post(String name, Runnable body) {
        diary.note("post(%s)".formatted(name));
        loop.post(message(name, body));
    }

    EventLoop.Timer postDelayed(String name, Duration delay) {
        return postDelayed(name, delay, () -> {});
    }

    EventLoop.Timer postDelayed(String name, Duration delay, Runnable body) {
        diary.note("postDelayed(%s, %s)".formatted(name, Diary.seconds(delay)));
        return loop.postDelayed(message(name, body), delay);
    }

    /** Adds something that is due at once. */
    void add(Kind kind, String name, Runnable body) {
        switch (kind) {
            case POSTED -> post(name, body);
            case DELAYED -> postDelayed(name, Duration.ZERO, body);
        }
    }

    void add(Kind kind, String name) {
        add(kind, name, () -> {});
    }

    Runnable message(String name, Runnable body) {
        return () -> {
            diary.processed(name);
            body.run();
        };
    }

    void stop() {
        diary.note("stop()");
        stopCalled = true;
        mayEnd = true;
        loop.stop();
    }

    void start() {
        diary.note("run()");
        running = background.start("the loop", loop::run);
        clock.of(running.thread());
        Example.current().closesAtEnd(loop::stop);
    }

    /** The same, and remembers what {@code run()} has thrown. */
    void startToBeInterrupted() {
        diary.note("run()");
        running =
                background.start(
                        "the loop",
                        () -> {
                            if (interruptsBefore) {
                                diary.note("the thread that will run the loop is interrupted");
                                Thread.currentThread().interrupt();
                            }
                            try {
                                loop.run();
                            } catch (InterruptedException e) {
                                interruption = e;
                            }
                        });
        clock.of(running.thread());
        Example.current().closesAtEnd(loop::stop);
    }

    void interrupt() {
        diary.note("the loop's thread is interrupted");
        running.thread().interrupt();
    }

    void expectInterrupted() {
        mayEnd = true;
        inTheDiary(() ->
                background.await("run() ends when its thread is interrupted", running::hasEnded));
        if (interruption == null) {
            throw new AssertionError(
                    diary.with(
                            "run() must throw InterruptedException when its thread is interrupted,"
                                    + " and it returned as if it had been stopped; let through what"
                                    + " clock.await throws"));
        }
    }

    void runToTheEnd() {
        mayEnd = true;
        start();
        awaitTheEnd();
    }

    void awaitTheEnd() {
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
    void settle() {
        inTheDiary(() -> {
            time.awaitIdle();
            check();
        });
    }

    void advance(Duration duration) {
        inTheDiary(() -> {
            time.advance(duration);
            check();
        });
    }

    void inTheDiary(Runnable step) {
        try {
            step.run();
        } catch (AssertionError e) {
            throw new AssertionError(diary.with(e.getMessage()), e);
        }
    }

    /** Nobody is waited for in vain. */
    void check() {
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
    final class Hold implements Runnable {
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
    void atEachStepOfTheLoop(Consumer<String> action, Consumer<String> expectation) {
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
    void atEachStepOfACaller(Consumer<String> action, Consumer<String> expectation) {
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

    void awaitReturn(Background.Task caller) {
        inTheDiary(() -> background.await("the other thread's call returns", caller::hasEnded));
    }

    void letTheLoopGoOn() {
        diary.note("the other thread is held at " + Steps.place() + ", and the loop goes on");
        Steps.awaitAsFarAsPossible(running.thread(), clock::isIdle);
        diary.note("the other thread goes on");
    }

    void expectNotLost(String name) {
        if (!diary.processed().contains(name)) {
            throw new AssertionError(diary.with(LOST_WAKE_UP));
        }
    }

    void expectFewWakeUps(int before, String when) {
        var count = clock.awaits() - before;
        if (count > FEW) {
            throw new AssertionError(
                    "the loop spins: %s it woke up %,d times. Wait for a wake or for the next timer, and no shorter"
                            .formatted(when, count));
        }
    }

    /** A message takes so long. */
    void takes(Duration duration) {
        try {
            time.work(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
