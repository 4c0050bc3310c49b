package course.rabbitmq.reference;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;

import course.rabbitmq.RemoteConnection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

public final class ReferenceRemoteConnection implements RemoteConnection {

    @Override
    public Connection connect(Login login, Settings settings) throws ConnectFailed {
        var where = login.host() + ":" + login.port();
        try {
            return factory(login, settings).newConnection();
        } catch (PossibleAuthenticationFailureException e) {
            throw new LoginRefused(
                    "%s refuses the user %s with this password".formatted(where, login.user()), e);
        } catch (UnknownHostException e) {
            throw new Unreachable("%s: there is no such host".formatted(where), e);
        } catch (IOException | TimeoutException e) {
            if (isTimeout(e)) {
                throw new Unresponsive(
                        "%s has not answered within %s ms"
                                .formatted(where, settings.timeout().toMillis()),
                        e);
            }
            if (isRefusedByVirtualHost(e)) {
                throw new VirtualHostRefused(
                        "%s does not let the user %s into a virtual host %s"
                                .formatted(where, login.user(), login.virtualHost()),
                        e);
            }
            throw new Unreachable("no broker at %s: %s".formatted(where, Refusal.reason(e)), e);
        }
    }

    /** By setters, since in a URI a password would have to be encoded. */
    private static ConnectionFactory factory(Login login, Settings settings) {
        var factory = new ConnectionFactory();
        factory.setHost(login.host());
        factory.setPort(login.port());
        factory.setVirtualHost(login.virtualHost());
        factory.setUsername(login.user());
        factory.setPassword(login.password());
        var timeout = (int) settings.timeout().toMillis();
        factory.setConnectionTimeout(timeout);
        factory.setHandshakeTimeout(2 * timeout); // it takes half of it for each of two answers
        factory.setChannelRpcTimeout(timeout); // for the last step, the virtual host
        factory.setRequestedHeartbeat((int) settings.heartbeat().toSeconds());
        factory.setAutomaticRecoveryEnabled(true);
        factory.setNetworkRecoveryInterval(settings.recovery().toMillis());
        return factory;
    }

    /** Depending on the step, the time limit is what is thrown, or what it was caused by. */
    private static boolean isTimeout(Throwable thrown) {
        return thrown != null
                && (thrown instanceof TimeoutException
                        || thrown instanceof SocketTimeoutException
                        || isTimeout(thrown.getCause()));
    }

    private static boolean isRefusedByVirtualHost(Exception thrown) {
        return thrown.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Connection.Close close
                && close.getReplyCode() == AMQP.NOT_ALLOWED;
    }
}
