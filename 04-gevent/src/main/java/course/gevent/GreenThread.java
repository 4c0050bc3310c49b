package course.gevent;

import course.greenlet.Greenlet;

/**
 * A function that a {@link Hub} runs on a greenlet of its own: what Python's gevent calls a
 * Greenlet, too. It is ready when it has ended.
 */
public interface GreenThread extends Waitable {

    /** The greenlet that it runs on. */
    Greenlet greenlet();

    /** Whether it has begun to run, and has not ended. */
    boolean isStarted();

    /** Whether it has ended. */
    @Override
    boolean isReady();

    /**
     * What its body failed with, or null. A {@link course.greenlet.GreenletExit} is a normal end,
     * not a failure.
     */
    @Override
    Throwable exception();

    /**
     * Throws {@code thrown} at the point where it waits, the same instance, checked or not: at once
     * if the hub itself calls, in a message or a listener, otherwise in a later turn. Each ends one
     * wait: two that are thrown one after the other end this one and the next. (Of two that one
     * message throws into the main greenlet the second may be lost.) One that has not started ends
     * at that time, and its body never runs after this call; what is thrown into it after that does
     * nothing. If it has ended, nothing happens. May be called by any thread.
     */
    void throwInto(Throwable thrown);

    /** Its name. */
    @Override
    String toString();
}
