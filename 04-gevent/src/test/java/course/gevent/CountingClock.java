package course.gevent;

import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often a hub looks at its clock: once in each turn. */
final class CountingClock implements LoopClock {
    private final LoopClock clock;
    private final AtomicInteger looks;

    CountingClock(LoopClock clock, AtomicInteger looks) {
        this.clock = clock;
        this.looks = looks;
    }

    @Override
    public Duration now() {
        return clock.now();
    }

    @Override
    public void await(Duration until) throws InterruptedException {
        looks.incrementAndGet();
        clock.await(until);
    }

    @Override
    public void wake() {
        clock.wake();
    }
}
