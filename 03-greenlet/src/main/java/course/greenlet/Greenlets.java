package course.greenlet;

/**
 * Exercises 3.1 to 3.5: functions that run on stacks of their own and switch from any of them to
 * any other, on one thread.
 *
 * <p>Every thread has a tree of its own. Its root is the main greenlet: the code that the thread
 * runs anyway. The greenlets of one thread never run at the same time; the running one changes when
 * it switches, throws or ends, and at no other moment. {@code Thread.currentThread()} is the same
 * in all of them.
 *
 * <p>Implementations have one constructor, without parameters. Several instances are independent of
 * each other: each has its own trees.
 *
 * <p>Tutorial: Greenlet.
 */
public interface Greenlets {

    /**
     * The greenlet that runs now: the main greenlet, if no other one runs. Each thread has its own
     * main greenlet, and it is the same one each time.
     */
    Greenlet current();

    /**
     * Creates a greenlet of this thread, and does not start it: that happens at the first switch to
     * it. Its parent is the current greenlet.
     *
     * <p>While somebody refers to it, it is kept, with its stack. When nobody refers to it any
     * more, it is collected as garbage, before its start and even in the middle of its body: its
     * {@code finally} is then never run. When it has ended, in whatever way, it keeps neither its
     * body nor any value.
     *
     * @throws NullPointerException if there is no body
     */
    Greenlet create(Body body);

    /**
     * Creates a greenlet with another parent, which may be in any state.
     *
     * @throws NullPointerException if {@code body} or {@code parent} is null
     * @throws IllegalArgumentException if the parent belongs to another thread or to other {@code
     *     Greenlets}, of whatever implementation
     */
    Greenlet create(Body body, Greenlet parent);

    /** What a greenlet does. */
    @FunctionalInterface
    interface Body {

        /**
         * Runs on the greenlet's own stack, and may switch at any depth of its calls.
         *
         * @param first the value of the first switch to it
         * @return its result, which the parent gets
         * @throws Throwable what the parent gets in place of a result
         */
        Object run(Object first) throws Throwable;

        /** A body that needs no value and has no result. */
        static Body of(Runnable function) {
            return first -> {
                function.run();
                return null;
            };
        }
    }

    /**
     * Tells {@code tracer} of every switch and throw between these greenlets on this thread from
     * now on, also of those that the tracer makes itself. (What a greenlet sends itself does not
     * count, nor what it sends to a dead one and gets itself.) The tracer before it is told nothing
     * more.
     *
     * @param tracer null if nobody is to be told
     * @return the tracer before it, or null
     */
    Tracer trace(Tracer tracer);

    /** Is told which greenlet went on in place of which. */
    @FunctionalInterface
    interface Tracer {

        /**
         * Called when the switch has happened, by the greenlet that goes on, before it goes on:
         * {@code target} is the current greenlet. A greenlet's end counts as a switch to whoever
         * gets its result, or as a throw if it has failed. When something is thrown into a pending
         * one, both are told: the throw to it, and then its end.
         *
         * <p>A tracer may switch: the value or exception that was on its way to {@code target}
         * still arrives there. If the tracer fails, with whatever it throws, it is told nothing
         * more (but a tracer that it has set in its own place is), and {@code target} goes on as if
         * the failure had been thrown into it; what was on its way to it is lost.
         */
        void switched(Event event, Greenlet origin, Greenlet target);
    }

    /** How {@code origin} handed over. */
    enum Event {
        /** With a value. */
        SWITCH,
        /** With something thrown. */
        THROW
    }
}
