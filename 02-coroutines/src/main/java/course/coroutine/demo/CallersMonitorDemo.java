package course.coroutine.demo;

import course.coroutine.stack.CallStack;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/** Who calls a coroutine inside synchronized wants to be alone there afterwards, too. */
public final class CallersMonitorDemo {
    private static final ContinuationScope SCOPE = new ContinuationScope("demo");

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("usage: CallersMonitorDemo (no arguments)");
            System.exit(2);
        }
        var continuation = new Continuation(SCOPE, () -> Continuation.yield(SCOPE));
        show("Continuation, run()", continuation::run);
        var stack = new CallStack(CallStack::yield);
        show("CallStack, run()", stack::run);
    }

    private static void show(String name, Runnable run) {
        var lock = new Object();
        synchronized (lock) {
            System.out.printf("%-20s  holds the lock: %b", name, Thread.holdsLock(lock));
            run.run();
            System.out.printf(", afterwards: %b%n", Thread.holdsLock(lock));
        }
    }
}
