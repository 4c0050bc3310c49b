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
 * <p>Handlers run on the loop's thread only. Each click and each key is handled once, in the order
 * in which they came, no matter how fast they came. A handler that fails is a message that fails:
 * the loop reports it, and the window goes on.
 *
 * <p>While a handler runs, no other one does, so a slow handler makes the window stop responding;
 * {@link #notResponding} reports that.
 *
 * <p>Tutorial: 看图说话讲事件驱动模型.
 */
public interface Window {

    /** When a handler has been running for this long, the window does not respond. */
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

    /** Sets what keys do from now on, by the same rules. */
    void onKeyDown(KeyHandler handler);

    /**
     * Somebody has clicked: puts a message into the queue, and returns at once. May be called by
     * any thread, the loop's own included.
     */
    void click(int x, int y);

    /** Somebody has pressed a key: does the same. */
    void press(char key);

    /**
     * Looks whether the window responds. May be called by any thread, and never waits for the loop:
     * this is how a window manager learns that it has to offer the user to close the window. If the
     * handler returns in the meantime, it may still be reported, or not; another one never is in
     * its place, nor the same one with its next click or key. Left open is what is told of a
     * handler that is a thousand calls deep or deeper (the JVM shows the 1,024 innermost calls of a
     * thread), or that runs another loop.
     *
     * @return empty, unless a handler has been running for {@link #PATIENCE} or longer; what others
     *     do on the loop is no handler
     */
    Optional<NotResponding> notResponding();

    /**
     * A handler takes too long.
     *
     * @param busyFor how long it has been running
     * @param where the class, the method and the line that the handler is at now: in the method
     *     that the window has called, not in a method that this one calls
     */
    record NotResponding(Duration busyFor, StackTraceElement where) {}
}
