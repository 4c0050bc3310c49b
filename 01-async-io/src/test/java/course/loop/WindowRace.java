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
    private final Background background;
    private final Hands clock = new Hands();
    private final EventLoop loop;
    private final Window window;
    private final Background.Task running;
    private final CountDownLatch firstHasBegun = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final CountDownLatch secondHasBegun = new CountDownLatch(1);
    private final CountDownLatch secondMayEnd = new CountDownLatch(1);
    private final AtomicReference<Optional<NotResponding>> answer = new AtomicReference<>();

    /**
     * @param type of the window, taken step by step
     */
    WindowRace(Class<?> type, Candidate<EventLoop> loops, Background background) throws Exception {
        this.background = background;
        loop = loops.create(clock, (Consumer<Throwable>) failure -> {});
        var constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        window = (Window) constructor.newInstance(loop, clock);
        running = background.start("the loop", loop::run);
        window.onClick(this::first);
        window.click(1, 1);
        window.onClick(this::second);
        window.click(2, 2);
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
        firstMayEnd.countDown();
        Steps.awaitAsFarAsPossible(running.thread(), () -> secondHasBegun.getCount() == 0);
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

        @Override
        public Duration now() {
            return now;
        }

        @Override
        public void await(Duration until) throws InterruptedException {
            wakes.acquire();
            wakes.drainPermits();
        }

        @Override
        public void wake() {
            wakes.release();
        }
    }
}
