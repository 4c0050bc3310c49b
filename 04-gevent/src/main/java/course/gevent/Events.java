package course.gevent;

/**
 * Exercise 4.4: the means by which green threads inform each other: a flag, and a result.
 *
 * <p>Implementations have one constructor, with the {@link Hub}, and a {@code Consumer<Throwable>}
 * that is told of listeners that fail.
 *
 * <p>Tutorial: Gevent.
 */
public interface Events {

    /** A new event, not set. */
    Event newEvent();

    /** A new result, not yet given. */
    <T> AsyncResult<T> newAsyncResult();
}
