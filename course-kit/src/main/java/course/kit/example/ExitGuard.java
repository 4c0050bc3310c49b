package course.kit.example;

import course.kit.failure.Stacks;
import course.kit.failure.Verdicts.Failed;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps code under test from ending the JVM. A call of {@code System.exit} waits for the shutdown
 * hooks, and this one lets it wait: the example fails with the line of the call, the others go on,
 * and the JVM ends when the thread that runs them wants it to.
 */
final class ExitGuard {
    private static final long LOOK_AGAIN = 10_000_000;

    private static boolean installed;

    private ExitGuard() {}

    static synchronized void install() {
        if (!installed) {
            installed = true;
            var runner = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> guard(runner), "exit guard"));
        }
    }

    private static void guard(Thread runner) {
        CurrentRun.jvmIsEnding();
        if (!failExample()) {
            return;
        }
        while (runner.isAlive() && !isInExit(runner)) {
            LockSupport.parkNanos(LOOK_AGAIN);
            failExample();
        }
        // the exit code that the example asked for is not the run's
        Runtime.getRuntime().halt(0);
    }

    private static boolean failExample() {
        var example = RunningExample.now();
        if (example.isEmpty()) {
            return false;
        }
        var caller =
                example.get().threads().alive().stream().filter(ExitGuard::isInExit).findFirst();
        caller.ifPresent(thread -> example.get().endWith(failure(thread)));
        return caller.isPresent();
    }

    private static Failed failure(Thread caller) {
        return new Failed(
                "your code ended the whole JVM, "
                        + Stacks.whereabouts(caller.getStackTrace()).orElse("by System.exit")
                        + ": only a program's main may call System.exit");
    }

    private static boolean isInExit(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame ->
                        frame.getClassName().equals("java.lang.Runtime")
                                && frame.getMethodName().equals("exit"));
    }
}
