package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Takes no notice of -p when it clears. In real life: the colleague who has left can still read the
 * customers' orders, and nobody can read the test system's.
 */
@Mistake(killedBy = "theOptionSaysWhereToClear", saying = "in the virtual host staging")
final class PermissionsThatClearTheSlashAlone extends PlainPermissions {

    @Override
    public void rabbitmqctl(String... arguments) {
        if (arguments.length == 4 && arguments[0].equals("clear_permissions")) {
            super.rabbitmqctl(arguments[0], arguments[3]);
        } else {
            super.rabbitmqctl(arguments);
        }
    }
}
