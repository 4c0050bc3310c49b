package course.rabbitmq.mistakes;

import com.rabbitmq.client.ConnectionFactory;

import course.kit.Mistake;

/**
 * The URI is put together as it comes. In real life: it works, until somebody has an @ or a / in
 * the password.
 */
@Mistake(killedBy = "aPasswordMayHoldAnyCharacters", saying = "connect as")
final class RemoteConnectionThatPastesItsUri extends PlainRemoteConnection {

    @Override
    void address(ConnectionFactory factory, Login login) throws Exception {
        factory.setUri(
                "amqp://%s:%s@%s:%s/%s"
                        .formatted(
                                login.user(),
                                login.password(),
                                login.host(),
                                login.port(),
                                login.virtualHost()));
    }
}
