package course.coroutine.jobs;

import course.coroutine.worker.Job;

/**
 * Says which process does it. This process does not end by itself, as it would when all is done: a
 * thread stays behind, and the interrupt keeps the worker from its orderly end.
 */
public final class Lingering implements Job {
    @Override
    public String run(String item, Turn turn) {
        var main = Thread.currentThread();
        main.setUncaughtExceptionHandler((thread, interrupt) -> {});
        Thread.ofPlatform().name("left behind").start(Lingering::waitForEver);
        main.interrupt();
        return String.valueOf(ProcessHandle.current().pid());
    }

    private static void waitForEver() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
