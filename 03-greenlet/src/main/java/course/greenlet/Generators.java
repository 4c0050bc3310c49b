package course.greenlet;

import java.util.Iterator;

/**
 * Exercise 3.6: generators again, on greenlets. Any function can be run as a generator. It may
 * yield, and so may whatever it calls; nothing has to be declared or passed down for that. The
 * {@code yield} of a language cannot do this: there it must be in the generator itself.
 *
 * <p>Implementations have one constructor, with the {@link Greenlets} that they are built on.
 *
 * <p>Tutorial: Greenlet.
 */
public interface Generators {

    /**
     * A generator of what {@code function} yields. Nothing of the function runs before the first
     * value is asked for, and it runs only as far as to the value that is asked for.
     *
     * <p>A generator that nobody refers to any more is collected as garbage; the {@code finally} of
     * its function is then never run.
     *
     * @param function not null
     * @param <T> the type of the values; it is not checked that only such values are yielded
     */
    <T> Generator<T> generator(Runnable function);

    /**
     * Hands {@code value} to whoever asked the innermost generator in which this is called, and
     * returns when the next one is asked for.
     *
     * @throws IllegalStateException if the current greenlet does not belong to a generator: one
     *     that the function has created does not
     */
    default void yield(Object value) {
        this.yield(value, 1);
    }

    /**
     * Yields out of several generators at once: with 2, {@code value} is handed to whoever asked
     * the generator that asked the innermost one, as if that generator had yielded it. When the
     * next value is asked for, this same call returns, and not one further out.
     *
     * @param levels how many generators to leave; 1 is the innermost
     * @throws IllegalArgumentException if it is less than 1
     * @throws IllegalStateException if there are not that many, each asked by the function of the
     *     next one; nothing has been yielded then
     */
    void yield(Object value, int levels);

    /**
     * The values one by one; they can be iterated over once. A different greenlet may ask for each
     * value: each value goes to the greenlet that asks for it. All these greenlets belong to the
     * thread that created the generator; on another thread {@link #hasNext}, {@link #next} and
     * {@link #close} are refused with a {@link WrongThreadException}, in whatever state the
     * generator is, and change nothing.
     *
     * <p>What the function throws reaches whoever asked, by {@link #next}, {@link #hasNext} or
     * {@link #close}, and ends the generator. That is so for whatever it throws, also for a {@link
     * GreenletExit} of its own.
     *
     * <p>Four things are not fixed here: whether a greenlet may ask that the function itself has
     * created, or one of its descendants; what happens if somebody switches to a greenlet that
     * waits in {@code yield}, or for an answer, without asking or answering; at which point {@link
     * #close} ends a generator for which an inner one has yielded: where that one waits in its
     * {@code yield}, or where the function itself waits for the inner one; and what becomes of a
     * generator if who asks, closes or yields is on a stack that can't be suspended (see {@link
     * Greenlet}). The reference refuses that last one, and nothing has changed then.
     *
     * @param <T> the type of the values
     */
    interface Generator<T> extends Iterator<T>, Iterable<T>, AutoCloseable {

        /**
         * Whether there is another value. To know that, the function has to run until it yields or
         * ends; the value is kept for {@link #next}.
         *
         * @throws IllegalStateException if the generator is being run, for example when its own
         *     function calls this
         */
        @Override
        boolean hasNext();

        /**
         * The next value.
         *
         * @throws java.util.NoSuchElementException if the function has ended
         * @throws IllegalStateException as {@link #hasNext}
         */
        @Override
        T next();

        /** This generator itself, for a {@code for} loop. */
        @Override
        default Iterator<T> iterator() {
            return this;
        }

        /**
         * Ends the generator at the point that it has reached: a {@link GreenletExit} is thrown
         * there, and the function's {@code finally} blocks are run. That exit reaches nobody. There
         * are no more values, not even one that was kept. If it has not begun, it never runs; if it
         * has ended, nothing happens.
         *
         * @throws IllegalStateException if the function yields once more, whatever it does then:
         *     the value is lost, and the generator has no more. Or if the generator is being run;
         *     nothing has changed then
         */
        @Override
        void close();
    }
}
