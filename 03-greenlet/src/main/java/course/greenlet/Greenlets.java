package course.greenlet;

/**
 * Exercises 3.1 to 3.5: functions that run on stacks of their own and switch from any of them to
 * any other, on one thread.
 *
 * <p>Every thread has a tree of its own. Its root is the main greenlet: what the thread does by
 * itself. The greenlets of one thread never run at the same time; which of them runs changes when
 * one switches, throws or ends, and at no other moment. {@code Thread.currentThread()} is the same
 * in all of them.
 *
 * <p>Implementations have one constructor, without parameters. Several instances are worlds apart:
 * each has its own trees.
 *
 * <p>Tutorial: Greenlet.
 */
public interface Greenlets {

    /**
     * The greenlet that runs now: the main greenlet where no other does. Each thread has its own,
     * and the same one each time.
     */
    Greenlet current();

    /**
     * Creates a greenlet of this thread, and does not start it: that happens at the first switch to
     * it. Its parent is the current greenlet.
     *
     * <p>While somebody refers to it, it is kept, with its stack. Once nobody does, it is collected
     * as garbage, also in the middle of its body: its {@code finally} is then never run. Once it
     * has ended, it keeps neither its body nor any value.
     *
     * @throws NullPointerException if there is no body
     */
    Greenlet create(Body body);

    /**
     * Creates a greenlet with another parent.
     *
     * @throws NullPointerException if there is no body or no parent
     * @throws IllegalArgumentException if the parent is of another thread or of other {@code
     *     Greenlets}
     */
    Greenlet create(Body body, Greenlet parent);

    /** What a greenlet does. */
    @FunctionalInterface
    interface Body {

        /**
         * Runs on the greenlet's own stack, and may switch from wherever it calls to.
         *
         * @param first the value of the first switch to it
         * @return its result, which the parent gets
         * @throws Throwable which the parent gets in place of a result
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
     * Tells {@code tracer} of every switch and throw on this thread from now on. (To oneself it is
     * none.) The one before is told nothing more.
     *
     * @param tracer null if nobody shall be told
     * @return the one before, or null
     */
    Tracer trace(Tracer tracer);

    /** Is told who went on in place of whom. */
    @FunctionalInterface
    interface Tracer {

        /**
         * Called when the switch has happened, by the one who goes on, before it does go on: {@code
         * target} is the current greenlet. A greenlet's end is a switch to its parent, or a throw.
         *
         * <p>A tracer may switch: what was on its way to {@code target} gets there all the same. If
         * the tracer fails, it is told nothing more, and {@code target} goes on as if the failure
         * had been thrown into it.
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
