package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Whatever the broker refuses, it is the login. In real life: the password is changed three times,
 * and it was the name of the virtual host.
 */
@Mistake(killedBy = "anUnknownVirtualHostIsRefusedByItsName", saying = "VirtualHostRefused")
final class RemoteConnectionThatBlamesTheLogin extends PlainRemoteConnection {

    @Override
    ConnectFailed told(Exception thrown, Login login) {
        var told = super.told(thrown, login);
        return told instanceof VirtualHostRefused
                ? new LoginRefused(told.getMessage(), thrown)
                : told;
    }
}
