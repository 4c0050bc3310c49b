package course.rabbitmq;

import com.rabbitmq.client.Connection;

import java.io.IOException;
import java.time.Duration;

/**
 * Exercise 7.3: a connection to a broker on another machine, with credentials. Many things can go
 * wrong, and each of them gives its own error, within a time limit.
 *
 * <p>Tutorial: RabbitMQ队列, 远程连接.
 */
public interface RemoteConnection {

    /**
     * Where to connect, and as whom. Its text does not show the password.
     *
     * @param virtualHost its name, of up to 255 bytes in UTF-8: a longer one fits into no message
     */
    record Login(String host, int port, String virtualHost, String user, String password) {
        @Override
        public String toString() {
            return "%s@%s:%s, virtual host %s".formatted(user, host, port, virtualHost);
        }
    }

    /**
     * @param timeout for each step of connecting: reaching the host, and each of the broker's
     *     answers, up to the last one, which opens the virtual host; the heartbeat is no such
     *     limit. From one millisecond to one day. (The connection may keep this limit for its later
     *     answers; the client takes its handshake timeout for two answers, so one may have half of
     *     it; and it gives the last one up earlier if the broker says nothing for a quarter of the
     *     heartbeat: that may be, too.)
     * @param heartbeat how often each side shows that it is alive: whole seconds, at least one. A
     *     connection that is silent for twice as long counts as broken
     * @param recovery how long to wait before a broken connection is made again, and also between
     *     attempts
     */
    record Settings(Duration timeout, Duration heartbeat, Duration recovery) {}

    /**
     * Connects once: if this fails, it is not tried again. A connection that breaks later is made
     * again automatically, with its channels, queues and consumers, until it is closed.
     *
     * <p>Host and port may be anywhere in a message that names them.
     *
     * <p>No message of an exception or of its causes contains a password, and no password is
     * printed.
     *
     * @throws LoginRefused if the broker does not take this user with this password; the message
     *     names the user
     * @throws VirtualHostRefused if there is no such virtual host, or if the user may not enter it;
     *     the message names the virtual host
     * @throws Unreachable if nothing listens there, if there is no such host, or if what listens is
     *     not a broker; the message names host and port
     * @throws Unresponsive if there is no answer in time; the message names host and port
     */
    Connection connect(Login login, Settings settings) throws ConnectFailed;

    /** There is no connection; the subclass says why. */
    abstract sealed class ConnectFailed extends IOException {
        private static final long serialVersionUID = 1;

        private ConnectFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    final class LoginRefused extends ConnectFailed {
        private static final long serialVersionUID = 1;

        public LoginRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    final class VirtualHostRefused extends ConnectFailed {
        private static final long serialVersionUID = 1;

        public VirtualHostRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    final class Unreachable extends ConnectFailed {
        private static final long serialVersionUID = 1;

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    final class Unresponsive extends ConnectFailed {
        private static final long serialVersionUID = 1;

        public Unresponsive(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
