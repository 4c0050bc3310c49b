package course.gevent;

import course.greenlet.Greenlet;
import course.loop.EventLoop.Timer;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Exercise 4.1: the message loop of lesson 01 and the greenlets of lesson 03 in one. A green thread
 * that has to wait switches to the hub; the hub processes messages, and switches back to those
 * whose wait is over. So code that looks as if it blocked does not block.
 *
 * <p>Implementations have one constructor, with the {@link course.greenlet.Greenlets} that create
 * its greenlets, a {@link course.loop.time.LoopClock} to learn the time and to wait by, and a
 * {@code Consumer<Throwable>} that is told of each failure: of a message, of a listener, and of the
 * body of a green thread (whether a {@link course.greenlet.GreenletExit} is one, in a message or a
 * listener, is left open). A hub belongs to the thread that constructs it, and is constructed by
 * that thread's main greenlet. It is a greenlet, too: the one that runs the loop, and the parent of
 * all that it spawns. (It may be the main greenlet itself, while the main greenlet waits.) The loop
 * runs only while the main greenlet waits. A greenlet that a green thread has created for itself
 * may wait, too: when its wait is over, the hub switches back to that greenlet. (On which of its
 * greenlets something arrives that is thrown into the green thread meanwhile is left open.)
 *
 * <p>The hub works in turns. A turn processes what was there when it began, in the order in which
 * it came: timers whose time has come, in the order of their times (those of the same time in the
 * order in which they were set), then messages, and green threads that are woken or spawned. What
 * comes meanwhile waits for a later turn, so nobody can starve the others. Before each turn the hub
 * looks at its clock by {@link course.loop.time.LoopClock#await}: until the next timer, until
 * {@link Duration#ZERO} (it returns at once) if there is something to do already, or until it is
 * woken if all that it waits for comes from outside.
 *
 * <p>If the main greenlet waits, and nothing is left that could happen, its wait ends with a {@link
 * BlockedForeverException}. If the thread is interrupted, its wait ends with an {@link
 * InterruptedException}. The hub can be used after both.
 *
 * <p>A green thread may wait inside any number of {@code synchronized} blocks: it holds those
 * monitors afterwards, and other threads stay out all the time. But the other green threads of this
 * hub do not stay out: they wait for ever for such a monitor, or they get in. So only the main
 * greenlet should wait inside {@code synchronized}.
 *
 * <p>All methods but {@link #post} and {@link #hold} are for the hub's thread; on another one they
 * are refused with a {@link WrongThreadException}. A message or a listener may not wait, since the
 * hub itself runs it: a call that would have to wait there is refused with an {@link
 * IllegalStateException}. (That is so for each {@link #sleep}; whether it is for other waits
 * without time, with {@link Duration#ZERO}, is left open.) A negative duration is refused with an
 * {@link IllegalArgumentException}; null means without limit, and so does one that is too long for
 * the clock. Where there is nothing to run (null in place of a body or a message), the call is
 * refused, or that fails in its turn: either is right.
 *
 * <p>Tutorial: Gevent.
 */
public interface Hub {

    /** What a green thread does. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    /**
     * Creates a green thread, which starts in a later turn, and has a name like {@code greenlet 7}.
     */
    GreenThread spawn(Body body);

    /** Creates a green thread with a name of its own. */
    GreenThread spawn(String name, Body body);

    /** The green thread that calls. The main greenlet counts as one, which never ends. */
    GreenThread current();

    /** The greenlet that runs the loop. */
    Greenlet greenlet();

    /**
     * Lets the others go on, and returns in the first turn after this time. After {@link
     * Duration#ZERO} that is the next turn: all that are ready now come first.
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Waits until it is ready; returns at once if it is.
     *
     * @return false if it was not ready within this time
     */
    boolean join(Waitable waitable, Duration timeout) throws InterruptedException;

    /** Waits until it is ready. */
    default void join(Waitable waitable) throws InterruptedException {
        join(waitable, null);
    }

    /** Waits until all are ready. */
    default void joinAll(Waitable... all) throws InterruptedException {
        joinAll(Arrays.asList(all));
    }

    /** Waits until all are ready. */
    default void joinAll(Collection<? extends Waitable> all) throws InterruptedException {
        wait(all, null, Integer.MAX_VALUE);
    }

    /**
     * Waits until all are ready, or {@code count} of them, or one has failed, or the time is up.
     *
     * @param raiseError whether to throw the exception of the first one that fails, the same
     *     instance, at once; if not, a failure may end the wait, or the wait may go on for the
     *     others: either is right
     * @return those that were ready, {@code count} at most, in the order in which they became so
     *     (those that were ready before, in the order given); one that was given more than once is
     *     in it once; one that becomes ready in the very turn in which the time is up may be
     *     missing
     */
    <W extends Waitable> List<W> joinAll(
            Collection<W> all, Duration timeout, boolean raiseError, int count) throws Exception;

    /**
     * Waits until {@code count} of these are ready, or all, or the time is up.
     *
     * @return those that were ready, {@code count} at most, in the order in which they became so
     *     (those that were ready before, in the order given); one that was given more than once is
     *     in it once; one that becomes ready in the very turn in which the time is up may be
     *     missing
     */
    <W extends Waitable> List<W> wait(Collection<W> all, Duration timeout, int count)
            throws InterruptedException;

    /**
     * Reports these one by one, as they become ready; those that are ready already come first, in
     * the order given, and one that was given more than once comes once.
     *
     * @param timeout for all of them together, from now on
     */
    <W extends Waitable> Arrivals<W> iwait(Collection<W> all, Duration timeout);

    /** Those of several that have become ready. */
    interface Arrivals<W extends Waitable> extends AutoCloseable {

        /**
         * Waits for the next one. Several may do so at a time: each gets another one.
         *
         * @return null if all have come, or the time is up, or this has been closed; one that has
         *     come in time, and was not taken, may still be returned when the time is up
         */
        W next() throws InterruptedException;

        /** Removes the listeners that it has linked, and wakes who waits for the next one. */
        @Override
        void close();
    }

    /**
     * For the main greenlet: runs the loop until nothing is left that could happen. It does not
     * wait for green threads that wait for each other and can never go on. May be called again and
     * again.
     *
     * @return false if that was not the case within this time
     * @throws IllegalStateException if the caller is not the main greenlet
     */
    boolean join(Duration timeout) throws InterruptedException;

    /** Runs the loop until there is nothing left that could happen. */
    default void join() throws InterruptedException {
        join((Duration) null);
    }

    // The loop

    /**
     * Has the hub process a message in a later turn. May be called by any thread at any time. If it
     * fails, that is reported, and the hub goes on.
     */
    void post(Runnable message);

    /**
     * Has the hub process a message in the first turn after this time. Without a time (null) it
     * never comes, and the hub does not stay for it. Any thread may cancel the timer.
     */
    Timer postDelayed(Runnable message, Duration delay);

    /**
     * As {@link #postDelayed}, but the hub does not stay for this message: if a hub waits only for
     * such messages, it counts as having nothing to wait for.
     */
    Timer postDaemon(Runnable message, Duration delay);

    /**
     * From now on something may come from outside, for example a message of another thread: the hub
     * stays until the hold is closed. May be called, and closed, by any thread.
     */
    Hold hold();

    /** What keeps a hub waiting for something from outside. */
    interface Hold extends AutoCloseable {

        /** Ends it. Ending it again does nothing. */
        @Override
        void close();
    }

    // The one wait, on which all the others are built

    /**
     * Starts the watcher, lets the others go on until it wakes the waiter, and stops the watcher,
     * however the wait ends. Returns in the turn in which the waiter was woken, or in the next one.
     *
     * @return false if the waiter was not woken within this time
     * @throws IllegalStateException if anybody other than the hub switches to the one that waits
     */
    boolean await(Watcher watcher, Duration timeout) throws InterruptedException;

    /** Waits until the watcher wakes the waiter. */
    default void await(Watcher watcher) throws InterruptedException {
        await(watcher, null);
    }

    /**
     * Something to wait for. Its text is what a {@link BlockedForeverException} tells about it,
     * such as {@code the socket to be readable}.
     */
    interface Watcher {

        /** Makes sure that the waiter is woken when it is time; may wake it at once. */
        void start(Waiter waiter);

        /**
         * Called once after each start, even if the start failed: the waiter need not be woken any
         * more.
         */
        default void stop() {}

        /**
         * Whether something outside wakes the waiter: the kernel, or another thread. A hub stays
         * for such watchers.
         */
        default boolean isOutside() {
            return false;
        }
    }

    /** The one that waits, in one particular wait. */
    interface Waiter {

        /**
         * Lets the waiter go on. From the second call on, and when the wait is over, it does
         * nothing. May be called by any thread.
         */
        void wake();
    }
}
