package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * The settings are printed when there is trouble. In real life: the password is on the console, in
 * the CI's log, and in a screenshot.
 */
@Mistake(killedBy = "aWrongPasswordIsARefusedLogin", saying = "the password was printed")
final class RemoteConnectionThatPrintsThePassword extends PlainRemoteConnection {

    @Override
    ConnectFailed told(Exception thrown, Login login) {
        System.err.println("cannot connect with password " + login.password());
        return super.told(thrown, login);
    }
}
