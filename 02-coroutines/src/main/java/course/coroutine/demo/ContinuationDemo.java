package course.coroutine.demo;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/** What all of this lesson stands on: one run, and one yield. */
public final class ContinuationDemo {

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("usage: ContinuationDemo (no arguments)");
            System.exit(2);
        }
        var scope = new ContinuationScope("demo");
        var continuation =
                new Continuation(
                        scope,
                        () -> {
                            System.out.println("body: one");
                            Continuation.yield(scope);
                            System.out.println("body: two");
                            deeper(scope, 3);
                            System.out.println("body: the end");
                        });

        for (int run = 1; !continuation.isDone(); run++) {
            System.out.println("main: run " + run);
            continuation.run();
        }
        System.out.println("main: done, all on the thread " + Thread.currentThread().getName());
    }

    /** The whole stack is put aside, and is there again afterwards. */
    private static void deeper(ContinuationScope scope, int levels) {
        if (levels == 0) {
            System.out.println("body: three calls deeper");
            Continuation.yield(scope);
        } else {
            deeper(scope, levels - 1);
        }
    }
}
