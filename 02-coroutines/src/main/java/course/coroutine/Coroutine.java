package course.coroutine;

/**
 * Exercise 2.3: a function that talks with its caller. Each {@code yield} hands a value out and
 * takes one in; the caller can also throw an exception in, and close.
 *
 * <pre>{@code
 * def averager():                   Coroutine.Body<Double, Double, Integer> averager = caller -> {
 *     total, count, average = 0,0,0     double total = 0, average = 0; int count = 0;
 *     while True:                       while (true) {
 *         value = yield average             var value = caller.yield(average);
 *         if value is None:                 if (value == null) {
 *             return count                      return count;
 *         total += value                    }
 *         count += 1                        total += value;
 *         average = total/count             average = total / ++count;
 *                                       }
 *                                   };
 * }</pre>
 *
 * <p>Implementations have one constructor, with a {@link Body}. Given to build on: {@link
 * course.coroutine.stack.CallStack}.
 *
 * <p>Nothing of the body runs before the first {@link #next}. It runs on the thread that calls.
 * What the body throws, of any type, reaches the caller of the method that let it run, as the same
 * object, and the coroutine has ended then.
 *
 * <p>It belongs to the thread that lets it begin, whichever thread has created it. While it waits
 * at a {@code yield}, each method is refused to other threads with an {@link
 * IllegalStateException}, and nothing has changed. (To close one that has not begun or has ended,
 * or to throw into it, may be refused to other threads, or not.)
 *
 * <p>While the body runs, or a body to which it delegates, each method is refused with an {@link
 * IllegalStateException}. Nothing has changed then, and the body can go on.
 *
 * <p>The caller may hold any number of monitors ({@code synchronized}): it holds them during the
 * whole call and afterwards, and other threads stay out. The body runs on the same thread, so it
 * can enter them too. The body must hold no monitor when it yields: the yield would take that
 * monitor away with the stack.
 *
 * <p>As with a {@link Generator}, one that nobody refers to any more is collected as it is: the
 * garbage collector runs no {@code finally} blocks.
 *
 * <p>Tutorial: 使用yield实现协程操作例子. The behaviour is that of Python's PEP 342 and PEP 380.
 *
 * @param <I> what is sent in
 * @param <O> what is yielded
 * @param <R> what is returned at the end
 */
public interface Coroutine<I, O, R> extends AutoCloseable {

    /** What the coroutine does. */
    @FunctionalInterface
    interface Body<I, O, R> {
        R run(Caller<I, O> caller);
    }

    /** The one who has let the body run, as the body sees it. */
    interface Caller<I, O> {

        /**
         * Hands a value out, and waits. May be called by the body, and by whatever the body calls.
         *
         * @return what is sent in; null if only the next value is asked for
         * @throws RuntimeException what is thrown in
         * @throws GeneratorExit if the coroutine is closed
         * @throws IllegalStateException if it is not this coroutine's body that is running (it
         *     waits, or has ended, or it runs and another thread calls this), or the body of
         *     another one is running on top of it; or if a native frame is on the stack. The value
         *     is not handed out then, and both sides can go on.
         */
        I yield(O value);

        /**
         * Lets another coroutine talk with this one's caller until it ends (Python's {@code yield
         * from}). What it yields is yielded here; what is sent or thrown in goes to it. If this
         * coroutine is closed, the inner one is closed first, once, and then the {@link
         * GeneratorExit} comes out here.
         *
         * @param inner not begun, or waiting at a {@code yield}: it goes on by {@link #next} then.
         *     It may be of any implementation.
         * @return what the inner one returns
         * @throws RuntimeException what comes out of the inner one, also while it is closed: the
         *     same object. (An {@link Error} comes out here, too.)
         * @throws IllegalStateException if the inner one has ended, or is running: delegation in a
         *     circle is not possible; or if {@link #yield} would be refused here. Nothing is handed
         *     out then, and all three can go on. (In the second case, the inner one may be where it
         *     was, or wait at its next {@code yield}. If it returns without one, under a native
         *     frame, its result may be returned here all the same.)
         */
        <S> S yieldFrom(Coroutine<I, O, S> inner);
    }

    /** How far a coroutine has come when it was let run. */
    sealed interface Step<O, R> {}

    /** It waits at a {@code yield} of this value. */
    record Yielded<O, R>(O value) implements Step<O, R> {}

    /** It has come to its end, and returned this value. */
    record Returned<O, R>(R value) implements Step<O, R> {}

    /** Creates coroutines for code that builds on them, from any implementation. */
    @FunctionalInterface
    interface Factory {
        <I, O, R> Coroutine<I, O, R> create(Body<I, O, R> body);
    }

    /**
     * Lets the body run from its beginning, or from the {@code yield} at which it waits, which
     * returns null.
     *
     * @throws IllegalStateException if it has ended
     */
    Step<O, R> next();

    /**
     * Lets the body run from the {@code yield} at which it waits, which returns this value.
     *
     * @param value may be null: this is {@link #next} then
     * @throws IllegalStateException if it has ended; or if it has not begun, and so has no {@code
     *     yield} that could return this value. In the second case nothing has changed, and it can
     *     be begun with {@link #next}.
     */
    Step<O, R> send(I value);

    /**
     * Lets the body run from the {@code yield} at which it waits, which throws this exception,
     * once. If the body catches it, the answer is what the body yields or returns next; if not, it
     * is thrown here.
     *
     * <p>If the body has not begun, it never will: the coroutine has ended, and the exception is
     * thrown here. If it had ended before, the exception is thrown here, too.
     *
     * @throws NullPointerException if the exception is null; nothing has happened then
     */
    Step<O, R> throwIn(RuntimeException exception);

    /**
     * Ends it at the point that it has reached: a new {@link GeneratorExit} comes out of the {@code
     * yield} at which the body waits. If the body has not begun, nothing of it runs; if it has
     * ended, nothing happens.
     *
     * <p>The body may let that exit pass, or return. Anything else that it throws reaches the
     * caller. (Another {@link GeneratorExit} may reach the caller, or be taken for that one.)
     *
     * @throws IllegalStateException if the body yields instead. It waits there then: it can be let
     *     run, and then it goes on from there, or be closed again. What it has yielded is lost.
     */
    @Override
    void close();
}
