package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Whatever happens, the host can't be reached. In real life: an afternoon is spent on the firewall,
 * and it was the password.
 */
@Mistake(killedBy = "aWrongPasswordIsARefusedLogin", saying = "LoginRefused")
final class RemoteConnectionThatHasOneErrorForAll extends PlainRemoteConnection {

    @Override
    ConnectFailed told(Exception thrown, Login login) {
        return new Unreachable(login + " can't be reached", thrown);
    }
}
