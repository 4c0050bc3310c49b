package course.loop;

import java.time.Duration;
import java.util.Optional;

/**
 * Exercise 1.2: a window, as in every user interface that is driven by events. A mouse or a
 * keyboard, each on a thread of its own, puts a message into the queue of the window's loop for
 * each click and each key; the loop takes them out again, and calls the handlers. Each message
 * carries its own handler.
 *
 * <p>Implementations have one constructor, with the window's {@link EventLoop} and a {@link
 * course.loop.time.LoopClock} to learn the time from.
 *
 * <p>Handlers run on the loop's thread alone, each click and each key is handled once, and all in
 * the order in which they came, however fast. A handler that fails is a message that fails: the
 * loop reports it, and the window goes on.
 *
 * <p>While a handler runs, no other one does, so a handler that takes its time makes the window
 * stop responding; {@link #notResponding} tells.
 *
 * <p>Tutorial: 看图说话讲事件驱动模型.
 */
public interface Window {

    /** A window in which a handler has been running for so long does not respond. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /** What a click does. */
    interface ClickHandler {
        void onClick(int x, int y);
    }

    /** What a key does. */
    interface KeyHandler {
        void onKeyDown(char key);
    }

    /**
     * Sets what clicks do from now on; those that are in the queue already keep their handler. At
     * first, clicks do nothing. May be called by any thread.
     */
    void onClick(ClickHandler handler);

    /** Sets what keys do from now on, likewise. */
    void onKeyDown(KeyHandler handler);

    /**
     * Somebody has clicked: puts a message into the queue, and returns at once. May be called by
     * any thread, the loop's own included.
     */
    void click(int x, int y);

    /** Somebody has pressed a key: likewise. */
    void press(char key);

    /**
     * Looks whether the window responds. May be called by any thread, and never waits for the loop:
     * this is how a window manager learns that it has to offer the user to close the window.
     *
     * @return empty, unless a handler has been running for {@link #PATIENCE} or longer
     */
    Optional<NotResponding> notResponding();

    /**
     * A handler takes too long.
     *
     * @param busyFor how long it has been running
     * @param where class, method and line where it stands now, in the method that the window has
     *     called, not in what that one calls in its turn
     */
    record NotResponding(Duration busyFor, StackTraceElement where) {}
}
