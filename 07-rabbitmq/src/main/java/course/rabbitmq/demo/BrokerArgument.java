package course.rabbitmq.demo;

import course.rabbitmq.reference.Refusal;

import java.net.URI;

/** Which broker a demo talks to: its argument, or the one on this machine. */
final class BrokerArgument {
    static final String LOCAL = "amqp://guest:guest@localhost:5672";

    private BrokerArgument() {}

    /** Ends the program with its usage if the arguments are none. */
    static URI of(String[] arguments, Class<?> demo, String otherwise) {
        try {
            var given = arguments.length > 0 ? arguments[0] : otherwise;
            // A slash at the end would be a virtual host without a name.
            var uri = URI.create(given.replaceFirst("(?<=[^/])/$", ""));
            if (arguments.length < 2 && "amqp".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // its message would show the password
        }
        end(2, "usage: %s [amqp://user:password@host:port]".formatted(demo.getSimpleName()));
        throw new AssertionError();
    }

    static void failed(URI broker, Exception failure) {
        end(
                1,
                "no talk with the broker at %s port %s: %s"
                        .formatted(broker.getHost(), port(broker), Refusal.reason(failure)));
    }

    static int port(URI broker) {
        return broker.getPort() < 0 ? 5672 : broker.getPort();
    }

    static void end(int status, String why) {
        System.err.println(why);
        System.exit(status);
    }
}
