package course.greenlet;

/**
 * A function with a stack of its own, as {@link Greenlets} create them. It is <em>pending</em>
 * until the first switch to it, then it is <em>active</em> (current) or <em>suspended</em> (some
 * other is), and at last <em>dead</em>.
 *
 * <p>Nothing that reaches a dead one is lost: a switch or a throw to it goes to its nearest living
 * ancestor. That is also where a result or an exception goes when a greenlet ends: to the parent
 * that it has at that moment, or to the nearest ancestor that lives.
 *
 * <p>To switch, to throw and to set a parent is for the greenlet's own thread. From another one it
 * is refused with a {@link WrongThreadException}, before anything has changed; the message names
 * both threads, and says so if the greenlet's own has ended. Who only asks may do so on any thread,
 * and may be told what was true a moment ago.
 *
 * <p>A switch needs a stack that can be put away. It cannot while a native method or a static
 * initialiser is being run by the greenlet that wants to leave. Then the switch, or the throw, is
 * refused with an {@link IllegalStateException} that says so; nothing has changed, and both can be
 * used as before. (The main greenlet is not put away, and can always switch.)
 *
 * <p>Code that switches should hold no monitor. A monitor belongs to the thread: another greenlet
 * that wants one which the first has kept in a switch waits for ever, or is let in. And the JVM
 * takes along, with a stack that it puts away, also the monitors of the main greenlet on top of
 * which it runs, unless {@link course.greenlet.jvm.Monitors#keep} was called before. It is not
 * fixed here whether an implementation does that; the reference does, so that its main greenlet
 * holds its monitors after a switch as before.
 */
public interface Greenlet {

    /**
     * Lets this greenlet go on in place of the current one, and returns when somebody switches
     * back. A pending one starts, and gets {@code value} as its body's parameter; for a suspended
     * one it is the result of the switch in which it waits. The current one gets its own value at
     * once.
     *
     * <p>A value that has arrived is kept by nobody but the one who got it.
     *
     * <p>What arrives in place of a value, thrown into the greenlet that waits here or not caught
     * by a child that failed, is thrown by this call: the very same instance, also a checked one.
     *
     * @return the value of the switch that came back, or the result of a greenlet that ended
     * @throws WrongThreadException if this greenlet belongs to another thread
     * @throws IllegalStateException if the current stack can't be put away
     */
    Object switchTo(Object value);

    /** Switches with null. */
    default Object switchTo() {
        return switchTo(null);
    }

    /**
     * Switches as {@link #switchTo(Object)} does, for a loop of the main greenlet that switches
     * again and again: it has called {@link course.greenlet.jvm.Monitors#keep} once, and holds no
     * monitor that it has entered since. If it does hold one, it loses it.
     */
    default Object switchToUnguarded(Object value) {
        return switchTo(value);
    }

    /**
     * Lets this greenlet go on as {@link #switchTo(Object)} does, but with an exception: it is
     * thrown by the switch in which the greenlet waits, and there can be caught. The very same
     * instance is thrown, checked or not. A pending one ends at once, and its body does not run.
     *
     * @return as {@link #switchTo(Object)}
     * @throws NullPointerException if nothing is to be thrown
     */
    Object throwInto(Throwable thrown);

    /**
     * Throws a new {@link GreenletExit} into it. For a dead one that is a value like others.
     *
     * @return as {@link #switchTo(Object)}; the exit itself if it comes back as a result
     */
    default Object kill() {
        return throwInto(new GreenletExit());
    }

    /** Who gets the result; null for the main greenlet. */
    Greenlet parent();

    /**
     * Gives it another parent.
     *
     * @throws NullPointerException if there is none
     * @throws IllegalArgumentException if that is this greenlet or a descendant of it, or of
     *     another thread, or of other {@link Greenlets}
     * @throws IllegalStateException if this is the main greenlet
     */
    void setParent(Greenlet parent);

    /** Whether it has been started and has not ended. */
    boolean isActive();

    /** Whether it has ended. */
    boolean isDead();

    /**
     * Says whether it is the main greenlet, and whether it is pending, active, suspended or dead.
     */
    @Override
    String toString();
}
