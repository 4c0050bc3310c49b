package course.loop;

import course.kit.Background;
import course.kit.Candidate;
import course.loop.Window.NotResponding;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A window whose first handler has been running for too long, and returns while somebody asks
 * whether the window responds.
 */
final class WindowRace implements AutoCloseable {
    /** What comes after the first handler. */
    enum Next {
        ANOTHER_HANDLER("another one began"),
        THE_SAME_HANDLER("was called again, for the next click"),
        NOTHING("the loop had nothing more to do"),
        THE_END("the loop ended");

        final String told;

        Next(String told) {
            this.told = told;
        }
    }

    private final Background background;
    private final Next next;
    private final Hands clock = new Hands();
    private final EventLoop loop;
    private final Window window;
    private final Background.Task running;
    private final CountDownLatch firstHasBegun = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final CountDownLatch secondHasBegun = new CountDownLatch(1);
    private final CountDownLatch secondMayEnd = new CountDownLatch(1);
    private final AtomicReference<Optional<NotResponding>> answer = new AtomicReference<>();
    private volatile int lineOfTheSecond;

    /**
     * @param type of the window, taken step by step
     */
    WindowRace(Class<?> type, Next next, Candidate<EventLoop> loops, Background background)
            throws Exception {
        this.next = next;
        this.background = background;
        loop = loops.create(clock, (Consumer<Throwable>) failure -> {});
        var constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        window = (Window) constructor.newInstance(loop, clock);
        running = background.start("the loop", loop::run);
        window.onClick(next == Next.THE_SAME_HANDLER ? this::both : this::first);
        window.click(1, 1);
        switch (next) {
            case ANOTHER_HANDLER -> {
                window.onClick(this::second);
                window.click(2, 2);
            }
            case THE_SAME_HANDLER -> window.click(2, 2);
            case NOTHING, THE_END -> {}
        }
        background.await("the first handler begins", () -> firstHasBegun.getCount() == 0);
        clock.now = Duration.ofSeconds(1_000).plus(Window.PATIENCE);
    }

    private void first(int x, int y) {
        firstHasBegun.countDown();
        await(firstMayEnd);
    }

    private void second(int x, int y) {
        secondHasBegun.countDown();
        await(secondMayEnd);
    }

    /** Is called for both clicks, and stands in another line for the second one. */
    private void both(int x, int y) {
        if (x == 1) {
            first(x, y);
        } else {
            lineOfTheSecond = new Throwable().getStackTrace()[0].getLineNumber() + 1;
            second(x, y);
        }
    }

    /** Whether this is a place of the first click's handler. */
    boolean isOfTheFirst(StackTraceElement where) {
        return switch (where.getMethodName()) {
            case "first" -> true;
            case "both" -> where.getLineNumber() != lineOfTheSecond;
            default -> false;
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the call has so many steps. */
    boolean askHeldAfter(int steps) {
        var held = new CountDownLatch(1);
        var manager =
                background.start(
                        "the window manager",
                        () -> {
                            Steps.holdAfter(
                                    steps,
                                    () -> {
                                        held.countDown();
                                        letTheFirstEnd();
                                    });
                            answer.set(window.notResponding());
                        });
        background.await("notResponding() returns", manager::hasEnded);
        return held.getCount() == 0;
    }

    private void letTheFirstEnd() {
        if (next == Next.THE_END) {
            loop.stop();
        }
        firstMayEnd.countDown();
        Steps.awaitAsFarAsPossible(
                running.thread(),
                () -> secondHasBegun.getCount() == 0 || next == Next.NOTHING && clock.isAwaited);
    }

    Optional<NotResponding> answer() {
        return answer.get();
    }

    @Override
    public void close() {
        Steps.holdNobody();
        firstMayEnd.countDown();
        secondMayEnd.countDown();
        loop.stop();
    }

    /** A clock that is set. */
    private static final class Hands implements LoopClock {
        private final Semaphore wakes = new Semaphore(0);
        private volatile Duration now = Duration.ofSeconds(1_000);
        private volatile boolean isAwaited;

        @Override
        public Duration now() {
            return now;
        }

        @Override
        public void await(Duration until) throws InterruptedException {
            isAwaited = true;
            wakes.acquire();
            wakes.drainPermits();
            isAwaited = false;
        }

        @Override
        public void wake() {
            wakes.release();
        }
    }
}
