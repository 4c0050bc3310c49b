package course.coroutine.stack;

import course.continuation.Monitors;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import java.util.function.Consumer;

/**
 * Runs a body on a stack of its own, part by part. {@link #run} runs it until it calls {@link
 * #yield}, and the next {@code run} goes on behind that call. Both happen on the caller's thread.
 *
 * <p>A call stack belongs to the thread that runs it first. One that waits at a {@code yield} and
 * that nobody refers to any more is collected like any object, and its {@code finally} blocks do
 * not run.
 */
public final class CallStack {
    private static volatile boolean refusesLocks =
            Boolean.getBoolean("course.coroutine.refuseLocks");

    private final Frames frames;
    private volatile Thread owner;
    private boolean running;
    private HeldLocks locksOfTheCaller;

    /**
     * @param body is given this stack, to yield; what it throws leaves {@link #run}
     * @throws IllegalStateException if the JVM was started without the flag that this needs
     */
    public CallStack(Consumer<CallStack> body) {
        try {
            frames = new Frames(() -> body.accept(this));
        } catch (IllegalAccessError e) {
            throw new IllegalStateException(
                    "the JVM must be run with "
                            + Frames.FLAG
                            + ": on the command line it stands before the class, in an editor among"
                            + " the VM options of the run configuration, in Maven in the argLine of"
                            + " Surefire",
                    e);
        }
    }

    /**
     * With {@code true}, {@link #yield} looks which locks the body holds ({@code synchronized} and
     * {@code java.util.concurrent.locks}), and refuses to yield with any. That takes a thread dump
     * and a walk over the heap, so it is for finding mistakes. It is off unless the JVM runs with
     * {@code -Dcourse.coroutine.refuseLocks=true}.
     */
    public static void refuseLocks(boolean refuse) {
        refusesLocks = refuse;
    }

    /**
     * Runs the body, from its beginning or from its last {@link #yield}, to its next {@code yield}
     * or its end. What the body throws comes out here; that is its end, too. The monitors that the
     * caller holds ({@code synchronized}) it holds all the time, and afterwards.
     *
     * @throws IllegalStateException if it is running already, has come to its end, or belongs to
     *     another thread; nothing has happened then
     */
    public void run() {
        var thread = Thread.currentThread();
        if (owner != thread) {
            claimFor(thread);
        }
        if (running) {
            throw new IllegalStateException("already running");
        }
        if (frames.isDone()) {
            throw new IllegalStateException("it has come to its end");
        }
        if (refusesLocks) {
            locksOfTheCaller = HeldLocks.now();
        }
        Monitors.keep();
        running = true;
        try {
            frames.run();
        } finally {
            running = false;
        }
    }

    private synchronized void claimFor(Thread thread) {
        if (owner != null) {
            throw new IllegalStateException(
                    "belongs to the thread \"%s\", and cannot run on \"%s\""
                            .formatted(owner.getName(), thread.getName()));
        }
        owner = thread;
    }

    /**
     * Called by the body, or by what the body calls: stops here, and lets {@link #run} return. When
     * it is run again, this call returns.
     *
     * @throws IllegalStateException if that is not possible, and then the body simply goes on: it
     *     is not this stack that is running (or another one is running on top of it); there is a
     *     native frame between {@code run} and here (a static initialiser, a class loader, a call
     *     from C); or a lock is held and {@link #refuseLocks} is on
     */
    public void yield() {
        if (!isCurrent()) {
            throw new IllegalStateException(
                    running
                            ? "cannot yield: another stack is running on top of this one"
                            : "cannot yield: this is not called by the body while it runs");
        }
        if (refusesLocks) {
            HeldLocks.now().refuseOthersThan(locksOfTheCaller);
        }
        frames.yield();
    }

    /** Whether the code that asks this is running on this stack, and on none above it. */
    public boolean isCurrent() {
        return running && frames.areOnTop();
    }

    /** Whether its body has begun and does not wait at a {@link #yield}. */
    public boolean isRunning() {
        return running;
    }

    /** Whether it has been run at all. */
    public boolean isStarted() {
        return owner != null;
    }

    /** Whether the body has come to its end. */
    public boolean isDone() {
        return frames.isDone();
    }

    /** All that is said to the JDK's continuation, which the JDK does not export by itself. */
    private static final class Frames extends Continuation {
        static final String FLAG = "--add-exports java.base/jdk.internal.vm=ALL-UNNAMED";

        private static final ContinuationScope SCOPE = new ContinuationScope("call stack");

        private Pinned pinned;

        Frames(Runnable body) {
            super(SCOPE, body);
        }

        boolean areOnTop() {
            return Continuation.getCurrentContinuation(SCOPE) == this;
        }

        void yield() {
            if (!Continuation.yield(SCOPE)) {
                throw new IllegalStateException(
                        "cannot yield: there is a native frame on the stack, of a static"
                                + " initialiser, a class loader or a call from C (%s)"
                                        .formatted(pinned));
            }
        }

        /** Keeps a yield that the JVM refuses from throwing what says nothing to its caller. */
        @Override
        protected void onPinned(Pinned reason) {
            pinned = reason;
        }
    }
}
