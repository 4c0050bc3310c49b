package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * The message holds the URI, and the URI holds the password. In real life: the password is in every
 * log and in every monitoring system.
 */
@Mistake(killedBy = "aWrongPasswordIsARefusedLogin", saying = "the password is in the exception")
final class RemoteConnectionThatShowsThePassword extends PlainRemoteConnection {

    @Override
    ConnectFailed told(Exception thrown, Login login) {
        var told = super.told(thrown, login);
        return told instanceof LoginRefused
                ? new LoginRefused(
                        "amqp://%s:%s@%s:%s: refused"
                                .formatted(
                                        login.user(), login.password(), login.host(), login.port()),
                        thrown)
                : told;
    }
}
