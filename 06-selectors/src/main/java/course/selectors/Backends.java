package course.selectors;

import course.select.system.SystemCalls;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Exercise 6.2: backends on select, poll, epoll and {@code java.nio}, and the choice of the best
 * one on this system, as {@code selectors.DefaultSelector} makes it.
 *
 * <p>It is constructed with what is {@linkplain Availability available}.
 *
 * <p>Tutorial: selectors模块, {@code selectors.DefaultSelector()}.
 */
public interface Backends {

    /** The kinds of backends, best first. */
    enum Kind {
        /**
         * {@code epoll(7)}: the kernel keeps the list, and the cost of a wait depends on how many
         * channels are ready.
         */
        EPOLL,
        /** {@code java.nio.channels.Selector}: what the JDK uses on this system. */
        NIO,
        /** {@code poll(2)}: the kernel is given the list at each wait. */
        POLL,
        /** {@code select(2)}: the same, and it cannot watch a descriptor above 1,023. */
        SELECT
    }

    /** Says what can be used. */
    @FunctionalInterface
    interface Availability {
        /** Why a kind cannot be used; empty if it can. */
        Optional<String> missing(Kind kind);

        /** What this system has. */
        static Availability here() {
            return kind ->
                    switch (kind) {
                        case EPOLL -> SystemCalls.missing("epoll_wait");
                        case NIO -> Optional.empty();
                        case POLL -> SystemCalls.missing("poll");
                        case SELECT -> SystemCalls.missing("select");
                    };
        }
    }

    /**
     * A choice, and why it was not a better one.
     *
     * @param kind the best that is available
     * @param passedOver the better kinds, best first, each with the reason why it is missing
     */
    record Choice(Kind kind, Map<Kind, String> passedOver) {

        /** Such as {@code NIO (EPOLL: Mac OS X has no epoll_wait)}. */
        @Override
        public String toString() {
            if (passedOver.isEmpty()) {
                return kind.toString();
            }
            var reasons = new StringBuilder();
            passedOver.forEach((better, reason) ->
                    reasons.append(reasons.isEmpty() ? "" : "; ")
                            .append(better)
                            .append(": ")
                            .append(reason));
            return kind + " (" + reasons + ")";
        }
    }

    /**
     * Opens a new backend, which watches nothing yet. Each is independent of the others.
     *
     * @throws UnsupportedOperationException if {@code kind} is missing; the message says why
     * @throws IOException if the system cannot open another one
     */
    Backend open(Kind kind) throws IOException;

    /**
     * Chooses the best kind that is available.
     *
     * @throws UnsupportedOperationException if no kind is available; the message says why for each
     */
    Choice choose();
}
