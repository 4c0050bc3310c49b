package course.coroutine.demo;

import course.coroutine.stack.CallStack;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock belongs to a thread, and coroutines share one. Two of them each add 1 to a balance, under
 * a lock, and yield in the middle: that ends in one of two ways, and both are wrong.
 */
public final class LockTrapDemo {
    private static final int ENOUGH = 100;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Object monitor = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private int balance;

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("usage: LockTrapDemo (no arguments)");
            System.exit(2);
        }
        System.out.println("a yield inside synchronized:");
        show(new LockTrapDemo()::inMonitor);
        System.out.println("a yield with a ReentrantLock:");
        show(new LockTrapDemo()::withLock);
        CallStack.refuseLocks(true);
        System.out.println("the same two, when locks are refused:");
        show(new LockTrapDemo()::inMonitor);
        show(new LockTrapDemo()::withLock);
        System.exit(0); // a thread may be left that nobody can wake
    }

    private interface Deposit {
        void make(CallStack stack, String name);
    }

    /** Two coroutines on a thread of their own, since they may never come back. */
    private static void show(Deposit deposit) {
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            var a = new CallStack(stack -> deposit.make(stack, "A"));
                            var b = new CallStack(stack -> deposit.make(stack, "B"));
                            try {
                                a.run();
                                b.run();
                                a.run();
                                b.run();
                            } catch (IllegalStateException e) {
                                System.out.println("  " + e.getMessage());
                            }
                        });
        int looksAtABlockedThread = 0;
        while (thread.isAlive() && looksAtABlockedThread < ENOUGH) {
            boolean blocked = thread.getState() == Thread.State.BLOCKED;
            looksAtABlockedThread = blocked ? looksAtABlockedThread + 1 : 0;
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        if (thread.isAlive()) {
            System.out.println("  B waits for A to leave, and A for its next turn: for ever");
        }
    }

    private void inMonitor(CallStack stack, String name) {
        synchronized (monitor) {
            addOne(stack, name);
        }
    }

    private void withLock(CallStack stack, String name) {
        lock.lock();
        try {
            addOne(stack, name);
        } finally {
            lock.unlock();
        }
    }

    private void addOne(CallStack stack, String name) {
        System.out.printf("  %s is in, and reads %s%n", name, balance);
        int read = balance;
        stack.yield();
        balance = read + 1;
        System.out.printf("  %s writes %s, and leaves%n", name, balance);
    }
}
