package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * Notes the virtual host before it looks at the expressions. In real life: a typing error in an
 * expression, an error message, and a user who may look around where nobody wanted to have him.
 */
@Mistake(killedBy = "whatCannotBeIsRefusedAndChangesNothing", saying = "staging")
final class PermissionsThatLetInWhoIsRefused extends PlainPermissions {

    @Override
    public void rabbitmqctl(String... arguments) {
        if (arguments.length == 7 && users.containsKey(arguments[3])) {
            users.get(arguments[3]).putIfAbsent(arguments[2], List.of("", "", ""));
        }
        super.rabbitmqctl(arguments);
    }
}
