package course.gevent;

import course.greenlet.GreenletExit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Exercise 4.3: kill and timeouts. Both end a wait by throwing something into it.
 *
 * <p>Implementations have one constructor, with the {@link Hub}. As there, a negative duration is
 * refused with an {@link IllegalArgumentException}; nothing has been done then, and nobody killed.
 *
 * <p>A {@link Task}, and what {@link Hub#current} returns inside its body, may be two objects; they
 * are the same green thread, and have the same {@link GreenThread#greenlet}.
 *
 * <p>Tutorial: Gevent.
 */
public interface Cancellation {

    /**
     * Has {@code thrown} thrown into a green thread in a later turn. Until then, another kill of
     * the same green thread does nothing. One that has not started never runs; it may end at once.
     * Killing a green thread that has ended does nothing either.
     */
    void killSoon(GreenThread victim, Throwable thrown);

    /** Has a new {@link GreenletExit} thrown into it in a later turn. */
    default void killSoon(GreenThread victim) {
        killSoon(victim, new GreenletExit());
    }

    /**
     * Kills all of these, in whatever order, and waits until they have ended. If the caller is one
     * of them, it is thrown here at once, after the others have been killed.
     *
     * @return false if not all have ended within this time
     */
    boolean killAll(Collection<? extends GreenThread> victims, Throwable thrown, Duration timeout)
            throws InterruptedException;

    /** Kills all of these with a {@link GreenletExit}. */
    default boolean killAll(Collection<? extends GreenThread> victims, Duration timeout)
            throws InterruptedException {
        return killAll(victims, new GreenletExit(), timeout);
    }

    /** Kills it, and waits until it has ended. */
    default void kill(GreenThread victim) throws InterruptedException {
        killAll(List.of(victim), null);
    }

    /**
     * Starts a timeout for the green thread that calls. The caller must close it:
     *
     * <pre>{@code
     * try (var timeout = cancellation.timeout(ofSeconds(2))) {
     *     …
     * }
     * }</pre>
     *
     * @param duration null for a timeout that never ends
     */
    default Timeout timeout(Duration duration) {
        return timeout(duration, null);
    }

    /**
     * Starts a timeout that throws something other than itself.
     *
     * @param thrown null for the timeout itself
     */
    Timeout timeout(Duration duration, Throwable thrown);

    /**
     * Calls it, but no longer than this.
     *
     * @throws Timeout if the time was up
     */
    <T> T call(Duration timeout, Callable<T> body) throws Exception;

    /**
     * Calls it, but no longer than this.
     *
     * @param otherwise returned if this timeout ended the call; the exception of another timeout is
     *     passed on
     */
    <T> T call(Duration timeout, Callable<T> body, T otherwise) throws Exception;

    /**
     * Runs it, but no longer than this. If this timeout ended it, nothing is thrown.
     *
     * @return whether the body came to its end
     */
    boolean run(Duration timeout, Hub.Body body) throws Exception;
}
