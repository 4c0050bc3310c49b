package course.coroutine.jobs;

import course.coroutine.worker.Job;

import java.time.Duration;

/**
 * Says which process does it. This process does not end at once, as it would when all is done: a
 * thread stays behind for some seconds, and the interrupt keeps the worker from its orderly end. It
 * does end, for those who wait for that instead of ending it.
 */
public final class Lingering implements Job {
    @Override
    public String run(String item, Turn turn) {
        var main = Thread.currentThread();
        main.setUncaughtExceptionHandler((thread, interrupt) -> {});
        Thread.ofPlatform().name("left behind").start(Lingering::linger);
        main.interrupt();
        return String.valueOf(ProcessHandle.current().pid());
    }

    private static void linger() {
        try {
            Thread.currentThread().join(Duration.ofSeconds(4));
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
