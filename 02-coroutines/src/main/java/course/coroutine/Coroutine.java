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
 * <p>Nothing of the body runs before the first {@link #next}. It runs on the thread that calls, and
 * belongs to the one that calls first; another one is refused with an {@link
 * IllegalStateException}. What the body throws, of whatever type, reaches the caller of the method
 * that let it run, as the same object; and that is the coroutine's end.
 *
 * <p>While the body runs, or another one to which it delegates, each method refuses with an {@link
 * IllegalStateException}, and the body can go on.
 *
 * <p>Who calls may hold monitors ({@code synchronized}), any number of them: the caller holds them
 * all the time and afterwards, and other threads stay out. The body is on the same thread, so it is
 * let in. It must hold none when it yields: that one would go along with it.
 *
 * <p>As with a {@link Generator}, the garbage collector runs no {@code finally} blocks.
 *
 * <p>Tutorial: 使用yield实现协程操作例子. The behaviour is that of Python's PEP 342 and PEP 380.
 *
 * @param <I> what is sent in
 * @param <O> what is yielded
 * @param <R> what is returned in the end
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
         * @return what is sent in; null if it is just asked for the next value
         * @throws RuntimeException what is thrown in
         * @throws GeneratorExit if the coroutine is closed
         * @throws IllegalStateException if it is not this coroutine's body that is running, or the
         *     body of another one is running on top of it; or if a native frame is on the stack.
         *     The value is not handed out then, and both sides can go on.
         */
        I yield(O value);

        /**
         * Lets another coroutine talk with this one's caller until it ends (Python's {@code yield
         * from}). What it yields is yielded here; what is sent or thrown in, goes to it. If this
         * coroutine is closed, the inner one is closed first, and then the {@link GeneratorExit}
         * comes out here.
         *
         * @param inner not begun, or waiting at a {@code yield}
         * @return what the inner one returns
         * @throws RuntimeException what comes out of the inner one, also while it is closed
         * @throws IllegalStateException if the inner one has ended, or is running: one cannot
         *     delegate in a circle; or if a native frame is on the stack. What the inner one yields
         *     is not handed out then; it waits there, and all three can go on.
         */
        <S> S yieldFrom(Coroutine<I, O, S> inner);
    }

    /** What a coroutine that was let run has come to. */
    sealed interface Step<O, R> {}

    /** It waits at a {@code yield} of this value. */
    record Yielded<O, R>(O value) implements Step<O, R> {}

    /** It has come to its end, and returned this value. */
    record Returned<O, R>(R value) implements Step<O, R> {}

    /** How others get coroutines to build on, whoever has written them. */
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
     *     yield} that could return this value. In the latter case it is as it was, and can be begun
     *     with {@link #next}.
     */
    Step<O, R> send(I value);

    /**
     * Lets the body run from the {@code yield} at which it waits, which throws this exception. If
     * the body catches it, the answer is what the body yields or returns next.
     *
     * <p>If the body has not begun, it never will: the coroutine has ended, and the exception is
     * thrown here. If it had ended before, the exception is thrown here, too.
     *
     * @throws NullPointerException if the exception is null; nothing has happened then
     */
    Step<O, R> throwIn(RuntimeException exception);

    /**
     * Ends it where it stands: a {@link GeneratorExit} comes out of the {@code yield} at which the
     * body waits. If the body has not begun, nothing of it runs; and if it has come to its end,
     * nothing happens.
     *
     * <p>The body may end by that exit or return. Anything else that it throws reaches the caller.
     *
     * @throws IllegalStateException if the body yields instead. It waits there then, and can be
     *     closed again.
     */
    @Override
    void close();
}
