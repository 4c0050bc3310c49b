package course.gevent;

/**
 * Something that is ready, or will be: a green thread that has ended, an event that is set. Whoever
 * wants to be told links a listener. Because of this protocol, {@link Hub#join}, {@link Hub#wait}
 * and {@link Hub#iwait} work with everything.
 *
 * <p>Only the hub's thread may link and unlink; whether another one is refused is left open.
 */
public interface Waitable {

    boolean isReady();

    /** Why it is ready: null, or what it failed with. */
    default Throwable exception() {
        return null;
    }

    /**
     * Has the listener told once that this is ready: by the hub itself, in a turn after it became
     * ready; if it is ready already, in a later turn. Listeners are told in the order in which they
     * were linked. If one fails, that is reported, and the next ones are still told. It may be
     * ready no more by the time they are told, as an event that is set and cleared at once: they
     * are told all the same, and whoever waits for it goes on.
     */
    void link(Listener listener);

    /**
     * Removes the listener, however often it was linked: it will not be told any more, even if
     * others are being told at this moment. Removing one that isn't linked does nothing.
     */
    void unlink(Listener listener);

    /** Is told that something is ready. */
    @FunctionalInterface
    interface Listener {

        /** Called in the hub, so it must not wait. */
        void onReady(Waitable waitable);
    }
}
