package course.rabbitmq.mistakes;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;

import course.rabbitmq.RemoteConnection;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;

/**
 * A right answer, written in another way than the reference: by a URI, with what is to be encoded
 * encoded. The mistakes are made from it.
 */
class PlainRemoteConnection implements RemoteConnection {

    @Override
    public Connection connect(Login login, Settings settings) throws ConnectFailed {
        try {
            var factory = new ConnectionFactory();
            address(factory, login);
            limit(factory, settings);
            alive(factory, settings);
            recover(factory, settings);
            return open(factory);
        } catch (Exception e) {
            throw told(e, login);
        }
    }

    Connection open(ConnectionFactory factory) throws IOException, TimeoutException {
        return factory.newConnection();
    }

    void address(ConnectionFactory factory, Login login) throws Exception {
        factory.setUri(
                URI.create(
                        "amqp://%s:%s@%s:%s/%s"
                                .formatted(
                                        encode(login.user()),
                                        encode(login.password()),
                                        login.host(),
                                        login.port(),
                                        encode(login.virtualHost()))));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    void limit(ConnectionFactory factory, Settings settings) {
        factory.setConnectionTimeout((int) settings.timeout().toMillis());
        factory.setHandshakeTimeout((int) settings.timeout().toMillis());
        factory.setChannelRpcTimeout((int) settings.timeout().toMillis());
    }

    void alive(ConnectionFactory factory, Settings settings) {
        factory.setRequestedHeartbeat((int) settings.heartbeat().toSeconds());
    }

    void recover(ConnectionFactory factory, Settings settings) {
        factory.setNetworkRecoveryInterval(settings.recovery().toMillis());
    }

    ConnectFailed told(Exception thrown, Login login) {
        var where = "%s:%s".formatted(login.host(), login.port());
        if (thrown instanceof AuthenticationFailureException) {
            return new LoginRefused(where + " does not take " + login.user(), thrown);
        }
        if (isAboutTime(thrown)) {
            return new Unresponsive(where + " is silent", thrown);
        }
        return isAboutVirtualHost(thrown)
                ? new VirtualHostRefused(where + " refuses " + login.virtualHost(), thrown)
                : new Unreachable(where + " can't be reached", thrown);
    }

    boolean isAboutTime(Throwable thrown) {
        var isSilence =
                thrown instanceof InterruptedIOException || thrown instanceof TimeoutException;
        return isSilence || thrown.getCause() != null && isAboutTime(thrown.getCause());
    }

    private static boolean isAboutVirtualHost(Throwable thrown) {
        return thrown.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Connection.Close close
                && close.getReplyText().contains("vhost");
    }
}
