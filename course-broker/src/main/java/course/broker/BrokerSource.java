package course.broker;

import java.util.Optional;

/** A way to a broker. */
interface BrokerSource {

    /** The value of {@code COURSE_BROKER} that names it. */
    String name();

    /** Why there is none to be had this way; empty if there seems to be one. */
    Optional<String> missing();

    /** What speaks for it, such as {@code COURSE_AMQP_URI is set}. */
    String found();

    /**
     * @param port where it shall listen, if that can be chosen; 0 for a free one
     */
    Broker start(int port);
}
