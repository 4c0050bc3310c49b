package course.gevent;

/** The result of something: a value, or what it failed with. */
public interface Outcome<T> extends Waitable {

    /** The value, or null as long as there is none. */
    T value();

    /** What it failed with, or null. */
    @Override
    Throwable exception();

    /** Whether it is ready, and has not failed. */
    default boolean isSuccessful() {
        return isReady() && exception() == null;
    }
}
