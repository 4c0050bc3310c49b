package course.coroutine;

import java.util.Iterator;

/**
 * Exercise 2.2: a function that yields values one by one, seen as an {@link Iterator}.
 *
 * <pre>{@code
 * def countdown(n):                 var countdown = new ExerciseGenerator<Integer>(caller -> {
 *     while n > 0:                      for (int n = 3; n > 0; n--) {
 *         yield n                           caller.yield(n);
 *         n -= 1                        }
 *                                   });
 * for n in countdown(3):            for (var n : countdown) {
 *     print(n)                          System.out.println(n);
 *                                   }
 * }</pre>
 *
 * <p>Implementations have one constructor, with a {@link Body}. Given to build on: {@link
 * course.coroutine.stack.CallStack}.
 *
 * <p>It is lazy: nothing of the body runs before a value is asked for, and then it runs on this
 * thread as far as its next {@code yield}, and waits there.
 *
 * <p>It belongs to the thread that asks it first (by {@link #hasNext} or {@link #next}), whichever
 * thread has created it. If another thread calls what would let the body go on, be it {@link
 * #close}, that is refused with an {@link IllegalStateException}, and nothing has changed. Calls
 * that need not run the body may be refused to other threads, or not.
 *
 * <p>What the body throws, of any type, reaches the caller of the method that let it run, as the
 * same object, and the generator has ended then.
 *
 * <p>While the body runs, the generator cannot be asked or closed, not even by the body: {@link
 * #hasNext}, {@link #next} and {@link #close} are refused with an {@link IllegalStateException}.
 * Nothing has changed then, and the body can go on.
 *
 * <p>The caller may hold any number of monitors ({@code synchronized}): it holds them during the
 * whole call and afterwards, and other threads stay out. The body runs on the same thread, so it
 * can enter them too. The body must hold no monitor when it yields: the yield would take that
 * monitor away with the stack.
 *
 * <p>Python runs a generator's {@code finally} when the garbage collector finds it. Java does not:
 * a generator that nobody refers to any more is collected as it is, and its {@code finally} blocks
 * never run. Whoever leaves a generator in the middle has to {@link #close} it.
 *
 * <p>Tutorial: 协程, 使用yield实现协程操作例子.
 */
public interface Generator<T> extends Iterator<T>, Iterable<T>, AutoCloseable {

    /** What produces the values. */
    @FunctionalInterface
    interface Body<T> {
        void run(Caller<T> caller);
    }

    /** The side that has asked for a value, as the body sees it. */
    @FunctionalInterface
    interface Caller<T> {

        /**
         * Hands over a value, which may be null, and waits here until the next one is asked for.
         * May be called by the body, and by whatever the body calls.
         *
         * @throws GeneratorExit if the generator is closed meanwhile
         * @throws IllegalStateException if it is not this generator's body that is running (it
         *     waits, or has ended, or it runs and another thread calls this), or the body of
         *     another one is running on top of it; or if a native frame is on the stack. The value
         *     is not handed over then, and both sides can go on.
         */
        void yield(T value);
    }

    /** Whether there is another value: lets the body run to its next {@code yield}, or its end. */
    @Override
    boolean hasNext();

    /**
     * The next value, whether or not {@link #hasNext} was called before.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    @Override
    T next();

    /** This generator itself: its values can be iterated over once. */
    @Override
    default Iterator<T> iterator() {
        return this;
    }

    /**
     * Ends it at the point that it has reached: a new {@link GeneratorExit} comes out of the {@code
     * yield} at which the body waits. There are no more values then, not even one that {@link
     * #hasNext} has found. If the body has not begun, nothing of it runs; if it has ended, nothing
     * happens.
     *
     * <p>The body may let that exit pass, or return. Anything else that it throws reaches the
     * caller. (Another {@link GeneratorExit} may reach the caller, or be taken for that one.)
     *
     * @throws IllegalStateException if the body yields instead. It waits there then: it can be
     *     asked, and then it goes on from there, or be closed again. Whether the value that it has
     *     yielded comes with the next one that is asked for, or is lost, is left open.
     */
    @Override
    void close();
}
