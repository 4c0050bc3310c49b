package course.greenlet;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A function with a stack of its own, as {@link Greenlets} create them. It is <em>pending</em>
 * until the first switch to it, then it is <em>active</em> (it is the current one) or
 * <em>suspended</em> (another one is current), and at the end it is <em>dead</em>. The main
 * greenlet is never pending and never dead.
 *
 * <p>Nothing that is sent to a dead greenlet is lost: a switch or a throw to it goes to its nearest
 * living ancestor. That is also where a result or an exception goes when a greenlet ends: to the
 * parent that it has at that moment, or to the nearest ancestor that lives.
 *
 * <p>Only the greenlet's own thread may switch, throw, and set a parent. On another thread these
 * calls are refused with a {@link WrongThreadException}, before anything has changed, in whatever
 * state the greenlet is; the message names both threads, and says so if the greenlet's own thread
 * has ended. The methods that only ask may be called on any thread. Their answer may be what was
 * true a moment ago; but who asks again and again sees each change in the end.
 *
 * <p>A switch needs a stack that can be suspended. A stack cannot be suspended while the greenlet
 * that wants to leave runs a native method or a static initialiser. Then the switch, or the throw,
 * is refused with an {@link IllegalStateException} that says so; nothing has changed, and both can
 * be used as before. (The main greenlet is not suspended in this way, and can always switch. What
 * comes back to the current greenlet itself needs no other stack, and is never refused.)
 *
 * <p>A thread may use several {@link Greenlets}, and the greenlets of one may run those of another.
 * What a switch does that would leave greenlets of another instance halfway, with the greenlet on
 * which they run, is not fixed here; the reference refuses it as it does under a native method.
 *
 * <p>Code that switches should hold no monitor. A monitor belongs to the thread: if another
 * greenlet wants a monitor that the first one has kept in a switch, it waits for ever, or is let
 * in. And with a stack that it suspends, the JVM also takes away the monitors of the main greenlet,
 * on top of which that stack runs, unless {@link course.continuation.Monitors#keep} was called
 * before. It is not fixed here whether an implementation calls it. The reference does, so its main
 * greenlet holds its monitors after a switch as before.
 */
public interface Greenlet {

    /**
     * Lets this greenlet go on in place of the current one, and returns when somebody switches
     * back. A pending one starts, and gets {@code value} as its body's parameter; for a suspended
     * one it is the result of the switch in which it waits. The current one gets its own value at
     * once.
     *
     * <p>When a value has arrived, nobody keeps it but the one who got it: not even the one who
     * sent it, while that one waits here.
     *
     * <p>An exception may arrive in place of a value: one that was thrown into the greenlet that
     * waits here, or one that a child did not catch. This call then throws it: the same instance,
     * even if it is checked.
     *
     * @return the value of the switch that came back, or the result of a greenlet that ended
     * @throws WrongThreadException if this greenlet belongs to another thread
     * @throws IllegalStateException if the current stack can't be suspended
     */
    Object switchTo(Object value);

    /** Switches with null. */
    default Object switchTo() {
        return switchTo(null);
    }

    /**
     * Switches as {@link #switchTo(Object)} does. This is for a loop of the main greenlet that
     * switches again and again: it must have called {@link course.continuation.Monitors#keep} once,
     * and must hold no monitor that it has entered since. If it holds one, it loses it.
     */
    default Object switchToUnguarded(Object value) {
        var sent = new AtomicReference<>(value);
        value = null; // who waits here keeps what it has sent in no variable
        return switchTo(sent.getAndSet(null));
    }

    /**
     * Lets this greenlet go on as {@link #switchTo(Object)} does, but with an exception: it is
     * thrown by the switch in which the greenlet waits, and can be caught there. The same instance
     * is thrown, checked or not. A pending one ends at once, and its body does not run. The current
     * one gets it at once. For a dead one, a {@link GreenletExit} is treated as an ordinary value.
     *
     * @return as {@link #switchTo(Object)}
     * @throws NullPointerException if {@code thrown} is null; nothing has changed then
     * @throws WrongThreadException as {@link #switchTo(Object)}
     * @throws IllegalStateException as {@link #switchTo(Object)}
     */
    Object throwInto(Throwable thrown);

    /**
     * Throws a new {@link GreenletExit} into it. For a dead one, the exit is treated as an ordinary
     * value, as by {@link #throwInto}.
     *
     * @return as {@link #switchTo(Object)}; the exit itself if it comes back as a result
     */
    default Object kill() {
        return throwInto(new GreenletExit());
    }

    /** The greenlet that gets the result; null for the main greenlet. */
    Greenlet parent();

    /**
     * Gives it another parent, which may be in any state, as this greenlet may. What is refused
     * leaves it the one that it has.
     *
     * @throws WrongThreadException if this greenlet belongs to another thread
     * @throws NullPointerException if {@code parent} is null
     * @throws IllegalArgumentException if {@code parent} is this greenlet or a descendant of it, or
     *     belongs to another thread or to other {@link Greenlets}, of whatever implementation
     * @throws IllegalStateException if this is the main greenlet
     */
    void setParent(Greenlet parent);

    /**
     * Whether it has been started and has not ended, be it the current one or suspended. The main
     * greenlet always is.
     */
    boolean isActive();

    /** Whether it has ended. */
    boolean isDead();

    /**
     * Says whether it is the main greenlet, with the word <em>main</em>, and whether it is pending,
     * active, suspended or dead, with one of these words. What the text tells of other greenlets,
     * such as its parent, comes after that.
     */
    @Override
    String toString();
}
