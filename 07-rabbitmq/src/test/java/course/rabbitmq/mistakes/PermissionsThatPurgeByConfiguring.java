package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * Purging is taken for an administrator's task. In real life: whoever may read a queue may also
 * empty it, and that is what the other team has done.
 */
@Mistake(killedBy = "theBrokerAgreesAboutPurging", saying = "the broker says")
final class PermissionsThatPurgeByConfiguring extends PlainPermissions {

    @Override
    List<Asked> asked(Operation operation) {
        return operation instanceof Purge(var queue)
                ? List.of(queue(Permission.CONFIGURE, queue))
                : super.asked(operation);
    }
}
