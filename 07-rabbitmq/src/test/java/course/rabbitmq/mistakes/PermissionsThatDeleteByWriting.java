package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * Deleting is taken for a kind of writing. In real life: a consumer with configure permission on
 * all, for its own temporary queue, deletes everybody's.
 */
@Mistake(killedBy = "theBrokerAgreesAboutDeletingAQueue", saying = "the broker says")
final class PermissionsThatDeleteByWriting extends PlainPermissions {

    @Override
    List<Asked> asked(Operation operation) {
        return operation instanceof DeleteQueue(var queue)
                ? List.of(queue(Permission.WRITE, queue))
                : super.asked(operation);
    }
}
